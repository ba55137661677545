// The two indexes: the query with and without each index, warm and cold, and the cost for writes.

import { median } from '../../acts/requests.ts';
import type { IndexesResult, IndexResult } from '../../plans/indexes.ts';
import { readPlan } from '../../plans/read-plan.ts';
import { type Block, type Section, table, text } from '../document.ts';
import { bytes, figure, milliseconds, whole } from '../figures.ts';
import type { Results } from '../results.ts';

export function indexes(results: Results): Section {
  const { indexes: measured, volume, cold } = results.json<IndexesResult>('indexes.json');
  const lead = `Measured with ${whole(volume.players)} players, ${whole(volume.ledgerRows)} ledger rows and ${whole(volume.auditRows)} audit rows, on the statement that the code sends. Warm is the seventh execution on a connection. Cold is the first execution after ${cold}.`;
  return {
    id: 'indexes',
    title: 'Two indexes',
    blocks: [text(lead), ...measured.flatMap(blocksOf), text(durabilityNote), writesTable(measured)],
  };
}

const durabilityNote =
  'Cost for writes: the same acts on two copies of one database, one without the index, in alternating rounds of one second, with four connections and durable commits. The ratio is the median over pairs of rounds, with minimum and maximum. Each series starts after a checkpoint, when Postgres writes full page images, so the WAL bytes are the worst case.';

function blocksOf({ index, query, statement, states, indexBytes, buildMs }: IndexResult): Block[] {
  const [before, after] = [states.at(0), states.at(-1)];
  if (before === undefined || after === undefined) return [];
  const rows = states.map(({ state, warm, cold }) => [
    state,
    milliseconds(warm.ms),
    whole(warm.buffers),
    milliseconds(cold.ms),
    whole(cold.buffers),
  ]);
  const times = `${whole(before.warm.ms / after.warm.ms)} times faster warm, ${whole(before.cold.ms / after.cold.ms)} times faster cold, with ${whole(before.warm.buffers / after.warm.buffers)} times fewer buffers`;
  return [
    text(`\`${index}\` for “${query}”: ${times}. Size: ${bytes(indexBytes)}. Build time: ${milliseconds(buildMs)}.`),
    table(['', 'warm', 'buffers', 'cold', 'buffers'], rows),
    {
      kind: 'plans',
      plans: states.flatMap(({ state, warm, cold }) => [
        { title: `${state}, warm`, text: readPlan(warm.tree) },
        { title: `${state}, cold`, text: readPlan(cold.tree) },
      ]),
    },
    { kind: 'plans', plans: [{ title: 'Statement', text: statement }] },
  ];
}

function writesTable(measured: readonly IndexResult[]): Block {
  const rows = measured.map(({ index, writes }) => {
    const of = (pick: (round: (typeof writes.rounds)[number]) => number) => writes.rounds.map(pick);
    const ratios = of(({ with: with_, without }) => with_.actMs / without.actMs).toSorted((a, b) => a - b);
    return [
      `${writes.act}, ${index}`,
      milliseconds(median(of((round) => round.without.actMs))),
      milliseconds(median(of((round) => round.with.actMs))),
      `${figure(median(ratios))} (${figure(ratios[0] ?? Number.NaN)} … ${figure(ratios.at(-1) ?? Number.NaN)})`,
      bytes(median(of((round) => round.without.walBytes))),
      bytes(median(of((round) => round.with.walBytes))),
    ];
  });
  return table(['act', 'without', 'with', 'ratio', 'WAL without', 'WAL with'], rows);
}
