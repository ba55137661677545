// When an operator is alerted about the economy, as Prometheus alerting rules.

import { type AlertRule, absenceRule } from '../metrics/alert-rule.ts';
import { prometheusName } from '../metrics/sample.ts';

const drift = prometheusName('economy.reconcile.drift', 'gauge');
const finished = prometheusName('economy.reconcile.finished', 'gauge');

export const economyAlerts: readonly AlertRule[] = [
  {
    alert: 'LedgerDrift',
    expr: `max(${drift}) > 0`,
    labels: { severity: 'critical' },
    annotations: { summary: 'Recomputed balances differ from the ledger: npm run reconcile names the wallets.' },
  },
  {
    alert: 'LedgerNotReconciled',
    expr: `time() - max(${finished}) > ${26 * 3600}`,
    labels: { severity: 'warning' },
    annotations: { summary: 'No reconciliation of the ledger has ended for more than a day.' },
  },
  // A new deployment has them after its first night.
  absenceRule({ alert: 'LedgerSeriesAbsent', series: [drift, finished], for: '26h' }),
];
