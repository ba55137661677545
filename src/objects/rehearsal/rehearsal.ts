// Go or no-go: is this S3 fit to carry certificates? Judged from what a rehearsal measured. Whether it does right and whether
// it is fast are two verdicts: a slow network is no reason to doubt the bytes.

import type { DescribedFailure } from '../stores/object-store.ts';
import type { MigrationFlags } from '../stores/phase.ts';
import type { PermissionCheck } from './rehearse-permissions.ts';

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
  readonly failures: readonly DescribedFailure[];
  readonly permissions: readonly PermissionCheck[];
  /** Objects of the rehearsal that could not be removed; null where the bucket cannot be listed. */
  readonly leftovers: number | null;
  readonly flags: MigrationFlags;
  /** Sentences on the lifecycle rules in the code. */
  readonly lifecycleFaults: readonly string[];
  /** Differences of the bucket's rules; null where the server knows no lifecycle. */
  readonly lifecycleDifferences: number | null;
}

export interface RehearsalLimits {
  readonly uploadP95Ms: number;
  readonly uploadP99Ms: number;
  readonly presignP95Ms: number;
  readonly errorShare: number;
}

/** Times of the loopback interface; over a network the operator sets others. */
export const rehearsalLimits: RehearsalLimits = {
  uploadP95Ms: 75,
  uploadP99Ms: 120,
  presignP95Ms: 50,
  errorShare: 0.01,
};

export interface Criterion {
  readonly name: string;
  readonly kind: 'correctness' | 'latency';
  readonly limit: string;
  readonly measured: string;
  readonly isMet: boolean;
}

export interface CountedFailure extends Omit<DescribedFailure, 'requestId'> {
  readonly count: number;
  /** Of the first: the provider's support asks for one. */
  readonly requestId?: string | undefined;
}

export interface RehearsalVerdict {
  readonly isGo: boolean;
  readonly isCorrect: boolean;
  readonly isFast: boolean;
  readonly criteria: readonly Criterion[];
  /** Failures that differ, the most frequent first. */
  readonly failures: readonly CountedFailure[];
}

export function judgeRehearsal(m: RehearsalMeasures, limits: RehearsalLimits = rehearsalLimits): RehearsalVerdict {
  const criteria = [...judgeLatency(m, limits), ...judgeCorrectness(m, limits)];
  const isAll = (kind: Criterion['kind']) => criteria.every((criterion) => criterion.kind !== kind || criterion.isMet);
  const [isCorrect, isFast] = [isAll('correctness'), isAll('latency')];
  return { isGo: isCorrect && isFast, isCorrect, isFast, criteria, failures: countFailures(m.failures) };
}

function judgeLatency(m: RehearsalMeasures, limits: RehearsalLimits): Criterion[] {
  const atMost = (name: string, limitMs: number, samples: readonly number[], quantile: number): Criterion => {
    const measuredMs = percentile(samples, quantile);
    const measured = Number.isFinite(measuredMs) ? `${measuredMs.toFixed(1)} ms` : 'no samples';
    return { name, kind: 'latency', limit: `≤ ${limitMs} ms`, measured, isMet: measuredMs <= limitMs };
  };
  return [
    atMost('upload p95', limits.uploadP95Ms, m.uploadsMs, 0.95),
    atMost('upload p99', limits.uploadP99Ms, m.uploadsMs, 0.99),
    atMost('presign p95', limits.presignP95Ms, m.presignsMs, 0.95),
  ];
}

function judgeCorrectness(m: RehearsalMeasures, limits: RehearsalLimits): Criterion[] {
  const criterion = (name: string, limit: string, measured: string, isMet: boolean): Criterion => {
    return { name, kind: 'correctness', limit, measured, isMet };
  };
  const on = Object.entries(m.flags).flatMap(([name, isOn]) => (isOn ? [name] : []));
  const errorShare = m.requests === 0 ? 1 : m.errors / m.requests;
  const intactShare = m.objects === 0 ? 0 : m.intact / m.objects;
  const missing = m.permissions.filter(({ failed }) => failed !== null);
  const named = missing.map(({ permission, failed }) => `${permission} (${failed?.code ?? failed?.failure})`);
  const rules =
    m.lifecycleDifferences === null ? 'valid; the server knows no lifecycle' : `${m.lifecycleDifferences} differ`;
  const areRulesRight = m.lifecycleFaults.length === 0 && (m.lifecycleDifferences ?? 0) === 0;
  return [
    criterion('hashes', '100 %', percent(intactShare), m.objects > 0 && m.intact === m.objects),
    criterion('errors', `< ${percent(limits.errorShare)}`, percent(errorShare), errorShare < limits.errorShare),
    criterion('permissions', 'all', missing.length === 0 ? 'all' : named.join(', '), missing.length === 0),
    criterion('left behind', '0', m.leftovers === null ? 'cannot be listed' : String(m.leftovers), m.leftovers === 0),
    criterion('flags', 'off', on.length === 0 ? 'off' : `on: ${on.join(', ')}`, on.length === 0),
    criterion('lifecycle', 'valid, applied', m.lifecycleFaults.join(' ') || rules, areRulesRight),
  ];
}

/** The same operation refused with the same code by the same host is one failure, however often. */
function countFailures(failures: readonly DescribedFailure[]): CountedFailure[] {
  const counted = new Map<string, CountedFailure>();
  for (const failure of failures) {
    const { operation, status, code, host } = failure;
    const kind = [operation, status, code, host, failure.failure].join(' ');
    const known = counted.get(kind) ?? { ...failure, count: 0 };
    counted.set(kind, { ...known, count: known.count + 1 });
  }
  return [...counted.values()].sort((a, b) => b.count - a.count);
}

const percent = (share: number) => `${(share * 100).toFixed(2).replace(/\.?0+$/, '')} %`;

/** Nearest rank; infinite without samples: what was not measured meets no limit. */
export function percentile(samples: readonly number[], quantile: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * quantile) - 1)] ?? Number.POSITIVE_INFINITY;
}
