// Counts events in this isolate, and sends the counts to the metrics room.

import * as app from '../../app/metrics.ts';
import type { Waiter } from '../../app/services.ts';
import type { RoomReport } from '../../live/metrics.ts';
import { createTally } from '../../metrics/tally.ts';

export const tally = createTally();

export const { observe, observeRequest, observeRoom } = app.createObservers(tally);

/** A lost report is followed by the next one. */
export function reportRoom(env: Env, waiter: Waiter, report: RoomReport): void {
  waiter.waitUntil(Promise.resolve(env.METRICS.getByName('all').reportRoom(report)).catch(() => {}));
}

/** Sends the counts of this isolate, at most once a second. A failure must not affect the request, so the counts are restored. */
export function flushMetrics(env: Env, waiter: Waiter): void {
  const metrics = tally.take(Date.now());
  if (metrics === null) return;
  const recorded = env.METRICS.getByName('all').record(metrics);
  waiter.waitUntil(recorded.catch(() => tally.restore(metrics)));
}

export async function renderMetrics(env: Env): Promise<string> {
  return app.renderMetrics(await env.METRICS.getByName('all').read());
}
