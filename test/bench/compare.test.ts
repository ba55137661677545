// The comparison detects a slower version and accepts an equal one, whatever the host's load during the rounds.

import { expect, it } from 'vitest';
import { compareRounds, type Round } from '../../bench/harness/compare-rounds.ts';
import { judgeRatio, pairedRatio } from '../../bench/harness/paired-ratio.ts';
import type { Sample } from '../../bench/harness/sample.ts';
import { seededRandom } from '../support/rules/random.ts';

/** Rounds whose host load differs by a factor of up to three. The candidate takes `factor` times as long, with the given failure rate. */
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
    const hostLoad = 1 + 2 * random.next();
    return { base: taken(hostLoad, 0), candidate: taken(hostLoad * factor, failing) };
  });
}

it('a version compared with itself is never worse, in a hundred comparisons', () => {
  for (let seed = 1; seed <= 100; seed += 1) {
    expect(compareRounds(roundsWith({ seed }), seededRandom(seed)).breaches).toEqual([]);
  }
});

it('a paired ratio decides whether a form costs more than a bound, whatever the load of the rounds', () => {
  const random = seededRandom(1);
  const base = Array.from({ length: 120 }, () => 1 + 3 * random.next());
  const costing = (factor: number) => base.map((value) => value * factor * (0.9 + 0.2 * random.next()));
  const judge = (factor: number) => judgeRatio(pairedRatio(costing(factor), base, seededRandom(2)), 1.05);
  expect([1, 1.02, 1.05, 1.1].map(judge)).toEqual(['within', 'within', 'open', 'above']);
  expect(pairedRatio(base, base, random)).toEqual({ ratio: 1, low: 1, high: 1 });
});

it('a version that takes a third longer is detected, and the interval contains the true ratio', () => {
  const { ratios, breaches } = compareRounds(roundsWith({ factor: 1.33 }), seededRandom(1));
  expect(breaches.map((words) => words.slice(0, 3))).toEqual(['p95', 'p99']);
  for (const { low, ratio, high } of ratios) {
    expect(low).toBeLessThanOrEqual(1.33);
    expect(high).toBeGreaterThanOrEqual(1.33);
    expect(ratio).toBeGreaterThan(1.2);
  }
});

it('a version that takes a tenth longer or less time is accepted', () => {
  for (const factor of [1.1, 0.5]) expect(compareRounds(roundsWith({ factor }), seededRandom(1)).breaches).toEqual([]);
});

it('a version that fails in 1 % of the acts is detected even if it is not slower', () => {
  const { breaches, errorRateGrowth } = compareRounds(roundsWith({ failing: 0.01 }), seededRandom(1));
  expect(errorRateGrowth).toBeGreaterThan(0.005);
  expect(breaches).toEqual([`errors grew by ${(errorRateGrowth * 100).toFixed(2)} points`]);
});
