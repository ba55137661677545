// Plays stages in memory for the tests of formats.

import type { Format, StageState } from '../../../src/tournaments/stages/format.ts';
import type { MatchResult, StageMatch } from '../../../src/tournaments/stages/match.ts';
import { completeMatch, openStage } from '../../../src/tournaments/stages/stage-play.ts';

/** The result of a match that can be played; `sides` are its entrants. */
export type Decide = (sides: readonly number[], match: StageMatch) => MatchResult;

/** No slot is open, and no result. A lobby can be played with vacant slots. */
export function readyMatches({ matches }: Pick<StageState<unknown>, 'matches'>): StageMatch[] {
  return matches.filter(
    ({ slots, result }) =>
      result === null && slots.every(({ entrant, vacancy }) => entrant !== null || vacancy !== null),
  );
}

export const sidesOf = (match: StageMatch): number[] =>
  match.slots.flatMap(({ entrant }) => (entrant === null ? [] : [entrant]));

/** Completes ready matches in the order that `pick` chooses until none is left. */
export function playStage<S>(
  format: Format<S>,
  options: { entrantCount: number; settings: S },
  decide: Decide,
  pick: (ready: readonly StageMatch[]) => StageMatch | undefined = (ready) => ready[0],
): StageState<S> {
  let state = openStage(format, options.entrantCount, options.settings);
  for (;;) {
    const match = pick(readyMatches(state));
    if (match === undefined) return state;
    state = completeMatch(format, state, match.key, decide(sidesOf(match), match));
  }
}

/** The stronger side wins 1:0; the better seed is stronger. */
export const betterSeedWins: Decide = (sides) => {
  const places = sides.map((side) => 1 + sides.filter((other) => other < side).length);
  return { outcome: 'played', places, scores: places.map((place) => (place === 1 ? 1 : 0)) };
};

export const entrantsUpTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
