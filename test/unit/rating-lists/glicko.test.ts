// Glicko-2: the example of Glickman's paper, and properties of periods.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Id } from '../../../src/core/id.ts';
import { type Ratings, ratePeriod } from '../../../src/tournaments/rating-lists/glicko.ts';
import { ratedCount } from '../../../src/tournaments/rating-lists/rate-lists.ts';
import { gamesOfMatch, type RatedGame } from '../../../src/tournaments/rating-lists/rating-list.ts';
import { caseCount } from '../../support/rules/nightly.ts';

const player = (number: number) => `ply_${number}` as Id<'player'>;

const period = fc.array(
  fc
    .record({ first: fc.nat(5), apart: fc.integer({ min: 1, max: 5 }), score: fc.constantFrom(0, 0.5, 1) })
    .map(({ first, apart, score }) => ({ first: player(first), second: player((first + apart) % 6), score })),
  { maxLength: 12 },
);

function rateAll(periods: readonly (readonly RatedGame[])[], before: Ratings = new Map(), from = 0): Ratings {
  const known = new Map(before);
  for (const [index, games] of periods.entries())
    for (const [id, rated] of ratePeriod(known, games, from + index + 1)) known.set(id, rated);
  return known;
}

it('the example of the paper has its figures', () => {
  const given = [1500, 1400, 1550, 1700].map((rating, index) => {
    const deviation = [200, 30, 100, 300][index] as number;
    return [player(index), { rating, deviation, volatility: 0.06, games: 1, lastNumber: 1 }] as const;
  });
  const games = [1, 0, 0].map((score, index) => ({ first: player(0), second: player(index + 1), score }));
  const { rating, deviation, volatility } = ratePeriod(new Map(given), games, 2).get(player(0)) ?? {};
  expect(rating).toBeCloseTo(1464.06, 1);
  expect(deviation).toBeCloseTo(151.52, 1);
  expect(volatility).toBeCloseTo(0.05999, 4);
});

it('periods one by one give what all at once give, and no deviation is above that of the unrated', () => {
  fc.assert(
    fc.property(fc.array(period, { maxLength: 6 }), fc.nat(6), (periods, at) => {
      const stepwise = rateAll(periods.slice(at), rateAll(periods.slice(0, at)), Math.min(at, periods.length));
      expect(stepwise).toEqual(rateAll(periods));
      for (const { deviation, rating } of stepwise.values()) {
        expect(deviation).toBeLessThanOrEqual(350);
        expect(Number.isFinite(rating)).toBe(true);
      }
    }),
    { numRuns: caseCount({ usual: 200, nightly: 5_000 }) },
  );
});

it('who misses periods is less sure, and keeps the rating until then', () => {
  const [a, b] = [player(1), player(2)];
  const games = [{ first: a, second: b, score: 1 }];
  const once = rateAll([games]);
  const [soon, late] = [ratePeriod(once, games, 2), ratePeriod(once, games, 40)];
  expect(late.get(a)?.deviation).toBeGreaterThan(soon.get(a)?.deviation ?? 0);
  expect(ratePeriod(once, [], 2).size).toBe(0);
});

it('in a lobby each one has met each other one, and equal places are a draw', () => {
  const games = gamesOfMatch([2, 1, 2].map((place, index) => ({ playerId: player(index), place })));
  expect(games.map(({ score }) => score)).toEqual([0, 0.5, 1]);
});

it('ratings are continued only where the rated tournaments are the first ones, in order', () => {
  const counted = (...numbers: (number | null)[]) => ratedCount(numbers.map((number) => ({ number })));
  expect([counted(1, 2, null), counted(), counted(null, 1), counted(2, 1), counted(1, 3, null)]).toEqual([
    2, 0, 0, 0, 0,
  ]);
});
