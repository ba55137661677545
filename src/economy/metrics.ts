// The metric families of the economy.

import type { MetricFamily } from '../metrics/sample.ts';

export const economyMetrics: readonly MetricFamily[] = [
  { name: 'economy.reconcile.drift', kind: 'gauge', help: 'Differences found by the latest reconciliation.' },
  {
    name: 'economy.owed.payments',
    kind: 'gauge',
    help: 'Refunds and prizes that could not be paid yet.',
  },
  { name: 'economy.owed.oldest', kind: 'gauge', help: 'Age of the oldest owed payment in seconds.' },
  { name: 'economy.reconcile.finished', kind: 'gauge', help: 'Unix time at which the latest reconciliation finished.' },
];
