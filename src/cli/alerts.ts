// `npm run alerts`: prints Prometheus alerting rules, made from the thresholds in the code.

import { stringify } from 'yaml';
import { prometheusName } from '../metrics/sample.ts';
import { type AlertRule, alertRules } from '../objects/alert-rules.ts';

const economyRules: readonly AlertRule[] = [
  {
    alert: 'LedgerDrift',
    expr: `max(${prometheusName('economy.reconcile.drift', 'gauge')}) > 0`,
    labels: { severity: 'critical' },
    annotations: { summary: 'The books do not add up: npm run reconcile names the wallets.' },
  },
  {
    alert: 'LedgerNotReconciled',
    expr: `time() - max(${prometheusName('economy.reconcile.finished', 'gauge')}) > ${26 * 3600}`,
    labels: { severity: 'warning' },
    annotations: { summary: 'Nobody has added up the books for more than a day.' },
  },
];

export function renderAlertRules(): string {
  const groups = [
    { name: 'laurel-certificates', rules: alertRules() },
    { name: 'laurel-economy', rules: economyRules },
  ];
  return stringify({ groups }, { lineWidth: 0 });
}

if (import.meta.main) process.stdout.write(renderAlertRules());
