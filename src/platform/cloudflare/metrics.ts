// What this isolate counts, and how all isolates' counts come together.

import type { Waiter } from '../../app/edge-ports.ts';
import { economyMetrics } from '../../economy/metrics.ts';
import { renderPrometheus } from '../../metrics/sample.ts';
import { createTally } from '../../metrics/tally.ts';
import { objectMetrics } from '../../objects/metrics.ts';
import { logEvent } from '../../objects/stores/log-failure.ts';
import { listStoreEvents, type StoreEvent, tagsOf } from '../../objects/stores/observed.ts';

export const tally = createTally();

export function observe(event: StoreEvent): void {
  tally.count(event.name, tagsOf(event));
  logEvent(event);
}

/** Hands over what this isolate has counted, if it is time. Numbers are worth no failure of anything else. */
export function flushMetrics(env: Env, waiter: Waiter): void {
  const metrics = tally.take(Date.now());
  if (metrics === null) return;
  const handedOver = env.METRICS.getByName('all').record(metrics);
  waiter.waitUntil(handedOver.catch(() => tally.restore(metrics)));
}

/** Each domain describes its own metrics. */
const metricFamilies = [...objectMetrics, ...economyMetrics];

export async function renderMetrics(env: Env): Promise<string> {
  const known = listStoreEvents().map((event) => ({ name: event.name, labels: tagsOf(event), value: 0 }));
  return renderPrometheus(await env.METRICS.getByName('all').read(), metricFamilies, known);
}
