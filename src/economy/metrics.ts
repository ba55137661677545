// The metrics of the economy: every name with its kind and what it means.

import type { MetricFamily } from '../metrics/sample.ts';

export const economyMetrics: readonly MetricFamily[] = [
  { name: 'economy.reconcile.drift', kind: 'gauge', help: 'Differences found by the latest reconciliation.' },
  { name: 'economy.reconcile.finished', kind: 'gauge', help: 'Unix time at which the latest reconciliation ended.' },
];
