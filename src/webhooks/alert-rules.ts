// Prometheus alerting rules of webhooks. One receiver that is down is its owner's affair; these find what only operators can mend.

import { type AlertRule, absenceRule, atLeast } from '../metrics/alert-rule.ts';
import { prometheusName } from '../metrics/sample.ts';

const attempts = prometheusName('webhook.attempts', 'counter');
const overdue = prometheusName('webhook.overdue', 'gauge');
const disabled = prometheusName('webhook.disabled', 'gauge');
/** Cron looks each minute for what is due. */
const overdueSecondsMax = 10 * 60;
const failureShareMax = 0.5;
const attemptsMin = 5;
const over = '10m';

const failures = `sum(increase(${attempts}{outcome!="delivered"}[${over}]))`;
/** Those that their owners have not disabled. */
const ended = `sum(max by (reason) (${disabled}{reason!="owner"}))`;

export const webhookAlerts: readonly AlertRule[] = [
  {
    alert: 'WebhooksOverdue',
    expr: `max(${overdue}) > ${overdueSecondsMax}`,
    for: '5m',
    labels: { severity: 'critical' },
    annotations: { summary: 'Deliveries to receivers that work have been due for more than ten minutes.' },
  },
  {
    alert: 'WebhooksFailing',
    expr: `${atLeast(attemptsMin, 'webhook.attempts', over)} and ${failures} / sum(increase(${attempts}[${over}])) > ${failureShareMax}`,
    for: '15m',
    labels: { severity: 'warning' },
    annotations: { summary: `More than ${failureShareMax * 100} % of requests to receivers of webhooks fail.` },
  },
  {
    alert: 'WebhooksDisabled',
    expr: `${ended} > ${ended.replace('}))', '} offset 1h))')}`,
    labels: { severity: 'warning' },
    annotations: { summary: 'A webhook was disabled within the last hour, since its receiver failed or is gone.' },
  },
  // Cron writes the gauges every minute, and counters start at zero.
  absenceRule({ alert: 'WebhookSeriesAbsent', series: [attempts, overdue, disabled], for: '30m' }),
];
