// Due times of requests, fixed before the first one is sent (open model).

import type { Random } from '../../test/support/rules/random.ts';

/** Milliseconds from the start, one every 1/rate seconds. */
export function constantArrivals(ratePerSecond: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => (index * 1000) / ratePerSecond);
}

/** Milliseconds from the start; exponential gaps with mean 1/rate. */
export function poissonArrivals(ratePerSecond: number, count: number, random: Random): number[] {
  let at = 0;
  return Array.from({ length: count }, () => {
    at += (-Math.log(1 - random.next()) * 1000) / ratePerSecond;
    return at;
  });
}
