// When somebody has to be woken: the thresholds of rules.md 6 as Prometheus alerting rules. The thresholds stand here only.

import { prometheusName } from '../metrics/sample.ts';
import { mismatchShareMax } from './consistency.ts';
import type { StoreEvent } from './observed.ts';

export interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: { readonly severity: 'warning' | 'critical' };
  readonly annotations: { readonly summary: string };
}

const rate = (name: StoreEvent['name'], over: string) => `sum(rate(${prometheusName(name, 'counter')}[${over}]))`;

function share(part: StoreEvent['name'], whole: readonly StoreEvent['name'][], over: string): string {
  return `${rate(part, over)} / (${whole.map((name) => rate(name, over)).join(' + ')})`;
}

const writes = ['cert.s3.write.success', 'cert.s3.write.fail'] as const;
const reads = ['cert.s3.read.success', 'cert.s3.read.fail', 'cert.s3.exists.success', 'cert.s3.exists.fail'] as const;
const deletes = ['cert.s3.delete.success', 'cert.s3.delete.fail'] as const;
const checks = ['cert.consistency.success', 'cert.consistency.issues', 'cert.consistency.fail'] as const;

const percent = (share: number) => `${share * 100} %`;

export function alertRules(): readonly AlertRule[] {
  const writeFailsMax = 0.05;
  const fallbackMax = 0.1;
  const deleteFailsMax = 0.02;
  const writeSuccessMin = 0.95;
  const mismatch = prometheusName('cert.consistency.mismatch', 'gauge');
  const backlog = prometheusName('cert.repair.backlog', 'gauge');
  return [
    {
      alert: 'CertificateWritesFailing',
      expr: `${share('cert.s3.write.fail', writes, '10m')} > ${writeFailsMax}`,
      labels: { severity: 'warning' },
      annotations: { summary: `More than ${percent(writeFailsMax)} of writes to S3 failed in ten minutes.` },
    },
    {
      alert: 'CertificateReadsFallingBack',
      expr: `${share('cert.s3.read.fallback', reads, '10m')} > ${fallbackMax}`,
      labels: { severity: 'critical' },
      annotations: { summary: `More than ${percent(fallbackMax)} of reads went to R2 because S3 did not answer.` },
    },
    {
      alert: 'CertificateDeletesFailing',
      expr: `${share('cert.s3.delete.fail', deletes, '10m')} > ${deleteFailsMax}`,
      labels: { severity: 'warning' },
      annotations: { summary: `More than ${percent(deleteFailsMax)} of deletions in S3 failed in ten minutes.` },
    },
    {
      alert: 'CertificateWriteSuccessLow',
      expr: `${share('cert.s3.write.success', writes, '10m')} < ${writeSuccessMin}`,
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
      alert: 'CertificateChecksMissing',
      expr: `${checks.map((name) => `sum(increase(${prometheusName(name, 'counter')}[26h]))`).join(' + ')} == 0`,
      labels: { severity: 'warning' },
      annotations: { summary: 'No consistency check has ended for more than a day.' },
    },
    {
      alert: 'CertificateRepairsPilingUp',
      expr: `min_over_time(${backlog}[1h]) > 0 and delta(${backlog}[1h]) >= 0`,
      labels: { severity: 'warning' },
      annotations: { summary: 'Copies to be repaired have not become fewer for an hour.' },
    },
  ];
}
