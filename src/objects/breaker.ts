// A circuit breaker (Nygard, "Release It!"): a store that failed several times in a row is left alone for a while, then
// tried by one request. Memory of one isolate: another may know better, and a fresh one starts closed.

import type { Instant } from '../core/instant.ts';
import { type ObjectStore, ObjectStoreError } from './object-store.ts';

export type BreakerState = 'closed' | 'open' | 'half_open';

export interface Breaker {
  state(): BreakerState;
  /** False: do not even ask. In half-open the first to be let through is the trial. */
  admits(): boolean;
  succeeded(): void;
  failed(): void;
}

export interface BreakerOptions {
  readonly clock: () => Instant;
  /** Failures in a row that open it. */
  readonly failuresMax?: number;
  readonly openMs?: number;
}

export function createBreaker({ clock, failuresMax = 5, openMs = 10_000 }: BreakerOptions): Breaker {
  let failures = 0;
  let openedAtMs: number | null = null;
  let trialAtMs = Number.NEGATIVE_INFINITY;
  const nowMs = () => Date.parse(clock());
  const state = (): BreakerState => {
    if (openedAtMs === null) return 'closed';
    return nowMs() - openedAtMs < openMs ? 'open' : 'half_open';
  };
  return {
    state,
    admits() {
      if (state() !== 'half_open') return openedAtMs === null;
      // A trial may never be heard of again: its request was called off.
      if (nowMs() - trialAtMs < openMs) return false;
      trialAtMs = nowMs();
      return true;
    },
    succeeded() {
      failures = 0;
      openedAtMs = null;
      trialAtMs = Number.NEGATIVE_INFINITY;
    },
    failed() {
      failures += 1;
      trialAtMs = Number.NEGATIVE_INFINITY;
      if (failures >= failuresMax) openedAtMs = nowMs();
    },
  };
}

/** Only a store that is silent or overwhelmed counts as failing; "not found", "denied" and "corrupt" are answers. */
export function createGuardedStore(store: ObjectStore, breaker: Breaker): ObjectStore {
  async function guard<T>(work: () => Promise<T>): Promise<T> {
    if (!breaker.admits()) throw new ObjectStoreError(store.name, 'unavailable', 'circuit open');
    try {
      const result = await work();
      breaker.succeeded();
      return result;
    } catch (error) {
      const isSilent =
        error instanceof ObjectStoreError && (error.failure === 'unavailable' || error.failure === 'throttled');
      if (isSilent) breaker.failed();
      else breaker.succeeded();
      throw error;
    }
  }
  return {
    name: store.name,
    put: (object) => guard(() => store.put(object)),
    get: (key, range) => guard(() => (range === undefined ? store.get(key) : store.get(key, range))),
    head: (key) => guard(() => store.head(key)),
    delete: (key) => guard(() => store.delete(key)),
    list: (prefix, options) => guard(() => store.list(prefix, options)),
  };
}
