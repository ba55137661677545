// Prometheus alerting rules of the economy. Entrants who owe a prize back without having the coins are no fault of operation.

import { type AlertRule, absenceRule } from '../metrics/alert-rule.ts';
import { prometheusName } from '../metrics/sample.ts';

const drift = prometheusName('economy.reconcile.drift', 'gauge');
const finished = prometheusName('economy.reconcile.finished', 'gauge');
const owed = prometheusName('economy.owed.payments', 'gauge');
const oldest = prometheusName('economy.owed.oldest', 'gauge');
/** Wallets are frozen by decision. After this time an operator should review it. */
const frozenSecondsMax = 14 * 24 * 3600;

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
    annotations: { summary: 'No reconciliation of the ledger has finished for more than a day.' },
  },
  {
    alert: 'PaymentsRefused',
    expr: `max(${owed}{cause!~"wallet_frozen|wallet_closed|insufficient_funds"}) > 0`,
    for: '15m',
    labels: { severity: 'critical' },
    annotations: { summary: 'A fee or a prize cannot be paid: GET /v1/economy/owed names it and the cause.' },
  },
  {
    alert: 'PaymentsWaitForFrozenWallets',
    expr: `max(${oldest}{cause=~"wallet_frozen|wallet_closed"}) > ${frozenSecondsMax}`,
    labels: { severity: 'warning' },
    annotations: { summary: 'A fee or a prize has waited for a frozen or closed wallet for more than two weeks.' },
  },
  // Cron writes these series every minute.
  absenceRule({ alert: 'OwedSeriesAbsent', series: [owed, oldest], for: '30m' }),
  // Present after the first nightly reconciliation.
  absenceRule({ alert: 'LedgerSeriesAbsent', series: [drift, finished], for: '26h' }),
];
