import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Bucket, messageBurst, messagesPerSecond, takeToken } from '../../src/live/message-rate.ts';

/** The number of accepted messages. A refused message uses no allowance. */
function passed(times: readonly number[]): number {
  let bucket: Bucket | undefined;
  let count = 0;
  for (const now of times) {
    const next = takeToken(bucket, now);
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
      expect(passed(list)).toBeLessThanOrEqual(messageBurst + seconds * messagesPerSecond + 1e-6);
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
