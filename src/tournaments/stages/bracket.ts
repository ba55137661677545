// The tree of a single elimination: which seeds meet first, and where winners and losers go. Knows no players, no scores.

import { invariant } from '../../core/errors.ts';
import { bracketOrder } from './seeding.ts';

export type Slot = 'a' | 'b';

/** A place in the tree; `round` 1 is played first, `position` counts from 0 at the top. */
export interface MatchPlace {
  readonly round: number;
  readonly position: number;
}

export interface BracketMatch extends MatchPlace {
  /** Seed that starts here, null when the entrant is still to come. */
  readonly seedA: number | null;
  readonly seedB: number | null;
  readonly winnerTo: (MatchPlace & { readonly slot: Slot }) | null;
  readonly loserTo: (MatchPlace & { readonly slot: Slot }) | null;
}

/** The match for third place sits beside the final. */
export const thirdPlacePosition = 1;

export function roundCount(entrantCount: number): number {
  return Math.ceil(Math.log2(entrantCount));
}

/**
 * Standard placement; byes go to the best seeds, who start in the second round: a bye is no match. A third-place match
 * exists only when both semi-finals are played (four entrants or more).
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
      matches.push({ round, position, seedA, seedB, ...exits({ round, position }, rounds, hasThirdPlace) });
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
    return [position * 2, position * 2 + 1].map((index) => present(order[index], entrantCount)) as [
      number | null,
      number | null,
    ];
  }
  if (round > 2) return [null, null] as const;
  return [position * 2, position * 2 + 1].map((first) => {
    const pair = [order[first * 2], order[first * 2 + 1]].map((seed) => present(seed, entrantCount));
    return pair.includes(null) ? (pair.find((seed) => seed !== null) ?? null) : null;
  }) as [number | null, number | null];
}

function present(seed: number | undefined, entrantCount: number): number | null {
  return seed !== undefined && seed <= entrantCount ? seed : null;
}

function exits({ round, position }: MatchPlace, rounds: number, hasThirdPlace: boolean) {
  const slot: Slot = position % 2 === 0 ? 'a' : 'b';
  const winnerTo = round === rounds ? null : { round: round + 1, position: position >> 1, slot };
  const loserTo = hasThirdPlace && round === rounds - 1 ? { round: rounds, position: thirdPlacePosition, slot } : null;
  return { winnerTo, loserTo };
}
