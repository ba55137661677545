// A version that is slower is found out, and one that is not is left in peace, whatever the weather of the rounds.

import { expect, it } from 'vitest';
import { compareRounds, type Round } from '../../bench/harness/compare-rounds.ts';
import type { Sample } from '../../bench/harness/sample.ts';
import { seededRandom } from '../support/random.ts';

/** Rounds whose weather differs by a factor of up to three; the candidate takes `factor` times as long, and fails as told. */
function roundsWith({ factor = 1, failing = 0, seed = 1, count = 10 }): Round[] {
  const random = seededRandom(seed);
  const taken = (scale: number, errorRate: number) =>
    Array.from({ length: 200 }, (_, index): Sample => {
      const latency = scale * (2 + 6 * random.next() ** 4);
      return {
        dueMs: index,
        sentMs: index,
        endMs: index + latency,
        outcome: random.next() < errorRate ? 'failed' : 'ok',
      };
    });
  return Array.from({ length: count }, () => {
    const weather = 1 + 2 * random.next();
    return { base: taken(weather, 0), candidate: taken(weather * factor, failing) };
  });
}

it('the same version is not worse than itself, in a hundred comparisons out of a hundred', () => {
  for (let seed = 1; seed <= 100; seed += 1) {
    expect(compareRounds(roundsWith({ seed }), seededRandom(seed)).breaches).toEqual([]);
  }
});

it('a version that takes a third longer is found out, and the interval holds the truth', () => {
  const { ratios, breaches } = compareRounds(roundsWith({ factor: 1.33 }), seededRandom(1));
  expect(breaches.map((words) => words.slice(0, 3))).toEqual(['p95', 'p99']);
  for (const { low, ratio, high } of ratios) {
    expect(low).toBeLessThanOrEqual(1.33);
    expect(high).toBeGreaterThanOrEqual(1.33);
    expect(ratio).toBeGreaterThan(1.2);
  }
});

it('one that takes a tenth longer is allowed to, and one that is faster all the more', () => {
  for (const factor of [1.1, 0.5]) expect(compareRounds(roundsWith({ factor }), seededRandom(1)).breaches).toEqual([]);
});

it('one that fails in one of a hundred acts is found out though it is not slower', () => {
  const { breaches, errorRateGrowth } = compareRounds(roundsWith({ failing: 0.01 }), seededRandom(1));
  expect(errorRateGrowth).toBeGreaterThan(0.005);
  expect(breaches).toEqual([`errors grew by ${(errorRateGrowth * 100).toFixed(2)} points`]);
});
