// Prometheus alerting rules for object storage (docs/rules/objects.md, Alerts). The thresholds are defined only here.
// A rule on a share needs a minimum number of failures: one failure in five operations does not alert.

import { type AlertRule, absenceRule, atLeast, shareOf } from '../metrics/alert-rule.ts';
import { prometheusName } from '../metrics/sample.ts';
import type { Measurement } from './metrics.ts';
import { mismatchShareMax } from './runs/consistency.ts';
import type { StoreEvent } from './stores/observed.ts';

const writes = ['cert.s3.write.success', 'cert.s3.write.fail'] as const;
const reads = ['cert.s3.read.success', 'cert.s3.read.fail', 'cert.s3.exists.success', 'cert.s3.exists.fail'] as const;
const deletes = ['cert.s3.delete.success', 'cert.s3.delete.fail'] as const;

const gauge = (name: Measurement['name']) => prometheusName(name, 'gauge');
const counter = (name: StoreEvent['name']) => prometheusName(name, 'counter');
const percent = (share: number) => `${share * 100} %`;
const over = '10m';
/** The minimum number of failures within `over` for a rule on their share. */
const failuresMin = { warning: 3, critical: 5 } as const;

interface ShareRule {
  readonly alert: string;
  readonly severity: keyof typeof failuresMin;
  readonly failure: StoreEvent['name'];
  readonly of: readonly StoreEvent['name'][];
  readonly shareMax: number;
  readonly summary: string;
}

function shareRule({ alert, severity, failure, of, shareMax, summary }: ShareRule): AlertRule {
  const share = shareOf({ part: failure, whole: of, over });
  return {
    alert,
    expr: `${atLeast(failuresMin[severity], failure, over)} and ${share} > ${shareMax}`,
    labels: { severity },
    annotations: { summary: `More than ${percent(shareMax)} of ${summary} within ten minutes.` },
  };
}

const mismatch = gauge('cert.consistency.mismatch');
const lost = gauge('cert.consistency.lost');
const [verdict, checked] = [gauge('cert.check.verdict'), gauge('cert.check.finished')];
const [backlog, lag, measured] = [
  gauge('cert.repair.backlog'),
  gauge('cert.repair.lag.seconds'),
  gauge('cert.repair.measured'),
];
const writeSuccessMin = 0.95;
/** The replication objective: for this share of the time, no copy is overdue for longer than `seconds`. */
const lagObjective = { seconds: 15 * 60, share: 0.999 } as const;

export const objectAlerts: readonly AlertRule[] = [
  shareRule({
    alert: 'CertificateWritesFailing',
    severity: 'warning',
    failure: 'cert.s3.write.fail',
    of: writes,
    shareMax: 0.05,
    summary: 'writes to S3 failed',
  }),
  shareRule({
    alert: 'CertificateReadsFallingBack',
    severity: 'critical',
    failure: 'cert.s3.read.fallback',
    of: reads,
    shareMax: 0.1,
    summary: 'reads were answered by R2 because S3 failed',
  }),
  shareRule({
    alert: 'CertificateDeletesFailing',
    severity: 'warning',
    failure: 'cert.s3.delete.fail',
    of: deletes,
    shareMax: 0.02,
    summary: 'deletions in S3 failed',
  }),
  {
    alert: 'CertificateWriteSuccessLow',
    expr: `${atLeast(failuresMin.critical, 'cert.s3.write.fail', over)} and ${shareOf({ part: 'cert.s3.write.success', whole: writes, over })} < ${writeSuccessMin}`,
    for: '10m',
    labels: { severity: 'critical' },
    annotations: { summary: `Fewer than ${percent(writeSuccessMin)} of writes to S3 succeed.` },
  },
  {
    alert: 'CertificateStoresDisagree',
    expr: `max(${mismatch}) > ${mismatchShareMax}`,
    labels: { severity: 'critical' },
    annotations: { summary: `More than ${percent(mismatchShareMax)} of copies are missing, extra or different.` },
  },
  {
    alert: 'CertificateObjectsLost',
    expr: `max(${lost}) > 0`,
    labels: { severity: 'critical' },
    annotations: { summary: 'Objects that should exist are in no store: npm run check:objects lists them.' },
  },
  {
    alert: 'CertificateCheckFailed',
    expr: `max by (check) (${verdict}) > 1`,
    labels: { severity: 'critical' },
    annotations: { summary: 'The latest {{ $labels.check }} check failed: npm run check:objects reports the cause.' },
  },
  {
    alert: 'CertificateChecksMissing',
    expr: `time() - max by (check) (${checked}) > ${26 * 3600}`,
    labels: { severity: 'warning' },
    annotations: { summary: 'No {{ $labels.check }} check has ended for more than a day.' },
  },
  {
    alert: 'CertificateReplicationLate',
    expr: `max by (side) (${lag}) > ${lagObjective.seconds}`,
    for: '5m',
    labels: { severity: 'warning' },
    annotations: { summary: 'A copy has been pending for {{ $labels.side }} for more than fifteen minutes.' },
  },
  {
    alert: 'CertificateReplicationObjectiveMissed',
    expr: `avg_over_time((max(${lag}) <= bool ${lagObjective.seconds})[30d:5m]) < ${lagObjective.share}`,
    labels: { severity: 'warning' },
    annotations: {
      summary: `In the last 30 days, copies were pending for more than fifteen minutes during more than ${percent(0.001)} of the time.`,
    },
  },
  {
    alert: 'CertificateRepairsPilingUp',
    expr: `min_over_time(${backlog}[1h]) > 0 and delta(${backlog}[1h]) >= 0`,
    labels: { severity: 'warning' },
    annotations: { summary: 'The number of copies to repair has not gone down for an hour.' },
  },
  {
    alert: 'CertificateRepairsStopped',
    expr: `time() - max(${measured}) > ${15 * 60}`,
    labels: { severity: 'warning' },
    annotations: {
      summary: 'The cron has not measured the backlog for fifteen minutes: it is not running, or it fails.',
    },
  },
  // Counters start at zero and the cron measures every minute. An absent series means that Prometheus does not scrape it.
  absenceRule({
    alert: 'CertificateSeriesAbsent',
    series: [
      ...[...writes, ...reads, ...deletes, 'cert.s3.read.fallback' as const].map(counter),
      backlog,
      lag,
      measured,
    ],
    for: '15m',
  }),
  // A new deployment has these series after its first nightly check.
  absenceRule({ alert: 'CertificateCheckSeriesAbsent', series: [mismatch, lost, verdict, checked], for: '26h' }),
];
