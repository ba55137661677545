// Use case: report revenue per period and per cohort of new players.

import { refuse } from '../../core/errors.ts';
import type { Instant } from '../../core/instant.ts';
import type { Database } from '../../db/client.ts';
import {
  type Cohort,
  type Period,
  type PeriodKind,
  periodsBetween,
  periodsMax,
  type RevenueTotals,
  stepFrom,
} from './revenue.ts';
import { listCohorts, listRevenue } from './revenue-store.ts';

export interface RevenueRange {
  readonly period: PeriodKind;
  /** Whole periods that overlap `from` (inclusive) to `to` (exclusive). */
  readonly from: Instant;
  readonly to: Instant;
}

const zero: RevenueTotals = { captured: 0n, refunded: 0n, payingUsers: 0 };

/** All periods in order, including empty ones, each with the totals of the period before it. @throws DomainError invalid_request. */
export async function reportRevenue(
  db: Database,
  range: RevenueRange,
): Promise<readonly (Period & { readonly before: RevenueTotals })[]> {
  const { period: kind } = range;
  const starts = startsOf(range);
  const [first, last] = [starts[0] as Instant, starts.at(-1) as Instant];
  const rows = await listRevenue(db, kind, stepFrom(kind, first, -1), stepFrom(kind, last, 1));
  const at = new Map(rows.map((period) => [period.from, period]));
  return starts.map((from) => ({
    ...(at.get(from) ?? { ...zero, from }),
    from,
    before: at.get(stepFrom(kind, from, -1)) ?? zero,
  }));
}

/** All cohorts in order, including empty ones, each with all periods since it began. @throws DomainError invalid_request. */
export async function reportCohorts(db: Database, range: RevenueRange): Promise<Cohort[]> {
  const { period: kind } = range;
  const starts = startsOf(range);
  const [first, last] = [starts[0] as Instant, starts.at(-1) as Instant];
  const known = new Map((await listCohorts(db, kind, first, stepFrom(kind, last, 1))).map((row) => [row.from, row]));
  return starts.map((from, index) => {
    const cohort = known.get(from);
    const at = new Map(cohort?.periods.map((period) => [period.from, period]));
    const periods = starts.slice(index).map((start, offset) => {
      const { captured, refunded, payingUsers } = at.get(start) ?? zero;
      return { offset, captured, refunded, payingUsers };
    });
    return { from, users: cohort?.users ?? 0, periods };
  });
}

function startsOf({ period, from, to }: RevenueRange): Instant[] {
  if (to <= from) throw refuse('invalid_request', { field: 'to', reason: 'after from' });
  const starts = periodsBetween(period, from, to);
  if (starts.length > periodsMax)
    throw refuse('invalid_request', { field: 'to', reason: `at most ${periodsMax} periods` });
  return starts;
}
