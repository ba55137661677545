import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AutomaticQualification,
  placesOf,
  qualify,
  type RankedEntrant,
} from '../../../src/tournaments/stages/advancement/qualification.ts';
import { groupSeeds, groupsOfSeeds } from '../../../src/tournaments/stages/groups.ts';
import { caseCount } from '../../support/rules/nightly.ts';

const numRuns = caseCount({ usual: 300, nightly: 10_000 });

interface Stage {
  readonly groups: number;
  readonly entrants: readonly RankedEntrant[];
}

/** Any ranking in which groups are ranked like the stage; ranks are shared at random, and some entrants have left. */
const stages: fc.Arbitrary<Stage> = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 2, max: 30 }), fc.infiniteStream(fc.nat(7)))
  .filter(([groups, count]) => count >= 2 * groups)
  .map(([groups, count, stream]) => {
    const next = () => stream.next().value as number;
    const groupOf = groupsOfSeeds(count, groups);
    const groupRanks = new Map<number, number>();
    for (const seeds of groupSeeds(count, groups))
      for (const [index, seed] of seeds.toSorted(() => next() - 3).entries()) groupRanks.set(seed, index + 1);
    const keys = groupOf.map((_, index) => (groupRanks.get(index + 1) ?? 0) * 10 + next());
    const entrants = keys.map((key, index) => ({
      group: groupOf[index] ?? 0,
      rank: 1 + keys.filter((other) => other < key).length,
      seed: index + 1,
      isAvailable: next() > 0,
    }));
    return { groups, entrants };
  });

const asked: fc.Arbitrary<AutomaticQualification> = fc.oneof(
  fc.record({
    stage: fc.constant(1),
    from: fc.constant('ranking' as const),
    perGroup: fc.nat(4),
    bestOfRest: fc.nat(5),
  }),
  fc.record({
    stage: fc.constant(1),
    from: fc.constant('split' as const),
    ranks: fc
      .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
      .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const),
  }),
);

const size = (asks: AutomaticQualification, groups: number) => {
  const [first, last] = placesOf(asks, groups) ?? [1, 0];
  return last - first + 1;
};
const everybody = (entrants: readonly RankedEntrant[]) => entrants.map((each) => ({ ...each, isAvailable: true }));
const isBetter = (one: RankedEntrant, other: RankedEntrant) =>
  one.rank < other.rank || (one.rank === other.rank && one.seed < other.seed);

describe('a qualification', () => {
  it('takes exactly as many as are asked for, nobody twice, or refuses', () => {
    fc.assert(
      fc.property(stages, asked, ({ groups, entrants }, asks) => {
        const all = everybody(entrants);
        const qualified = qualify(asks, all, groups);
        const smallest = Math.min(...groupSeeds(all.length, groups).map(({ length }) => length));
        const isEnough =
          (placesOf(asks, groups)?.[1] ?? 0) <= all.length && (asks.from === 'split' || asks.perGroup <= smallest);
        expect(qualified?.length ?? null).toBe(isEnough ? size(asks, groups) : null);
        expect(new Set(qualified).size).toBe(qualified?.length ?? 0);
      }),
      { numRuns },
    );
  });

  it('takes nobody who is not available, and never leaves out a better rank for a worse one', () => {
    fc.assert(
      fc.property(stages, asked, ({ groups, entrants }, asks) => {
        const qualified = qualify(asks, entrants, groups) ?? [];
        expect(qualified.every(({ isAvailable }) => isAvailable)).toBe(true);
        const left = entrants.filter((each) => each.isAvailable && !qualified.includes(each));
        for (const out of left) {
          const worse = qualified.filter((each) => isBetter(out, each));
          if (asks.from === 'split') continue;
          // Only the best of another group may have a worse rank than who is left out.
          for (const taken of worse) {
            const mates = qualified.filter(({ group }) => group === taken.group);
            expect(taken.group).not.toBe(out.group);
            expect(mates.filter((mate) => isBetter(mate, taken)).length).toBeLessThan(asks.perGroup);
          }
        }
      }),
      { numRuns },
    );
  });

  it('a ranking and splits of the other places take everybody once', () => {
    fc.assert(
      fc.property(stages, fc.nat(3), ({ groups, entrants }, perGroup) => {
        const all = everybody(entrants);
        const first: AutomaticQualification = { stage: 1, from: 'ranking', perGroup, bestOfRest: 0 };
        const best = qualify(first, all, groups);
        if (best === null || best.length === 0 || best.length === all.length) return;
        // A shared rank across groups may be cut elsewhere than the ranking of the stage does.
        const rest = qualify(
          { stage: 1, from: 'split', ranks: [best.length + 1, all.length] },
          all.map((each) => ({ ...each, isAvailable: !best.some(({ seed }) => seed === each.seed) })),
          groups,
        );
        const taken = [...best, ...(rest ?? [])].map(({ seed }) => seed);
        expect(new Set(taken).size).toBe(taken.length);
        if (new Set(all.map(({ rank }) => rank)).size === all.length && groups === 1)
          expect(taken.length).toBe(all.length);
      }),
      { numRuns },
    );
  });

  it('by ranking the next in rank takes the place of who has left', () => {
    const entrants = [1, 2, 3, 4].map((seed) => ({ group: 1, rank: seed, seed, isAvailable: seed !== 2 }));
    const seedsOf = (asks: AutomaticQualification) => qualify(asks, entrants, 1)?.map(({ seed }) => seed);
    expect(seedsOf({ stage: 1, from: 'ranking', perGroup: 2, bestOfRest: 0 })).toEqual([1, 3]);
    expect(seedsOf({ stage: 1, from: 'split', ranks: [1, 2] })).toEqual([1]);
    expect(seedsOf({ stage: 1, from: 'split', ranks: [3, 5] })).toBeUndefined();
  });
});
