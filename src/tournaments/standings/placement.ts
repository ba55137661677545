// Final ranks of a single elimination. Losers of the same round share a rank; a third-place match decides ranks three and four.

import { invariant } from '../../core/errors.ts';
import type { MatchPlace } from '../stages/bracket.ts';
import { thirdPlacePosition } from '../stages/bracket.ts';

export interface PlayedMatch<E> extends MatchPlace {
  readonly winner: E;
  readonly loser: E;
}

export type DecidedBy = 'final' | 'third_place_match' | 'round';

export interface Placement<E> {
  readonly entrant: E;
  readonly rank: number;
  readonly decidedBy: DecidedBy;
}

/** Every entrant exactly once, best first. `matches` are all matches of the bracket, completed. */
export function rankSingleElimination<E>(matches: readonly PlayedMatch<E>[]): Placement<E>[] {
  const rounds = Math.max(...matches.map((match) => match.round));
  const final = matches.find((match) => match.round === rounds && match.position === 0);
  invariant(final !== undefined, 'a bracket has a final');
  const third = matches.find((match) => match.round === rounds && match.position === thirdPlacePosition);
  const placements: Placement<E>[] = [
    { entrant: final.winner, rank: 1, decidedBy: 'final' },
    { entrant: final.loser, rank: 2, decidedBy: 'final' },
  ];
  if (third !== undefined) {
    placements.push({ entrant: third.winner, rank: 3, decidedBy: 'third_place_match' });
    placements.push({ entrant: third.loser, rank: 4, decidedBy: 'third_place_match' });
  }
  for (let round = third === undefined ? rounds - 1 : rounds - 2; round >= 1; round -= 1) {
    const rank = placements.length + 1;
    for (const match of matches) {
      if (match.round === round) placements.push({ entrant: match.loser, rank, decidedBy: 'round' });
    }
  }
  return placements;
}
