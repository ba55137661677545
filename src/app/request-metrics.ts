// The histogram of requests: by route pattern and class of status.

import type { ObservedRequest } from '../http/log/observe-request.ts';
import { countersOf } from '../metrics/histogram.ts';
import type { MetricFamily, Sample } from '../metrics/sample.ts';

const name = 'http.request.seconds';

export const requestMetrics: readonly MetricFamily[] = [
  {
    name,
    kind: 'histogram',
    help: 'Time from the arrival of a request to the begin of its answer, by route and class of status.',
  },
];

export function requestCounters({ route, status, seconds }: ObservedRequest): Sample[] {
  return countersOf({ name, labels: { route, status: `${Math.floor(status / 100)}xx` }, value: seconds });
}
