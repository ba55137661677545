// The bracket of a single elimination: first pairings by seed, and the next match of winner and loser. No players, no scores.

import { invariant } from '../../core/errors.ts';
import { bracketOrder } from './seeding.ts';

export type Slot = 'a' | 'b';

/** A position in the tree; `round` 1 is played first, `position` counts from 0 at the top. */
export interface MatchPlace {
  readonly round: number;
  readonly position: number;
}

export interface BracketMatch extends MatchPlace {
  /** Seed that starts in this slot; null if the entrant comes from an earlier match. */
  readonly seedA: number | null;
  readonly seedB: number | null;
  readonly winnerTo: (MatchPlace & { readonly slot: Slot }) | null;
  readonly loserTo: (MatchPlace & { readonly slot: Slot }) | null;
}

/** The third-place match is in the round of the final. */
export const thirdPlacePosition = 1;

export function roundCount(entrantCount: number): number {
  return Math.ceil(Math.log2(entrantCount));
}

/**
 * Standard seeding. The best seeds get the byes and start in the second round; a bye is not a match. A third-place match requires
 * four entrants, so that both semi-finals are played.
 */
export function buildSingleElimination(entrantCount: number, options: { hasThirdPlaceMatch: boolean }): BracketMatch[] {
  invariant(entrantCount >= 2, 'a bracket needs two entrants');
  const rounds = roundCount(entrantCount);
  const order = bracketOrder(2 ** rounds);
  const hasThirdPlace = options.hasThirdPlaceMatch && entrantCount >= 4;
  const matches: BracketMatch[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    for (let position = 0; position < 2 ** (rounds - round); position += 1) {
      const [seedA, seedB] = startingSeeds(order, round, position, entrantCount);
      if (round === 1 && (seedA === null || seedB === null)) continue;
      matches.push({ round, position, seedA, seedB, ...nextMatches({ round, position }, rounds, hasThirdPlace) });
    }
  }
  if (hasThirdPlace) {
    matches.push({
      round: rounds,
      position: thirdPlacePosition,
      seedA: null,
      seedB: null,
      winnerTo: null,
      loserTo: null,
    });
  }
  return matches;
}

function startingSeeds(order: number[], round: number, position: number, entrantCount: number) {
  if (round === 1) {
    return [position * 2, position * 2 + 1].map((index) => seedOrBye(order[index], entrantCount)) as [
      number | null,
      number | null,
    ];
  }
  if (round > 2) return [null, null] as const;
  return [position * 2, position * 2 + 1].map((first) => {
    const pair = [order[first * 2], order[first * 2 + 1]].map((seed) => seedOrBye(seed, entrantCount));
    return pair.includes(null) ? (pair.find((seed) => seed !== null) ?? null) : null;
  }) as [number | null, number | null];
}

function seedOrBye(seed: number | undefined, entrantCount: number): number | null {
  return seed !== undefined && seed <= entrantCount ? seed : null;
}

function nextMatches({ round, position }: MatchPlace, rounds: number, hasThirdPlace: boolean) {
  const slot: Slot = position % 2 === 0 ? 'a' : 'b';
  const winnerTo = round === rounds ? null : { round: round + 1, position: position >> 1, slot };
  const loserTo = hasThirdPlace && round === rounds - 1 ? { round: rounds, position: thirdPlacePosition, slot } : null;
  return { winnerTo, loserTo };
}
