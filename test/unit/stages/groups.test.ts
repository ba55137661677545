import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elimination } from '../../../src/tournaments/stages/formats/consolation.ts';
import { roundRobinDefaults } from '../../../src/tournaments/stages/formats/round-robin.ts';
import { groupSeeds, groupsOfSeeds, inGroups } from '../../../src/tournaments/stages/groups.ts';
import { roundRobin } from '../../../src/tournaments/stages/standings/points-formats.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { expectPlayed, expectRanked } from './expect-stage.ts';
import { betterSeedWins, entrantsUpTo, playStage } from './play-stage.ts';
import { drawResults, draws, eliminationResults, playedResults } from './random-results.ts';

const numRuns = caseCount({ usual: 60, nightly: 1500 });
const shapes = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 2, max: 40 })).filter(([g, n]) => n >= 2 * g);
const plain = { thirdPlaceMatch: true, consolation: false };

it('seeds go to groups in a snake', () => {
  expect(groupSeeds(10, 3)).toEqual([
    [1, 6, 7],
    [2, 5, 8],
    [3, 4, 9, 10],
  ]);
  expect(groupsOfSeeds(10, 3)).toEqual([1, 2, 3, 3, 2, 1, 1, 2, 3, 3]);
});

describe('a stage in groups', () => {
  it('has everybody in one group, and groups whose sizes differ by one at most', () => {
    fc.assert(
      fc.property(shapes, ([groups, count]) => {
        const seeds = groupSeeds(count, groups);
        expect(seeds.flat().toSorted((a, b) => a - b)).toEqual(entrantsUpTo(count));
        const sizes = seeds.map(({ length }) => length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
      { numRuns },
    );
  });

  it('plays in each group what the format plays alone, and ranks everybody', () => {
    fc.assert(
      fc.property(shapes, draws, ([groups, entrantCount], order) => {
        const settings = { ...roundRobinDefaults, legs: 1 };
        const format = inGroups(roundRobin, groups);
        const state = playStage(format, { entrantCount, settings }, drawResults(order, playedResults));
        expectPlayed(state);
        expectRanked(format.rank(state), entrantCount);
        const groupOf = groupsOfSeeds(entrantCount, groups);
        for (const { key, slots } of state.matches)
          for (const { entrant } of slots) expect(groupOf[(entrant ?? 0) - 1]).toBe(key.group);
        expect(state.matches.length).toBe(
          groupSeeds(entrantCount, groups).reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0),
        );
      }),
      { numRuns },
    );
  });

  it('fills each bracket from its own matches, whatever forfeits', () => {
    fc.assert(
      fc.property(shapes, draws, ([groups, entrantCount], order) => {
        const format = inGroups(elimination, groups);
        const state = playStage(format, { entrantCount, settings: plain }, drawResults(order, eliminationResults));
        expectPlayed(state);
        expectRanked(format.rank(state), entrantCount, true);
      }),
      { numRuns },
    );
  });

  it('a better rank in the group is a better rank in the stage', () => {
    const format = inGroups(roundRobin, 4);
    const state = playStage(format, { entrantCount: 16, settings: roundRobinDefaults }, betterSeedWins);
    expect(format.rank(state).map(({ entrant, rank }) => [rank, entrant])).toEqual([
      ...[1, 2, 3, 4].map((entrant) => [1, entrant]),
      ...[5, 6, 7, 8].map((entrant) => [5, entrant]),
      ...[9, 10, 11, 12].map((entrant) => [9, entrant]),
      ...[13, 14, 15, 16].map((entrant) => [13, entrant]),
    ]);
  });

  it('of unequal groups compares entrants of equal rank by what they reached per match', () => {
    // Groups 1 4 5 and 2 3: the second of the larger group has won one of two matches, the second of the other none of one.
    const format = inGroups(roundRobin, 2);
    const state = playStage(format, { entrantCount: 5, settings: roundRobinDefaults }, betterSeedWins);
    expect(groupSeeds(5, 2)).toEqual([
      [1, 4, 5],
      [2, 3],
    ]);
    expect(format.rank(state)).toEqual([
      { entrant: 1, rank: 1, decidedBy: 'points' },
      { entrant: 2, rank: 1, decidedBy: 'points' },
      { entrant: 4, rank: 3, decidedBy: 'across_groups' },
      { entrant: 3, rank: 4, decidedBy: 'across_groups' },
      { entrant: 5, rank: 5, decidedBy: 'points' },
    ]);
  });
});
