// Counts events in this isolate, and sends the counts to the metrics room.

import { requestCounters, requestMetrics } from '../../app/request-metrics.ts';
import type { Waiter } from '../../app/services.ts';
import { economyMetrics } from '../../economy/metrics.ts';
import type { ObservedRequest } from '../../http/log/observe-request.ts';
import {
  knownLiveCounters,
  type LiveObservation,
  liveCounters,
  liveMetrics,
  type RoomReport,
} from '../../live/metrics.ts';
import { renderPrometheus } from '../../metrics/render-prometheus.ts';
import { createTally } from '../../metrics/tally.ts';
import { objectMetrics } from '../../objects/metrics.ts';
import { logEvent } from '../../objects/stores/log-failure.ts';
import { listStoreEvents, type StoreEvent, tagsOf } from '../../objects/stores/observed.ts';
import { webhookMetrics } from '../../webhooks/metrics.ts';

export const tally = createTally();

export function observe(event: StoreEvent): void {
  tally.count(event.name, tagsOf(event));
  logEvent(event);
}

export function observeRequest(request: ObservedRequest): void {
  tally.add(requestCounters(request));
}

export function observeRoom(observation: LiveObservation): void {
  tally.add(liveCounters(observation));
}

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

const metricFamilies = [...objectMetrics, ...economyMetrics, ...requestMetrics, ...liveMetrics, ...webhookMetrics];

export async function renderMetrics(env: Env): Promise<string> {
  const known = listStoreEvents().map((event) => ({ name: event.name, labels: tagsOf(event), value: 0 }));
  return renderPrometheus(await env.METRICS.getByName('all').read(), metricFamilies, [...known, ...knownLiveCounters]);
}
