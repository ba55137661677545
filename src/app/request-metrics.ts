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
  return countersOf({ name, labels: labelsOf(route, Math.floor(status / 100)), value: seconds });
}

/** Routes times classes of status are fewer. Platforms may let any word pass as a method. */
const knownMax = 2_000;
const known = new Map<string, Sample['labels']>();

function labelsOf(route: string, hundreds: number): Sample['labels'] {
  const key = `${hundreds} ${route}`;
  const labels = known.get(key) ?? { route, status: `${hundreds}xx` };
  if (known.size >= knownMax) known.clear();
  known.set(key, labels);
  return labels;
}
