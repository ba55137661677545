// The two indexes: the same query without and with each, warm and cold; and what those who write pay for them.

import type { IndexesResult, IndexResult } from '../indexes.ts';
import { readPlan } from '../read-plan.ts';
import { median } from '../requests.ts';
import { type Block, type Section, table, text } from './document.ts';
import { bytes, figure, milliseconds, whole } from './figures.ts';
import type { Results } from './results.ts';

export function indexes(results: Results): Section {
  const { indexes: measured, volume, cold } = results.json<IndexesResult>('indexes.json');
  const lead = `Measured at ${whole(volume.players)} players, ${whole(volume.ledgerRows)} rows of the ledger and ${whole(volume.auditRows)} of the audit, on the statement exactly as the code sends it. Warm is the seventh execution on a connection; cold is the first with ${cold}.`;
  return {
    id: 'indexes',
    title: 'Two indexes, without and with',
    blocks: [text(lead), ...measured.flatMap(blocksOf), text(durabilityNote), writesTable(measured)],
  };
}

const durabilityNote =
  'What the indexes cost those who write: the same acts on two copies of one database, one of which lacks the index, in turns of a second, over four connections and with durable commits. The ratio is the median over the pairs of turns, with the lowest and the highest beside it. The log grows most just after a checkpoint, when every page that is touched is written whole once; here one precedes each series, so the bytes are the worst case.';

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
  const times = `${whole(before.warm.ms / after.warm.ms)} times faster warm and ${whole(before.cold.ms / after.cold.ms)} times cold, on ${whole(before.warm.buffers / after.warm.buffers)} times fewer buffers`;
  return [
    text(
      `\`${index}\` serves “${query}”: ${times}. It takes ${bytes(indexBytes)}, and was built in ${milliseconds(buildMs)}.`,
    ),
    table(['', 'warm', 'buffers', 'cold', 'buffers'], rows),
    {
      kind: 'plans',
      plans: states.flatMap(({ state, warm, cold }) => [
        { title: `${state}, warm`, text: readPlan(warm.tree) },
        { title: `${state}, cold`, text: readPlan(cold.tree) },
      ]),
    },
    { kind: 'plans', plans: [{ title: 'The statement', text: statement }] },
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
  return table(['act', 'without', 'with', 'ratio', 'log without', 'log with'], rows);
}
