// What happens when the clock is set back by an hour: nothing counts as new for that hour. A cached verdict would be shown although the
// certificate was revoked, counts would not be sent, and callers would stay refused.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Instant, isWithin, toInstant } from '../../../src/core/instant.ts';
import { createAnswerCache } from '../../../src/http/answer-cache.ts';
import { takeQuotas } from '../../../src/http/limits/quota.ts';
import { createExpiringCache } from '../../../src/identity/expiring-cache.ts';
import { createBuckets } from '../../../src/live/message-rate.ts';
import { createTally } from '../../../src/metrics/tally.ts';
import { createBreaker } from '../../../src/objects/stores/breaker.ts';
import { createWake } from '../../../src/webhooks/sending/wake-sender.ts';

const before = Date.parse('2026-11-30T12:00:00Z');
const setBack = before - 3_600_000;

it('a span ends after its time, and when the clock is set back by more than clocks of two machines differ', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: -10_000, max: 20_000 }), (ms, passed) => {
      expect(isWithin(before, ms, before + passed)).toBe(passed < ms && passed >= -1_000);
    }),
  );
});

it('a cached answer is made anew', async () => {
  let nowMs = before;
  const cache = createAnswerCache({ clock: () => toInstant(nowMs), shared: null });
  let made = 0;
  const make = async () => new Response(String(++made), { headers: { 'cache-control': 'public, max-age=30' } });
  const ask = async () =>
    (await cache({ key: 'a', skipsCache: false, ifNoneMatch: undefined, make, later: () => {} })).text();
  expect([await ask(), await ask()]).toEqual(['1', '1']);
  nowMs = setBack;
  expect([await ask(), await ask()]).toEqual(['2', '2']);
});

it('a cached identity is read anew', () => {
  let nowMs = before;
  const cache = createExpiringCache<string>({ maxAgeMs: 30_000, entriesMax: 10, nowMs: () => nowMs });
  cache.set('a', 'admin');
  expect(cache.get('a')).toBe('admin');
  nowMs = setBack;
  expect(cache.get('a')).toBeUndefined();
});

it('counts are sent at once, and then once a second', () => {
  const tally = createTally();
  const taken = [before, setBack, setBack + 999, setBack + 1_000].map((atMs) => {
    tally.count('a', {});
    return tally.take(atMs)?.counters[0]?.value ?? null;
  });
  expect(taken).toEqual([1, 1, null, 2]);
});

it('a caller has a new window, and a client that sends too much may send again after the usual wait', () => {
  const quotas = [{ name: 'q', count: 1, windowSeconds: 60 }];
  const windows = new Map();
  const isRefused = (nowMs: number) => takeQuotas(windows, quotas, { caller: 'a', nowMs })[0]?.isExceeded;
  expect([before, before, setBack, setBack].map(isRefused)).toEqual([false, true, false, true]);
  const take = createBuckets({ perSecond: 1, burst: 1 });
  expect([before, setBack, setBack + 1_000].map((atMs) => take('a', atMs))).toEqual([true, false, true]);
});

it('a store that was given up is tried again', () => {
  let now: Instant = toInstant(before);
  const breaker = createBreaker({ clock: () => now, badMax: 1 });
  breaker.record(false);
  expect(breaker.admits()).toBe(false);
  now = toInstant(setBack);
  expect(breaker.admits()).toBe(true);
});

it('a look for due webhooks does not wait', async () => {
  let nowMs = before;
  let looks = 0;
  const wake = createWake(
    async () => {
      looks += 1;
    },
    () => nowMs,
  );
  await wake();
  nowMs = setBack;
  await wake();
  expect(looks).toBe(2);
});
