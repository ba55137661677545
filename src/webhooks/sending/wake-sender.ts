// Looks for due deliveries soon after events were relayed, at most once a second however many there were. A look that fails is made again;
// one that is lost is made by cron.

import { isWithin } from '../../core/instant.ts';

const everyMs = 1_000;
const attemptsMax = 3;

/** Resolves after the look that comes after this call. */
export function createWake(look: () => Promise<unknown>, nowMs: () => number): () => Promise<void> {
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  let waiting: Promise<void> | null = null;
  const lookLater = async () => {
    for (let attempt = 1; ; attempt += 1) {
      const atMs = nowMs();
      const waitMs = isWithin(lookedAtMs, everyMs, atMs) ? lookedAtMs + everyMs - atMs : 0;
      // Also where there is nothing to wait for: `waiting` must be set before it is cleared.
      await (waitMs > 0 ? new Promise((resolve) => setTimeout(resolve, waitMs)) : null);
      if (attempt === 1) waiting = null;
      lookedAtMs = nowMs();
      try {
        return void (await look());
      } catch (error) {
        if (attempt === attemptsMax) throw error;
      }
    }
  };
  return () => {
    waiting ??= lookLater();
    return waiting;
  };
}
