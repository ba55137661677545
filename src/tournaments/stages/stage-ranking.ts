// The ranking of a stage whose entrants may have left. Who withdraws is ranked by the matches until then, as the loser of the match that
// would have come next. Who is disqualified is ranked below all others.

import type { Format, Placement, StageState } from './format.ts';
import { entrantOf, isSameKey, type Slot } from './match.ts';

export function rankStage<S>(
  format: Format<S>,
  state: StageState<S>,
  disqualified: readonly number[],
): readonly Placement[] {
  const matches = state.matches.map((match) => ({
    ...match,
    slots: match.slots.map((slot) => withAbsentee(state, slot)),
  }));
  return rankDisqualifiedLast(format.rank({ ...state, matches }), disqualified);
}

/** A slot that its entrant has forfeited: the entrant stands there again, without a place. */
function withAbsentee({ matches }: StageState<unknown>, slot: Slot): Slot {
  const { source, entrant, vacancy } = slot;
  if (entrant !== null || vacancy === null) return slot;
  if (source.kind === 'seed') return { ...slot, entrant: source.seed };
  const match = matches.find(({ key }) => isSameKey(key, source.of));
  return { ...slot, entrant: match === undefined ? null : entrantOf(source, match) };
}

/**
 * Those who were ranked after a disqualified entrant move up, and nobody is ranked below the number of those who stay: double forfeits
 * leave places empty. The disqualified share the last rank.
 */
export function rankDisqualifiedLast(
  placements: readonly Placement[],
  disqualified: readonly number[],
): readonly Placement[] {
  const isOut = ({ entrant }: Placement) => disqualified.includes(entrant);
  const out = placements.filter(isOut);
  if (out.length === 0) return placements;
  const stay = placements.filter((placement) => !isOut(placement));
  const ranked = stay.map((placement) => {
    const before = out.filter(({ rank }) => rank < placement.rank).length;
    return { ...placement, rank: Math.min(placement.rank - before, stay.length) };
  });
  const last = stay.length + 1;
  return [...ranked, ...out.map(({ entrant }) => ({ entrant, rank: last, decidedBy: 'disqualification' as const }))];
}
