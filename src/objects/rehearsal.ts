// Go or no-go: is this S3 fit to carry certificates? Judged from what a rehearsal measured.

import type { MigrationFlags } from './phase.ts';

export interface RehearsalMeasures {
  readonly objects: number;
  /** Milliseconds, one for each upload that succeeded. */
  readonly uploadsMs: readonly number[];
  readonly presignsMs: readonly number[];
  /** Read back by their presigned URL with exactly their bytes. */
  readonly intact: number;
  /** Requests that failed, of any kind. */
  readonly errors: number;
  readonly requests: number;
  readonly flags: MigrationFlags;
  /** Sentences on the lifecycle rules in the code. */
  readonly lifecycleFaults: readonly string[];
  /** Differences of the bucket's rules; null where the server knows no lifecycle. */
  readonly lifecycleDifferences: number | null;
}

/** Upload figures hold on the loopback interface; over a network they are the operator's to judge. */
export const rehearsalLimits = { uploadP95Ms: 75, uploadP99Ms: 120, presignP95Ms: 50, errorShare: 0.01 } as const;

export interface Criterion {
  readonly name: string;
  readonly limit: string;
  readonly measured: string;
  readonly isMet: boolean;
}

export function judgeRehearsal(m: RehearsalMeasures): {
  readonly isGo: boolean;
  readonly criteria: readonly Criterion[];
} {
  const atMost = (name: string, limitMs: number, samples: readonly number[], quantile: number): Criterion => {
    const measured = percentile(samples, quantile);
    return { name, limit: `≤ ${limitMs} ms`, measured: `${measured.toFixed(1)} ms`, isMet: measured <= limitMs };
  };
  const on = Object.entries(m.flags).flatMap(([name, isOn]) => (isOn ? [name] : []));
  const errorShare = m.requests === 0 ? 1 : m.errors / m.requests;
  const intactShare = m.objects === 0 ? 0 : m.intact / m.objects;
  const rules =
    m.lifecycleDifferences === null ? 'valid; the server knows no lifecycle' : `${m.lifecycleDifferences} differ`;
  const criteria = [
    atMost('upload p95', rehearsalLimits.uploadP95Ms, m.uploadsMs, 0.95),
    atMost('upload p99', rehearsalLimits.uploadP99Ms, m.uploadsMs, 0.99),
    atMost('presign p95', rehearsalLimits.presignP95Ms, m.presignsMs, 0.95),
    { name: 'hashes', limit: '100 %', measured: percent(intactShare), isMet: m.objects > 0 && m.intact === m.objects },
    { name: 'errors', limit: '< 1 %', measured: percent(errorShare), isMet: errorShare < rehearsalLimits.errorShare },
    { name: 'flags', limit: 'off', measured: on.length === 0 ? 'off' : `on: ${on.join(', ')}`, isMet: on.length === 0 },
    {
      name: 'lifecycle',
      limit: 'valid, applied',
      measured: m.lifecycleFaults.length > 0 ? m.lifecycleFaults.join(' ') : rules,
      isMet: m.lifecycleFaults.length === 0 && (m.lifecycleDifferences ?? 0) === 0,
    },
  ];
  return { isGo: criteria.every((criterion) => criterion.isMet), criteria };
}

const percent = (share: number) => `${(share * 100).toFixed(2).replace(/\.?0+$/, '')} %`;

/** Nearest rank; infinite without samples: what was not measured meets no limit. */
export function percentile(samples: readonly number[], quantile: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * quantile) - 1)] ?? Number.POSITIVE_INFINITY;
}
