// The standings of a series: small cases, and every generated series compared with an obvious oracle that tries all choices of results.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Id } from '../../../src/core/id.ts';
import { arePlacePoints } from '../../../src/tournaments/series/series.ts';
import {
  rankSeries,
  type SeriesRules,
  type SeriesTournament,
} from '../../../src/tournaments/series/series-standings.ts';
import { caseCount } from '../../support/rules/nightly.ts';

const player = (name: string) => `ply_${name}` as Id<'player'>;
const tournament = (number: number) => `trn_${number}` as Id<'tournament'>;

/** Each list has the entrants of one tournament with their ranks. */
function series(...places: readonly (readonly (readonly [string, number])[])[]): SeriesTournament[] {
  return places.map((list, index) => ({
    tournamentId: tournament(index),
    places: list.map(([name, rank]) => ({ entrant: player(name), rank })),
  }));
}

const table = (rules: SeriesRules, tournaments: readonly SeriesTournament[]) =>
  rankSeries(rules, tournaments).map(({ entrant, rank, points }) => [entrant.slice(4), rank, points]);

it.each([
  [
    'places bring points, later places none',
    2,
    null,
    series([
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ]),
    [
      ['a', 1, 10],
      ['b', 2, 5],
      ['c', 3, 0],
    ],
  ],
  [
    'a shared place brings its points to each',
    2,
    null,
    series([
      ['a', 1],
      ['b', 1],
      ['c', 3],
    ]),
    [
      ['a', 1, 10],
      ['b', 1, 10],
      ['c', 3, 0],
    ],
  ],
  [
    'equal sums share a rank, and the next rank counts them',
    2,
    null,
    series(
      [
        ['a', 1],
        ['b', 2],
      ],
      [
        ['b', 1],
        ['a', 2],
        ['c', 2],
      ],
    ),
    [
      ['a', 1, 15],
      ['b', 1, 15],
      ['c', 3, 5],
    ],
  ],
  [
    'only the best results count',
    2,
    1,
    series(
      [
        ['a', 2],
        ['b', 1],
      ],
      [['a', 2]],
      [['a', 2]],
    ),
    [
      ['b', 1, 10],
      ['a', 2, 5],
    ],
  ],
  ['nobody has played', 2, null, [], []],
] as const)('%s', (_, places, countedResults, tournaments, expected) => {
  expect(table({ points: [10, 5].slice(0, places), countedResults }, tournaments)).toEqual(expected);
});

it('of equal results the earlier tournament counts', () => {
  const [standing] = rankSeries({ points: [1], countedResults: 1 }, series([['a', 1]], [['a', 1]]));
  expect(standing?.results.map(({ isCounted }) => isCounted)).toEqual([true, false]);
});

/** The most points of any choice of at most `most` results. */
function bestSum(points: readonly number[], most: number): number {
  if (most === 0 || points.length === 0) return 0;
  const [first = 0, ...others] = points;
  return Math.max(bestSum(others, most), first + bestSum(others, most - 1));
}

const generated = fc.record({
  points: fc.array(fc.nat(20), { minLength: 1, maxLength: 5 }).map((list) => list.sort((a, b) => b - a)),
  countedResults: fc.option(fc.integer({ min: 1, max: 4 })),
  tournaments: fc.array(
    fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.integer({ min: 1, max: 6 })), {
      selector: ([name]) => name,
    }),
    { maxLength: 6 },
  ),
});

it('every sum is the best choice of results, and a rank is one more than how many have more', () => {
  const property = fc.property(generated, ({ tournaments, ...rules }) => {
    expect(arePlacePoints(rules.points)).toBe(true);
    const names = [...new Set(tournaments.flatMap((places) => places.map(([name]) => name)))];
    const sumOf = (name: string) => {
      const ranks = tournaments.flatMap((places) => places.filter(([who]) => who === name).map(([, rank]) => rank));
      return bestSum(
        ranks.map((rank) => rules.points[rank - 1] ?? 0),
        rules.countedResults ?? ranks.length,
      );
    };
    const standings = rankSeries(rules, series(...tournaments));
    expect(standings.map(({ entrant }) => entrant.slice(4)).sort()).toEqual(names.sort());
    for (const { entrant, rank, points, results } of standings) {
      expect(points).toBe(sumOf(entrant.slice(4)));
      expect(rank).toBe(1 + names.filter((name) => sumOf(name) > points).length);
      const counted = results.filter(({ isCounted }) => isCounted);
      expect(counted.reduce((sum, result) => sum + result.points, 0)).toBe(points);
      expect(counted.length).toBe(Math.min(results.length, rules.countedResults ?? results.length));
    }
    expect(standings.map(({ rank }) => rank)).toEqual(standings.map(({ rank }) => rank).sort((a, b) => a - b));
  });
  fc.assert(property, { numRuns: caseCount({ usual: 300, nightly: 10_000 }) });
});
