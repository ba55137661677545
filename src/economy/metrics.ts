// The metrics of the economy: every name with its kind and what it means.

import type { MetricFamily } from '../metrics/sample.ts';

export const economyMetrics: readonly MetricFamily[] = [
  { name: 'economy.reconcile.drift', kind: 'gauge', help: 'Differences found by the latest reconciliation.' },
  {
    name: 'economy.owed.payments',
    kind: 'gauge',
    help: 'Fees to be given back and prizes that could not be paid yet.',
  },
  { name: 'economy.owed.oldest', kind: 'gauge', help: 'Seconds since the oldest payment that is still owed was due.' },
  { name: 'economy.reconcile.finished', kind: 'gauge', help: 'Unix time at which the latest reconciliation ended.' },
];
