// All metrics of Laurel: what is counted, and the text of /metrics. The platform says where the counts are kept.

import { economyMetrics } from '../economy/metrics.ts';
import type { ObservedRequest } from '../http/log/observe-request.ts';
import { knownLiveCounters, type LiveObservation, liveCounters, liveMetrics } from '../live/metrics.ts';
import { renderPrometheus } from '../metrics/render-prometheus.ts';
import type { Metrics } from '../metrics/sample.ts';
import type { Tally } from '../metrics/tally.ts';
import { objectMetrics } from '../objects/metrics.ts';
import { logEvent } from '../objects/stores/log-failure.ts';
import { listStoreEvents, type StoreEvent, tagsOf } from '../objects/stores/observed.ts';
import { knownAttempts, webhookMetrics } from '../webhooks/metrics.ts';
import { requestCounters, requestMetrics } from './request-metrics.ts';

export function createObservers(tally: Tally) {
  return {
    observe(event: StoreEvent): void {
      tally.count(event.name, tagsOf(event));
      logEvent(event);
    },
    observeRequest: (request: ObservedRequest): void => tally.add(requestCounters(request)),
    observeRoom: (observation: LiveObservation): void => tally.add(liveCounters(observation)),
  };
}

const metricFamilies = [...objectMetrics, ...economyMetrics, ...requestMetrics, ...liveMetrics, ...webhookMetrics];

export function renderMetrics(metrics: Metrics): string {
  const known = listStoreEvents().map((event) => ({ name: event.name, labels: tagsOf(event), value: 0 }));
  return renderPrometheus(metrics, metricFamilies, [...known, ...knownLiveCounters, ...knownAttempts]);
}
