// Prize splitting: the amounts add up to the pool, and no entrant gets less than one with a worse rank.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type PrizePlan,
  placeAmounts,
  type Ranked,
  refusalForPlan,
  splitPrizes,
} from '../../../src/economy/escrow/prize-split.ts';

const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);

/** 100 percent, split into shares in descending order. */
const percentPlan = fc
  .array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 30 })
  .map((cuts): PrizePlan => {
    const places: number[] = [];
    let left = 100;
    for (const cut of cuts) {
      const share = Math.min(cut, left);
      if (share > 0) places.push(share);
      left -= share;
    }
    if (left > 0) places.push(left);
    return { kind: 'percent', places: places.sort((a, b) => b - a) };
  });

/** Of any sum, so that a share need not be whole percents. */
const sharePlan = fc
  .array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 30 })
  .map((places): PrizePlan => ({ kind: 'share', places: places.sort((a, b) => b - a) }));

const fixedPlan = fc
  .array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 30 })
  .map((places): PrizePlan => ({ kind: 'fixed', places: places.sort((a, b) => b - a) }));

/** Entrants in groups of equal rank. A rank counts the entrants before its group. */
const ranking = fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 12 }).map((groups) => {
  const ranked: Ranked<string>[] = [];
  for (const size of groups) {
    const rank = ranked.length + 1;
    for (let index = 0; index < size; index += 1) ranked.push({ entrant: `${rank}-${index}`, rank });
  }
  return ranked;
});

const pool = fc.bigInt({ min: 0n, max: 9_007_199_254_740_991n });

describe('a pool', () => {
  it('is split by percents and by shares to the last coin', () => {
    fc.assert(
      fc.property(fc.oneof(percentPlan, sharePlan), pool, ranking, (plan, coins, ranked) => {
        expect(refusalForPlan(plan)).toBeNull();
        expect(sum(placeAmounts(plan, coins))).toBe(coins);
        expect(sum(splitPrizes(plan, coins, ranked).map(({ amount }) => amount))).toBe(coins);
      }),
    );
  });

  it('gives no entrant less than one with a worse rank, and equal ranks the same except for the odd coins of the first', () => {
    fc.assert(
      fc.property(fc.oneof(percentPlan, sharePlan, fixedPlan), pool, ranking, (plan, coins, ranked) => {
        const awards = splitPrizes(plan, coins, ranked);
        const amountOf = (entrant: string) => awards.find((award) => award.entrant === entrant)?.amount ?? 0n;
        const amounts = ranked.map(({ entrant }) => amountOf(entrant));
        for (const [index, amount] of amounts.entries()) {
          expect(amount <= (amounts[index - 1] ?? amount)).toBe(true);
          const isSameRank = index > 1 && ranked[index]?.rank === ranked[index - 1]?.rank;
          if (isSameRank) expect(amount).toBe(amounts[index - 1]);
        }
      }),
    );
  });

  it('gives the first place at most one extra coin for each place', () => {
    fc.assert(
      fc.property(fc.oneof(percentPlan, sharePlan), pool, (plan, coins) => {
        const [first = 0n, ...others] = placeAmounts(plan, coins);
        const whole = sum(plan.places.map(BigInt));
        const exact = (coins * BigInt(plan.places[0] ?? 0)) / whole;
        expect(first - exact <= BigInt(others.length + 1)).toBe(true);
        for (const [index, amount] of others.entries()) {
          expect(amount).toBe((coins * BigInt(plan.places[index + 1] ?? 0)) / whole);
        }
      }),
    );
  });
});

it('shares allow equal thirds; the remainder goes to the first place', () => {
  expect(placeAmounts({ kind: 'share', places: [1, 1, 1] }, 100n)).toEqual([34n, 33n, 33n]);
  expect(placeAmounts({ kind: 'share', places: [1, 1, 1] }, 99n)).toEqual([33n, 33n, 33n]);
});

describe('fixed amounts', () => {
  it('add up to the amounts of the occupied places, whatever the pool', () => {
    fc.assert(
      fc.property(fixedPlan, pool, ranking, (plan, coins, ranked) => {
        const promised = sum(plan.places.slice(0, ranked.length).map(BigInt));
        expect(sum(splitPrizes(plan, coins, ranked).map(({ amount }) => amount))).toBe(promised);
      }),
    );
  });
});

describe('a tie', () => {
  it('shares the sum of its places equally', () => {
    const ranked = [1, 2, 3, 3].map((rank, index) => ({ entrant: index, rank }));
    const amounts = splitPrizes({ kind: 'fixed', places: [100, 50, 31] }, 0n, ranked).map(({ amount }) => amount);
    // Two entrants share 31: 15 each, and the first place gets the odd coin.
    expect(amounts).toEqual([101n, 50n, 15n, 15n]);
  });
});
