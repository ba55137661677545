// Players for pairing tests: one with defaults, and arbitrary rounds of them.

import fc from 'fast-check';
import { compareRank, otherSide, type Player } from '../../../src/tournaments/stages/formats/swiss/player.ts';
import type { Side } from '../../../src/tournaments/stages/formats/swiss/swiss-entrant.ts';

export function aPlayer(facts: Partial<Player> & { number: number }): Player {
  return {
    score: 0,
    met: new Set(),
    mayGetBye: true,
    unplayedCount: 0,
    isTopscorer: false,
    floats: [null, null],
    isOddPlace: facts.number % 2 === 1,
    ...sidesPlayed([]),
    ...facts,
  };
}

/** Preference by article 1.6, written for tests. */
export function sidesPlayed(
  sides: readonly Side[],
): Pick<Player, 'sides' | 'sideDifference' | 'preference' | 'strength'> {
  const sideDifference = sides.filter((side) => side === 'white').length * 2 - sides.length;
  const last = sides.at(-1);
  if (!last) return { sides, sideDifference, preference: null, strength: 'none' };
  const wanted = sideDifference === 0 ? otherSide(last) : sideDifference > 0 ? 'black' : 'white';
  const isAbsolute = Math.abs(sideDifference) > 1;
  if (!isAbsolute && sides.length > 1 && sides.at(-2) === last) {
    return { sides, sideDifference, preference: otherSide(last), strength: 'absolute' };
  }
  return {
    sides,
    sideDifference,
    preference: wanted,
    strength: isAbsolute ? 'absolute' : sideDifference ? 'strong' : 'mild',
  };
}

const side = fc.constantFrom<Side>('white', 'black');
const float = fc.constantFrom('down' as const, 'up' as const, null);

interface Shape {
  readonly scores: fc.Arbitrary<number>;
  readonly sidesMax: number;
  readonly metShare: number;
}

/** Every kind of state, also ones that no tournament reaches. */
export const anyShape: Shape = { scores: fc.integer({ min: 0, max: 3 }), sidesMax: 4, metShare: 3 };
/** One large bracket without preferences, where the order of candidates decides. */
export const oneBracket: Shape = { scores: fc.constant(0), sidesMax: 0, metShare: 5 };
/** Many players moved down. */
export const twoBrackets: Shape = { scores: fc.integer({ min: 0, max: 1 }), sidesMax: 0, metShare: 6 };

export function rounds(shape: Shape, countMax: number): fc.Arbitrary<Player[]> {
  const facts = fc.record({
    score: shape.scores,
    mayGetBye: fc.integer({ min: 0, max: 4 }).map((luck) => luck > 0),
    unplayedCount: fc.integer({ min: 0, max: 2 }),
    sides: fc.array(side, { maxLength: shape.sidesMax }),
    floats: shape.sidesMax === 0 ? fc.constant([null, null] as const) : fc.tuple(float, float),
  });
  return fc
    .tuple(fc.array(facts, { minLength: 2, maxLength: countMax, size: 'max' }), fc.boolean())
    .chain(([all, isLastRound]) => {
      const pairCount = (all.length * (all.length - 1)) / 2;
      const luck = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: pairCount, maxLength: pairCount });
      return luck.map((meetings) => {
        let next = 0;
        const met = all.map(() => new Set<number>());
        for (let left = 0; left < all.length; left += 1) {
          for (let right = left + 1; right < all.length; right += 1) {
            if ((meetings[next++] ?? 0) >= shape.metShare) continue;
            met[left]?.add(right + 1);
            met[right]?.add(left + 1);
          }
        }
        return all
          .map(({ sides, ...player }, index) =>
            aPlayer({
              ...player,
              ...sidesPlayed(sides),
              number: index + 1,
              met: met[index] ?? new Set(),
              isTopscorer: isLastRound && player.score > 1,
            }),
          )
          .sort(compareRank);
      });
    });
}
