import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meetingParts, seedApart } from '../../../src/tournaments/stages/advancement/seed-apart.ts';
import { roundRobinDefaults } from '../../../src/tournaments/stages/formats/round-robin.ts';
import { singleElimination } from '../../../src/tournaments/stages/formats/single-elimination.ts';
import { inGroups } from '../../../src/tournaments/stages/groups.ts';
import { roundRobin } from '../../../src/tournaments/stages/standings/points-formats.ts';
import { caseCount } from '../../support/rules/nightly.ts';

const numRuns = caseCount({ usual: 150, nightly: 3000 });

interface Entrant {
  readonly group: number;
  readonly groupRank: number;
}

/** The best `perGroup` of each group. Inside a rank the groups are in any order. */
const qualified = (groupsMax: number, perGroupMax: number) =>
  fc
    .tuple(fc.integer({ min: 2, max: groupsMax }), fc.integer({ min: 1, max: perGroupMax }))
    .chain(([groups, perGroup]) => {
      const all = Array.from({ length: groups }, (_, index) => index + 1);
      const tiers = Array.from({ length: perGroup }, () => fc.shuffledSubarray(all, { minLength: groups }));
      return fc
        .tuple(...tiers)
        .map((orders) => orders.flatMap((order, index) => order.map((group) => ({ group, groupRank: index + 1 }))));
    });

const bracket = (count: number) => singleElimination.build(count, { thirdPlaceMatch: false });

/** Pairs of one group that may meet, by depth. */
function clashes(order: readonly Entrant[], parts: readonly (readonly number[])[]): number[] {
  return parts.map((part) =>
    order.reduce(
      (sum, { group }, seed) =>
        sum + order.slice(0, seed).filter((other, index) => other.group === group && part[index] === part[seed]).length,
      0,
    ),
  );
}

function* permutations<T>(items: readonly T[]): Generator<T[]> {
  if (items.length < 2) yield [...items];
  for (const [index, item] of items.entries())
    for (const rest of permutations(items.toSpliced(index, 1))) yield [item, ...rest];
}

/** The fewest clashes of all orders inside the ranks. */
function bestClashes(order: readonly Entrant[], parts: readonly (readonly number[])[]): number[] {
  const tiers = [...Map.groupBy(order, ({ groupRank }) => groupRank).values()];
  const orders = tiers.reduce<Entrant[][]>(
    (before, tier) => before.flatMap((head) => [...permutations(tier)].map((next) => [...head, ...next])),
    [[]],
  );
  return orders.map((each) => clashes(each, parts)).reduce((best, each) => (isLower(each, best) ? each : best));
}

const isLower = (left: readonly number[], right: readonly number[]) => {
  const index = left.findIndex((value, depth) => value !== right[depth]);
  return index >= 0 && (left[index] ?? 0) < (right[index] ?? 0);
};

describe('entrants who come from groups', () => {
  it('winners of two groups of four meet the second of the other group, and the groups are in different halves', () => {
    const order = [1, 2].flatMap((groupRank) => [1, 2].map((group) => ({ group, groupRank })));
    // Seeds 1 and 4 meet, 2 and 3.
    expect(seedApart(order, bracket(4)).map(({ group }) => group)).toEqual([1, 2, 1, 2]);
  });

  it('keep their rank: the winners of the groups have the best seeds', () => {
    fc.assert(
      fc.property(qualified(8, 4), (order) => {
        const seeded = seedApart(order, bracket(order.length));
        expect(seeded.map(({ groupRank }) => groupRank)).toEqual(order.map(({ groupRank }) => groupRank));
        expect(new Set(seeded)).toEqual(new Set(order));
      }),
      { numRuns },
    );
  });

  it('do not meet in their first match if they are at most half of the bracket', () => {
    fc.assert(
      fc.property(qualified(16, 2), (order) => {
        const parts = meetingParts(bracket(order.length), order.length);
        expect(clashes(seedApart(order, bracket(order.length)), parts)[0]).toBe(0);
      }),
      { numRuns },
    );
  });

  it('meet as late as the best of all orders, found by trying them, in up to four groups', () => {
    fc.assert(
      fc.property(qualified(4, 3), (order) => {
        const parts = meetingParts(bracket(order.length), order.length);
        expect(clashes(seedApart(order, bracket(order.length)), parts)).toEqual(bestClashes(order, parts));
      }),
      { numRuns: caseCount({ usual: 8, nightly: 200 }) },
    );
  });

  it('go to different groups of the next stage', () => {
    const order = [1, 2, 3, 4].flatMap((groupRank) => [1, 2, 3, 4].map((group) => ({ group, groupRank })));
    const plans = inGroups(roundRobin, 4).build(16, roundRobinDefaults);
    expect(clashes(seedApart(order, plans), meetingParts(plans, 16)).at(-1)).toBe(0);
  });

  it('of 512 groups do not meet in their first match either', () => {
    const order = [1, 2].flatMap((groupRank) =>
      Array.from({ length: 512 }, (_, index) => ({ group: index + 1, groupRank })),
    );
    const parts = meetingParts(bracket(1024), 1024);
    expect(clashes(seedApart(order, bracket(1024)), parts)[0]).toBe(0);
  });
});
