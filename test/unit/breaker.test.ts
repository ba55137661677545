import { describe, expect, it } from 'vitest';
import { addSeconds, type Instant } from '../../src/core/instant.ts';
import { createBreaker, createGuardedStore } from '../../src/objects/breaker.ts';
import { type ObjectStore, ObjectStoreError, type StoreFailure } from '../../src/objects/object-store.ts';

function aBreaker() {
  let now = '2026-11-24T10:00:00.000Z' as Instant;
  const later = (seconds: number) => {
    now = addSeconds(now, seconds);
  };
  return { breaker: createBreaker({ clock: () => now, failuresMax: 3, openMs: 10_000 }), later };
}

describe('a circuit breaker', () => {
  it('opens after so many failures in a row, and a success in between starts the count anew', () => {
    const { breaker } = aBreaker();
    for (const good of [false, false, true, false, false]) good ? breaker.succeeded() : breaker.failed();
    expect([breaker.state(), breaker.admits()]).toEqual(['closed', true]);
    breaker.failed();
    expect([breaker.state(), breaker.admits()]).toEqual(['open', false]);
  });

  it('lets one request try after a while; its success closes, its failure opens again', () => {
    const { breaker, later } = aBreaker();
    for (let failure = 0; failure < 3; failure += 1) breaker.failed();
    later(10);
    expect([breaker.state(), breaker.admits(), breaker.admits()]).toEqual(['half_open', true, false]);
    breaker.failed();
    expect(breaker.state()).toBe('open');
    later(10);
    expect(breaker.admits()).toBe(true);
    breaker.succeeded();
    expect([breaker.state(), breaker.admits(), breaker.admits()]).toEqual(['closed', true, true]);
  });

  it('lets another try when the first is never heard of again', () => {
    const { breaker, later } = aBreaker();
    for (let failure = 0; failure < 3; failure += 1) breaker.failed();
    later(10);
    expect([breaker.admits(), breaker.admits()]).toEqual([true, false]);
    later(10);
    expect([breaker.state(), breaker.admits(), breaker.admits()]).toEqual(['half_open', true, false]);
    breaker.succeeded();
    expect(breaker.state()).toBe('closed');
  });

  it('counts silence and overload, but no answer: not found, denied, corrupt', async () => {
    const attempts = async (failure: StoreFailure) => {
      const { breaker } = aBreaker();
      let asked = 0;
      const store = {
        name: 's3',
        head: async () => {
          asked += 1;
          throw new ObjectStoreError('s3', failure, 'head');
        },
      } as unknown as ObjectStore;
      const guarded = createGuardedStore(store, breaker);
      for (let index = 0; index < 6; index += 1) await guarded.head('key').catch(() => {});
      return asked;
    };
    expect(
      await Promise.all((['unavailable', 'throttled', 'not_found', 'access_denied', 'corrupt'] as const).map(attempts)),
    ).toEqual([3, 3, 6, 6, 6]);
  });
});
