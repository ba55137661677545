// The results of consistency checks and spot checks, derived from their counts.

import { type CopyProblem, copyProblems } from '../copy-state.ts';
import type { Side } from '../stores/phase.ts';
import type { Run, Tally } from './run.ts';

/** docs/rules/objects.md, Consistency. */
export const mismatchShareMax = 0.005;

export const agreements = ['success', 'issues', 'fail'] as const;
export type Agreement = (typeof agreements)[number];

const worstOf = (found: readonly Agreement[]): Agreement =>
  agreements.toReversed().find((agreement) => found.includes(agreement)) ?? 'success';

export const countNames = ['expected', 'found', ...copyProblems] as const;
export type Count = (typeof countNames)[number];
export const tallyName = (side: Side, count: Count) => `${side}.${count}`;

/**
 * Per store: `expected` is the number of copies by the rows, `found` the number of listed objects, then the number of copies with each
 * problem. A known problem counts like a new one, so that the result stays the same until the repair.
 */
export interface SideReport extends Readonly<Record<Count, number>> {
  readonly mismatchShare: number;
}

export interface ConsistencyReport {
  readonly agreement: Agreement;
  /** Objects that no store has. */
  readonly lost: number;
  readonly sides: Readonly<Partial<Record<Side, SideReport>>>;
  readonly findings: Run['findings'];
}

export function reportConsistency(run: Run): ConsistencyReport {
  const sides = String(run.options.sides).split(',') as Side[];
  const reports = sides.map((side) => [side, reportSide(run.tally, side)] as const);
  const lost = run.tally.lost ?? 0;
  const agreement = worstOf([lost > 0 ? 'fail' : 'success', ...reports.map(([, report]) => judge(report))]);
  return { agreement, lost, sides: Object.fromEntries(reports), findings: run.findings };
}

/** Problems that should not occur. The other problems are scheduled work: they are reported as issues, not as mismatches. */
const mismatches: readonly CopyProblem[] = ['missing', 'differing', 'extra', 'resurrected', 'failed'];

function reportSide(tally: Tally, side: Side): SideReport {
  const counts = Object.fromEntries(countNames.map((count) => [count, tally[tallyName(side, count)] ?? 0])) as Record<
    Count,
    number
  >;
  const wrong = mismatches.reduce((sum, problem) => sum + counts[problem], 0);
  return { ...counts, mismatchShare: wrong === 0 ? 0 : wrong / Math.max(counts.expected, 1) };
}

/** An empty bucket fails, however few objects are expected, unless nobody has tried yet to store one. */
function judge(report: SideReport): Agreement {
  if ((report.expected > report.owed && report.found === 0) || report.mismatchShare > mismatchShareMax) return 'fail';
  return copyProblems.some((problem) => report[problem] > 0) ? 'issues' : 'success';
}

const integrityCounts = ['checked', 'wrong', 'unread'] as const;

export interface IntegrityReport {
  readonly agreement: Agreement;
  readonly checked: number;
  /** Wrong bytes, or no object. */
  readonly wrong: number;
  /** Unknown: the store did not answer. */
  readonly unread: number;
  readonly findings: Run['findings'];
}

/** The worst result of all stores. */
export function reportIntegrity(run: Run): IntegrityReport {
  const sides = String(run.options.sides).split(',') as Side[];
  const countsOf = (side: Side) => {
    const [checked = 0, wrong = 0, unread = 0] = integrityCounts.map((count) => run.tally[`${side}.${count}`] ?? 0);
    return { checked, wrong, unread };
  };
  const counts = sides.map(countsOf);
  const total = (count: (typeof integrityCounts)[number]) => counts.reduce((sum, side) => sum + side[count], 0);
  const [checked, wrong, unread] = [total('checked'), total('wrong'), total('unread')];
  return { agreement: worstOf(counts.map(judgeSample)), checked, wrong, unread, findings: run.findings };
}

function judgeSample({ checked, wrong, unread }: Record<(typeof integrityCounts)[number], number>): Agreement {
  if (wrong > checked * mismatchShareMax || (checked > 0 && unread === checked)) return 'fail';
  return wrong + unread > 0 ? 'issues' : 'success';
}

/** The number of copies that a spot check reads: 1 %, at least 10, at most 1,000. */
export function sampleSize(objects: number, share = 0.01): number {
  return Math.min(objects, Math.max(10, Math.min(1_000, Math.ceil(objects * share))));
}
