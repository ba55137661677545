import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addressRate, type Bucket, createBuckets, takeToken, userRate } from '../../../src/live/message-rate.ts';

/** The number of accepted messages. A refused message uses no allowance. */
function passed(times: readonly number[]): number {
  let bucket: Bucket | undefined;
  let count = 0;
  for (const now of times) {
    const next = takeToken(bucket, now, userRate);
    if (next === null) continue;
    bucket = next;
    count += 1;
  }
  return count;
}

const times = fc
  .array(fc.nat({ max: 3_000 }), { minLength: 100, maxLength: 300 })
  .map((list) => list.sort((a, b) => a - b));

it('a socket may send twenty messages at once, and ten a second after that', () => {
  expect(passed(Array(50).fill(0))).toBe(20);
  expect(passed([...Array(50).fill(0), ...Array(50).fill(1000)])).toBe(30);
  expect(passed([...Array(50).fill(0), ...Array(50).fill(60_000)])).toBe(40);
});

it('in any stretch of time no more pass than the burst and the rate allow', () => {
  fc.assert(
    fc.property(times, (list) => {
      const seconds = ((list.at(-1) ?? 0) - (list[0] ?? 0)) / 1000;
      expect(passed(list)).toBeLessThanOrEqual(userRate.burst + seconds * userRate.perSecond + 1e-6);
    }),
  );
});

it('a socket that sends ten messages a second is never refused', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 100, max: 5000 }), { maxLength: 300 }), (pauses) => {
      let now = 0;
      const list = pauses.map((pause) => {
        now += pause;
        return now;
      });
      expect(passed(list)).toBe(list.length);
    }),
  );
});

it('a clock that was set back adds nothing and refuses nothing that is there', () => {
  expect(passed([5000, 4000, ...Array(50).fill(3000)])).toBe(20);
});

it('names have buckets of their own, and those of an address hold twice as much', () => {
  const take = createBuckets(addressRate);
  const passedOf = (name: string, count: number) =>
    Array.from({ length: count }, () => take(name, 0)).filter(Boolean).length;
  expect([passedOf('a', 50), passedOf('b', 50)]).toEqual([40, 40]);
  // Thousands of others do not fill the bucket of one that goes on sending.
  for (let index = 0; index < 20_000; index += 1) {
    take(`other ${index}`, 0);
    if (index % 100 === 0) expect(take('a', 0)).toBe(false);
  }
});
