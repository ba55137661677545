// The entrants of a Swiss stage, as the pairing reads them: one record for each round before.

import type { MatchPoints, StageState } from '../../format.ts';
import type { StageMatch } from '../../match.ts';
import type { RoundRecord, SwissEntrant } from './swiss-entrant.ts';

/** What the settings of a stage say about its records. */
export interface RecordSettings {
  /** A loss is worth 0. */
  readonly points: MatchPoints;
  readonly byePoints: number;
  /** Whether it matters who is in slot 0, as with white or home. */
  readonly hasSides: boolean;
  /** Who has won so often is not paired any more; null: everybody plays all rounds. */
  readonly winsToAdvance: number | null;
  /** Who has lost so often is not paired any more. */
  readonly lossesToEliminate: number | null;
}

const notPaired: RoundRecord = { kind: 'not_paired', opponent: null, side: null, points: 0 };

/** `round`: the one to be paired. Who has no match in a round before was absent, came later, or had asked for a bye. */
export function swissEntrants(
  { entrantCount, settings, matches, withdrawn, byes = [] }: StageState<RecordSettings>,
  round: number,
): SwissEntrant[] {
  const found = new Map<string, { record: RoundRecord; isWin: boolean; isLoss: boolean }>();
  const none = { isWin: false, isLoss: false };
  for (const bye of byes) {
    const points = bye.points === 'half' ? settings.points.draw : 0;
    found.set(`${bye.entrant}/${bye.round}`, { record: { ...notPaired, points }, ...none });
  }
  for (const match of matches) {
    match.slots.forEach(({ source }, slot) => {
      if (source.kind === 'seed') found.set(`${source.seed}/${match.key.round}`, readSlot(match, slot, settings));
    });
  }
  return Array.from({ length: entrantCount }, (_, index) => {
    const number = index + 1;
    const isAway = withdrawn.includes(number) || found.has(`${number}/${round}`);
    const rounds = Array.from({ length: round - 1 }, (_round, before) => found.get(`${number}/${before + 1}`));
    const wins = rounds.filter((each) => each?.isWin).length;
    const losses = rounds.filter((each) => each?.isLoss).length;
    const isThrough = wins >= (settings.winsToAdvance ?? Number.POSITIVE_INFINITY);
    const isOut = losses >= (settings.lossesToEliminate ?? Number.POSITIVE_INFINITY);
    const takesPart = !isAway && !isThrough && !isOut;
    return { number, rounds: rounds.map((each) => each?.record ?? notPaired), takesPart };
  });
}

/** The seed of a slot stays its entrant, also after a forfeit. A bye counts as a win. */
function readSlot({ slots, result }: StageMatch, slot: number, { points, byePoints, hasSides }: RecordSettings) {
  const source = slots[1 - slot]?.source;
  const opponent = source?.kind === 'seed' ? source.seed : null;
  const place = result?.places[slot] ?? null;
  const isDraw = opponent !== null && place !== null && place === result?.places[1 - slot];
  const isWin = place === 1 && !isDraw;
  if (opponent === null) {
    const record: RoundRecord = { kind: 'pairing_bye', opponent, side: null, points: byePoints };
    return { record, isWin, isLoss: false };
  }
  const kind = result?.outcome === 'played' ? 'game' : 'forfeit';
  const side = hasSides ? (slot === 0 ? 'white' : 'black') : null;
  const record: RoundRecord = { kind, opponent, side, points: isDraw ? points.draw : isWin ? points.win : points.loss };
  return { record, isWin, isLoss: !isWin && !isDraw };
}
