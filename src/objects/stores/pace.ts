// A client-side limit on requests per second, for servers that refuse more. Each request computes its own wait: only a number is
// shared, because a request on Cloudflare cannot await a promise of another request.

import { ObjectStoreError, type StoreName } from './object-store.ts';

export interface Pace {
  /** Reserves the next slot. @returns the wait; null, without a reservation, if it would exceed `waitMsMax`. */
  waitMs(nowMs: number, waitMsMax: number): number | null;
}

export function createPace(requestsPerSecondMax: number | null): Pace {
  const gapMs = requestsPerSecondMax === null ? 0 : 1_000 / requestsPerSecondMax;
  let nextMs = 0;
  return {
    waitMs(nowMs, waitMsMax) {
      const turnMs = Math.max(nowMs, nextMs);
      if (turnMs - nowMs > waitMsMax) return null;
      nextMs = turnMs + gapMs;
      return turnMs - nowMs;
    },
  };
}

interface Waiting {
  readonly store: StoreName;
  readonly operation: string;
  readonly leftMs: number;
}

/** @throws ObjectStoreError `throttled`, immediately, if the slot would come too late. */
export async function waitForTurn(pace: Pace, { store, operation, leftMs }: Waiting): Promise<void> {
  const waitMs = pace.waitMs(Date.now(), leftMs);
  if (waitMs === null) {
    const facts = { operation, code: 'own rate limit' };
    throw new ObjectStoreError(store, 'throttled', `${operation}: own rate limit`, { facts });
  }
  if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
}
