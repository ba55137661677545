// When do the database and the stores agree? Judged from counts; how they are counted is another matter.

import type { Side } from './phase.ts';
import type { Run, Tally } from './run.ts';

/** rules.md 6. */
export const mismatchShareMax = 0.005;

export type Agreement = 'success' | 'issues' | 'fail';

export interface ConsistencyReport {
  readonly agreement: Agreement;
  readonly sides: Readonly<Partial<Record<Side, SideReport>>>;
  readonly findings: Run['findings'];
}

export interface SideReport {
  /** Copies the database says are stored. */
  readonly expected: number;
  readonly found: number;
  readonly missing: number;
  /** Nobody knows them: never deleted by us. */
  readonly extra: number;
  readonly differing: number;
  /** Deleted once, and there all the same. */
  readonly risen: number;
  /** To be made or removed by the repair, which knows. */
  readonly pending: number;
  /** Objects no phase has asked to be copied here: work for a backfill, no fault. */
  readonly uncopied: number;
  readonly mismatchShare: number;
}

const counted = ['expected', 'found', 'missing', 'extra', 'differing', 'risen', 'pending', 'uncopied'] as const;
export type Count = (typeof counted)[number];
export const tallyName = (side: Side, count: Count) => `${side}.${count}`;

export function reportConsistency(run: Run): ConsistencyReport {
  const sides = String(run.options.sides).split(',') as Side[];
  const reports = sides.map((side) => [side, reportSide(run.tally, side)] as const);
  const agreements = reports.map(([, report]) => judge(report));
  const agreement = (['fail', 'issues'] as const).find((worst) => agreements.includes(worst)) ?? 'success';
  return { agreement, sides: Object.fromEntries(reports), findings: run.findings };
}

function reportSide(tally: Tally, side: Side): SideReport {
  const counts = Object.fromEntries(counted.map((count) => [count, tally[tallyName(side, count)] ?? 0])) as Record<
    Count,
    number
  >;
  const { expected, missing, extra, differing, risen } = counts;
  const wrong = missing + extra + differing + risen;
  return { ...counts, mismatchShare: wrong === 0 ? 0 : wrong / Math.max(expected, 1) };
}

/** An empty bucket fails however few objects should be there. */
function judge({ expected, found, mismatchShare }: SideReport): Agreement {
  if ((expected > 0 && found === 0) || mismatchShare > mismatchShareMax) return 'fail';
  return mismatchShare > 0 ? 'issues' : 'success';
}

export interface IntegrityReport {
  readonly agreement: Agreement;
  readonly checked: number;
  /** Other bytes, or none. */
  readonly wrong: number;
  /** Nobody knows: the store did not answer. */
  readonly unread: number;
  readonly findings: Run['findings'];
}

export function reportIntegrity(run: Run): IntegrityReport {
  const total = (name: string) => (run.tally[`r2.${name}`] ?? 0) + (run.tally[`s3.${name}`] ?? 0);
  const [checked, wrong, unread] = [total('checked'), total('wrong'), total('unread')];
  const isFail = wrong > checked * mismatchShareMax || (checked > 0 && unread === checked);
  const agreement = isFail ? 'fail' : wrong + unread > 0 ? 'issues' : 'success';
  return { agreement, checked, wrong, unread, findings: run.findings };
}

/** How many bytes-for-bytes looks a spot check takes: 1 %, at least 10, at most 1,000. */
export function sampleSize(objects: number, share = 0.01): number {
  return Math.min(objects, Math.max(10, Math.min(1_000, Math.ceil(objects * share))));
}
