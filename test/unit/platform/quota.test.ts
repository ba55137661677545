// Limits: windows of requests, compared with a list of all requests as oracle.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientNetworkOf } from '../../../src/http/limits/client-network.ts';
import { createLimiter, parseQuotas, quotasDefault } from '../../../src/http/limits/limiter.ts';
import { type Quota, takeQuotas } from '../../../src/http/limits/quota.ts';
import { caseCount } from '../../support/rules/nightly.ts';

const quota = (name: string, count: number, windowSeconds: number): Quota => ({ name, count, windowSeconds });

describe('a window', () => {
  const steps = fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.integer({ min: 0, max: 900 })), { maxLength: 60 });

  it('admits exactly `count` requests from its first request until its end, for each caller', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 3 }),
        steps,
        (count, windowSeconds, list) => {
          const windows = new Map();
          const opened = new Map<string, { startMs: number; admitted: number }>();
          let nowMs = 0;
          for (const [caller, waitMs] of list) {
            nowMs += waitMs;
            const known = opened.get(caller);
            const current =
              known !== undefined && nowMs < known.startMs + windowSeconds * 1000
                ? known
                : { startMs: nowMs, admitted: 0 };
            opened.set(caller, current);
            const isAdmitted = current.admitted < count;
            if (isAdmitted) current.admitted += 1;
            const [taken] = takeQuotas(windows, [quota('q', count, windowSeconds)], { caller, nowMs });
            expect(taken?.isExceeded).toBe(!isAdmitted);
            expect(taken?.left).toBe(count - current.admitted);
          }
        },
      ),
      { numRuns: caseCount({ usual: 200, nightly: 5000 }) },
    );
  });

  it('is not counted when another quota of the same request is exceeded', () => {
    const windows = new Map();
    const quotas = [quota('wide', 10, 60), quota('narrow', 1, 60)];
    const at = { caller: 'a', nowMs: 0 };
    takeQuotas(windows, quotas, at);
    for (let attempt = 0; attempt < 20; attempt += 1) takeQuotas(windows, quotas, at);
    expect(takeQuotas(windows, [quota('wide', 10, 60)], at)[0]?.left).toBe(8);
  });

  it('never needs more memory than a fixed number of callers', () => {
    const windows = new Map();
    for (let caller = 0; caller < 50_000; caller += 1)
      takeQuotas(windows, [quota('q', 1, 60)], { caller: String(caller), nowMs: caller });
    expect(windows.size).toBeLessThanOrEqual(10_000);
  });
});

describe('the limiter', () => {
  it('answers the header fields of the draft', () => {
    const limiter = createLimiter(quotasDefault, () => 0);
    expect(limiter({ caller: 'ply_a', class: 'match', budget: 'user' })).toEqual({
      'ratelimit-policy': '"user";q=1000;w=3600, "match";q=90;w=60',
      ratelimit: '"user";r=999;t=3600, "match";r=89;t=60',
    });
  });

  it('refuses with the time to wait', () => {
    let nowMs = 0;
    const limiter = createLimiter(parseQuotas('payout=1/60'), () => nowMs);
    const limited = { caller: 'ply_a', class: 'payout', budget: 'user' } as const;
    limiter(limited);
    nowMs = 20_500;
    expect(() => limiter(limited)).toThrow(
      expect.objectContaining({
        code: 'quota_exceeded',
        facts: { limit: 'payout', count: 1, windowSeconds: 60, retryAfterSeconds: 40 },
      }),
    );
    nowMs = 60_000;
    limiter(limited);
  });

  it('admits everything when it is off', () => {
    const limiter = createLimiter(parseQuotas('off'), () => 0);
    for (let request = 0; request < 2000; request += 1)
      expect(limiter({ caller: 'ply_a', class: 'payout', budget: 'user' })).toEqual({});
  });
});

describe('RATE_LIMITS', () => {
  it('changes the named limits only', () => {
    expect(parseQuotas('user=5000/3600 match=300/60')).toEqual({
      ...quotasDefault,
      user: quota('user', 5000, 3600),
      match: quota('match', 300, 60),
    });
  });

  it.each(['usr=1/1', 'user', 'user=0/60', 'user=1/0', 'user=1/60/60', 'user=-1/60'])('refuses %s', (text) => {
    expect(() => parseQuotas(text)).toThrow(/limit|above zero/);
  });
});

describe('the network of an address', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2:0:0:0:9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('%s is in %s', (address, network) => {
    expect(clientNetworkOf(address)).toBe(network);
  });

  it.each(['', 'unknown', '300.1.1.1', '1.2.3', '2001:db8:::1', '192.0.2.7, 198.51.100.1', 'a'.repeat(1000)])(
    '"%s" is no address',
    (text) => {
      expect(clientNetworkOf(text)).toBeNull();
    },
  );
});
