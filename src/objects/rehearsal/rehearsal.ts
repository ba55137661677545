// The verdict of a rehearsal: go or no-go for this S3 server, derived from measurements. Correctness and latency are separate
// verdicts: a slow network does not make the server incorrect.

import type { DescribedFailure } from '../stores/object-store.ts';
import type { MigrationFlags } from '../stores/phase.ts';
import type { PermissionCheck } from './rehearse-permissions.ts';

export interface RehearsalMeasures {
  readonly objects: number;
  /** One for each successful upload. */
  readonly uploadsMs: readonly number[];
  readonly presignsMs: readonly number[];
  /** Objects whose bytes were identical when read through a presigned URL. */
  readonly intact: number;
  /** Failed requests of any kind. */
  readonly errors: number;
  readonly requests: number;
  readonly failures: readonly DescribedFailure[];
  readonly permissions: readonly PermissionCheck[];
  /** Of what must be refused. */
  readonly refusals: readonly PermissionCheck[];
  /** Objects of the rehearsal that could not be removed; null if the bucket cannot be listed. */
  readonly leftovers: number | null;
  readonly flags: MigrationFlags;
  /** Errors in Laurel's lifecycle rules. */
  readonly lifecycleFaults: readonly string[];
  /** Differences of the bucket's rules; null if the server does not support lifecycle rules. */
  readonly lifecycleDifferences: number | null;
}

export interface RehearsalLimits {
  /** null: measured, but not judged. */
  readonly uploadP95Ms: number | null;
  readonly uploadP99Ms: number | null;
  readonly presignP95Ms: number | null;
  readonly errorShare: number;
}

/** For a server on the same host. Over a network the operator sets others. */
export const rehearsalLimits = {
  uploadP95Ms: 75,
  uploadP99Ms: 120,
  presignP95Ms: 50,
  errorShare: 0.01,
} as const satisfies RehearsalLimits;

export interface Criterion {
  readonly name: string;
  readonly kind: 'correctness' | 'latency';
  readonly limit: string;
  readonly measured: string;
  readonly isMet: boolean;
}

export interface CountedFailure extends Omit<DescribedFailure, 'requestId'> {
  readonly count: number;
  /** Of the first failure, for the provider's support. */
  readonly requestId?: string | undefined;
}

export interface RehearsalVerdict {
  readonly isGo: boolean;
  readonly isCorrect: boolean;
  readonly isFast: boolean;
  readonly criteria: readonly Criterion[];
  /** Distinct failures, the most frequent first. */
  readonly failures: readonly CountedFailure[];
}

export function judgeRehearsal(m: RehearsalMeasures, limits: RehearsalLimits = rehearsalLimits): RehearsalVerdict {
  const criteria = [...judgeLatency(m, limits), ...judgeCorrectness(m, limits)];
  const isAll = (kind: Criterion['kind']) => criteria.every((criterion) => criterion.kind !== kind || criterion.isMet);
  const [isCorrect, isFast] = [isAll('correctness'), isAll('latency')];
  return { isGo: isCorrect && isFast, isCorrect, isFast, criteria, failures: countFailures(m.failures) };
}

function judgeLatency(m: RehearsalMeasures, limits: RehearsalLimits): Criterion[] {
  const atMost = (name: string, limitMs: number | null, samples: readonly number[], quantile: number): Criterion => {
    const measuredMs = percentile(samples, quantile);
    const measured = Number.isFinite(measuredMs) ? `${measuredMs.toFixed(1)} ms` : 'no samples';
    const limit = limitMs === null ? 'not judged' : `≤ ${limitMs} ms`;
    return { name, kind: 'latency', limit, measured, isMet: limitMs === null || measuredMs <= limitMs };
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
  const allOf = (name: string, checks: readonly PermissionCheck[]) => {
    const failed = checks.flatMap((check) =>
      check.failed === null ? [] : [`${check.permission} (${check.failed.code ?? check.failed.failure})`],
    );
    return criterion(name, `all ${checks.length}`, failed.join(', ') || 'all', failed.length === 0);
  };
  const rules =
    m.lifecycleDifferences === null ? 'valid; not supported by the server' : `${m.lifecycleDifferences} differ`;
  const areRulesRight = m.lifecycleFaults.length === 0 && (m.lifecycleDifferences ?? 0) === 0;
  return [
    criterion('hashes', '100 %', percent(intactShare), m.objects > 0 && m.intact === m.objects),
    criterion('errors', `< ${percent(limits.errorShare)}`, percent(errorShare), errorShare < limits.errorShare),
    allOf('permissions', m.permissions),
    allOf('refusals', m.refusals),
    criterion(
      'leftover objects',
      '0',
      m.leftovers === null ? 'cannot be listed' : String(m.leftovers),
      m.leftovers === 0,
    ),
    criterion('flags', 'off', on.length === 0 ? 'off' : `on: ${on.join(', ')}`, on.length === 0),
    criterion('lifecycle', 'valid, applied', m.lifecycleFaults.join(' ') || rules, areRulesRight),
  ];
}

/** Groups failures by operation, status, code and host. */
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

/** Nearest rank; infinite without samples, so that no limit is met. */
export function percentile(samples: readonly number[], quantile: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * quantile) - 1)] ?? Number.POSITIVE_INFINITY;
}
