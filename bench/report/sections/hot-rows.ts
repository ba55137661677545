// Frequently updated rows: the effect of fillfactor and autovacuum settings.

import { median } from '../../acts/requests.ts';
import type { HotCase, HotResult, HotRound } from '../../rows/hot-rows.ts';
import { type Section, table, text } from '../document.ts';
import { bytes, figure, percent, whole } from '../figures.ts';
import type { Results } from '../results.ts';

export function hotRows(results: Results): Section {
  const { settings, cases, volume } = results.json<HotResult>('hot-rows.json');
  const lead = `Each transfer updates two of ${whole(volume.players)} wallets. \`drizzle/0001_rights_and_storage.sql\` gives their table \`${settings}\`. A copy with the defaults of Postgres is measured in alternating rounds. A HOT update stays on its page and needs no index entry, and later updates remove its old versions. Connections keep their plans between rounds; the table is ANALYZEd after each round.`;
  const snapshot =
    'While an old snapshot exists, for example of a long export, no old versions can be removed and the table grows. No setting prevents this; keep exports short. After the snapshot ends, autovacuum runs within a minute.';
  const head = ['', 'per second', 'ratio', 'HOT updates', 'WAL per act', 'pages at the end', 'rows scanned per act'];
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
    `${name}, ${side === 'set' ? 'with settings' : 'with defaults'}`,
    whole(of(side, (round) => round.ratePerSecond)),
    compared,
    percent(of(side, (round) => round.hotShare)),
    bytes(of(side, (round) => round.walBytes)),
    whole(rounds.at(-1)?.[side].pages ?? Number.NaN),
    figure(of(side, (round) => round.scannedRows)),
  ];
  return [row('plain', ''), row('set', figure(ratio))];
}
