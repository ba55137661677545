// A limit on requests per second, for servers that refuse more. Each request is told how long to wait; nothing is shared but a
// number, since one request on Cloudflare may not wait for another's promise.

import { ObjectStoreError, type StoreName } from './object-store.ts';

export interface Pace {
  /** Takes the next turn, this far away; null, and no turn taken, when it is further than `waitMsMax`. */
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

/** @throws ObjectStoreError `throttled` at once when the turn would come too late. */
export async function waitForTurn(pace: Pace, { store, operation, leftMs }: Waiting): Promise<void> {
  const waitMs = pace.waitMs(Date.now(), leftMs);
  if (waitMs === null) {
    const facts = { operation, code: 'own rate limit' };
    throw new ObjectStoreError(store, 'throttled', `${operation}: own rate limit`, { facts });
  }
  if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
}
