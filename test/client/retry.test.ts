// When a failed attempt is repeated. Time and randomness are arguments, so nothing here waits.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildLaurel } from '../../src/client/laurel.ts';
import { delayBeforeRetry, type RetryLimits, retryDefaults } from '../../src/client/retry.ts';
import { readSettings } from '../../src/client/settings.ts';
import { caseCount } from '../support/rules/nightly.ts';

const runs = { numRuns: caseCount({ usual: 200, nightly: 10_000 }) };

const limits = fc.record({
  attempts: fc.integer({ min: 1, max: 8 }),
  totalMs: fc.integer({ min: 0, max: 60_000 }),
  delayFirstMs: fc.integer({ min: 1, max: 2_000 }),
  delayMaxMs: fc.integer({ min: 1, max: 20_000 }),
});
const random = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });

describe('the delay before another attempt', () => {
  it('is never shorter than Retry-After, and longer by at most the backoff', () => {
    const failed = fc.record({
      attempt: fc.integer({ min: 1, max: 8 }),
      elapsedMs: fc.integer({ min: 0, max: 60_000 }),
      retryAfterMs: fc.option(fc.integer({ min: 0, max: 90_000 })),
      random,
    });
    fc.assert(
      fc.property(failed, limits, (given, allowed) => {
        const delayMs = delayBeforeRetry(given, allowed);
        const backoffMaxMs = Math.min(allowed.delayMaxMs, allowed.delayFirstMs * 2 ** (given.attempt - 1));
        const leastMs = given.retryAfterMs ?? 0;
        if (delayMs === null) {
          const isTooLate = given.elapsedMs + leastMs + backoffMaxMs > allowed.totalMs;
          expect(given.attempt >= allowed.attempts || isTooLate).toBe(true);
        } else {
          expect(delayMs).toBeGreaterThanOrEqual(leastMs);
          expect(delayMs).toBeLessThanOrEqual(leastMs + backoffMaxMs);
          expect(given.elapsedMs + delayMs).toBeLessThanOrEqual(allowed.totalMs);
        }
      }),
      runs,
    );
  });

  it('doubles at most, and takes every value below that', () => {
    const delays = (attempt: number) =>
      [0, 0.5, 0.999].map((each) =>
        delayBeforeRetry({ attempt, elapsedMs: 0, retryAfterMs: null, random: each }, retryDefaults),
      );
    expect([delays(1), delays(2), delays(3)]).toEqual([
      [0, 150, 299.7],
      [0, 300, 599.4],
      [0, 600, 1198.8],
    ]);
  });
});

/** What a server does in turn, and how long each answer takes. */
const outcome = fc.record({
  status: fc.constantFrom(0, 200, 409, 422, 429, 500, 503),
  retryAfterSeconds: fc.option(fc.integer({ min: 0, max: 20 })),
  tookMs: fc.integer({ min: 0, max: 5_000 }),
});

/** A client whose clock only this function moves. `fetch` plays the outcomes; the last one is repeated. */
function rehearse(
  outcomes: readonly { status: number; retryAfterSeconds: number | null; tookMs: number }[],
  retries: RetryLimits,
  jitter: number,
) {
  let now = 0;
  const startsMs: number[] = [];
  const keys: (string | null)[] = [];
  const fetchOutcome = (async (_: string, init: RequestInit) => {
    const { status, retryAfterSeconds, tookMs } = outcomes[Math.min(startsMs.length, outcomes.length - 1)] ?? {
      status: 200,
      retryAfterSeconds: null,
      tookMs: 0,
    };
    startsMs.push(now);
    keys.push(new Headers(init.headers).get('idempotency-key'));
    now += tookMs;
    if (status === 0) throw new TypeError('fetch failed');
    const headers = {
      'content-type': 'application/json',
      ...(retryAfterSeconds === null ? {} : { 'retry-after': String(retryAfterSeconds) }),
    };
    return new Response(JSON.stringify({ code: 'state_conflict', title: 'Refused', detail: '', status }), {
      status,
      headers,
    });
  }) as unknown as typeof fetch;
  const sleep = async (ms: number) => {
    now += ms;
  };
  const time = { now: () => now, random: () => jitter, sleep };
  const laurel = buildLaurel(readSettings({ baseUrl: 'https://laurel.test', fetch: fetchOutcome, retries }, time));
  return { laurel, startsMs, keys };
}

describe('a call', () => {
  it('keeps the limits of attempts and time, waits as it is told, and sends one key', async () => {
    const property = fc.asyncProperty(
      fc.array(outcome, { minLength: 1, maxLength: 8 }),
      limits,
      random,
      async (outcomes, allowed, jitter) => {
        const { laurel, startsMs, keys } = rehearse(outcomes, allowed, jitter);
        await laurel.register({ params: { id: 'trn_1' } }).catch(() => {});
        expect(startsMs.length).toBeLessThanOrEqual(allowed.attempts);
        expect(startsMs.at(-1)).toBeLessThanOrEqual(allowed.totalMs);
        expect(new Set(keys).size).toBe(1);
        for (const [index, { status, retryAfterSeconds, tookMs }] of outcomes.slice(0, startsMs.length - 1).entries()) {
          const waitedMs = (startsMs[index + 1] ?? 0) - (startsMs[index] ?? 0) - tookMs;
          // The clock is a sum of fractions.
          expect(waitedMs).toBeGreaterThanOrEqual((status === 0 ? 0 : (retryAfterSeconds ?? 0) * 1000) - 0.001);
          expect([0, 429, 503]).toContain(status);
        }
      },
    );
    await fc.assert(property, { numRuns: caseCount({ usual: 100, nightly: 2_000 }) });
  });

  it.each([400, 401, 403, 404, 409, 410, 413, 415, 422, 500])('is not repeated after %i', async (status) => {
    const { laurel, startsMs } = rehearse([{ status, retryAfterSeconds: 1, tookMs: 0 }], retryDefaults, 0);
    await expect(laurel.register({ params: { id: 'trn_1' } })).rejects.toMatchObject({ status });
    await expect(laurel.readTournament({ params: { id: 'trn_1' } })).rejects.toMatchObject({ status });
    expect(startsMs).toHaveLength(2);
  });
});
