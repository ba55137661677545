// Rows that change again and again: what room on their page and a watchful autovacuum are worth.

import type { HotCase, HotResult, HotRound } from '../hot-rows.ts';
import { median } from '../requests.ts';
import { type Section, table, text } from './document.ts';
import { bytes, figure, percent, whole } from './figures.ts';
import type { Results } from './results.ts';

export function hotRows(results: Results): Section {
  const { settings, cases, volume } = results.json<HotResult>('hot-rows.json');
  const lead = `Each transfer updates two of ${whole(volume.players)} wallets. \`drizzle/0021_hot_rows.sql\` gives their table \`${settings}\`; beside it runs a copy with the defaults of Postgres, in turns. An update that stays on its page needs no entry in any index, and what it leaves is cleaned away by the next; connections keep their plans from turn to turn, and the table is ANALYZEd in between.`;
  const snapshot =
    'Beside an old snapshot, such as a long export keeps one, nothing can be cleaned away, and the table grows by what is written: no setting helps but to keep exports short. Once it is gone, autovacuum comes within a minute.';
  const head = ['', 'a second', 'ratio', 'on their page', 'log an act', 'pages at the end', 'rows scanned an act'];
  return {
    id: 'hot-rows',
    title: 'Hot rows',
    blocks: [text(lead), table(head, cases.flatMap(rowsOf)), text(snapshot)],
  };
}

function rowsOf({ name, rounds }: HotCase): string[][] {
  const of = (side: 'set' | 'plain', pick: (round: HotRound) => number) =>
    median(rounds.map((round) => pick(round[side])));
  const ratio = median(rounds.map(({ set, plain }) => set.ratePerSecond / plain.ratePerSecond));
  const row = (side: 'set' | 'plain', compared: string) => [
    `${name}, ${side === 'set' ? 'as set' : 'by default'}`,
    whole(of(side, (round) => round.ratePerSecond)),
    compared,
    percent(of(side, (round) => round.hotShare)),
    bytes(of(side, (round) => round.walBytes)),
    whole(rounds.at(-1)?.[side].pages ?? Number.NaN),
    figure(of(side, (round) => round.scannedRows)),
  ];
  return [row('plain', ''), row('set', figure(ratio))];
}
