// Use case: finance reads what the platform took, period by period, and from which newcomers.

import { refuse } from '../../core/errors.ts';
import type { Instant } from '../../core/instant.ts';
import type { Database } from '../../db/client.ts';
import {
  type Cohort,
  type Period,
  type PeriodKind,
  periodsBetween,
  periodsMax,
  stepFrom,
  type Takings,
} from './revenue.ts';
import { listCohorts, listTakings } from './revenue-store.ts';

export interface RevenueQuestion {
  readonly period: PeriodKind;
  /** Whole periods: those that touch the time from `from` up to but not including `to`. */
  readonly from: Instant;
  readonly to: Instant;
}

const nothing: Takings = { captured: 0n, refunded: 0n, payingUsers: 0 };

/** Every period, in order, also those in which nothing happened; each with the one before it. @throws DomainError invalid_request. */
export async function reportRevenue(
  db: Database,
  question: RevenueQuestion,
): Promise<readonly (Period & { readonly before: Takings })[]> {
  const { period: kind } = question;
  const starts = startsOf(question);
  const [first, last] = [starts[0] as Instant, starts.at(-1) as Instant];
  const taken = await listTakings(db, kind, stepFrom(kind, first, -1), stepFrom(kind, last, 1));
  const at = new Map(taken.map((period) => [period.from, period]));
  return starts.map((from) => ({
    ...(at.get(from) ?? { ...nothing, from }),
    from,
    before: at.get(stepFrom(kind, from, -1)) ?? nothing,
  }));
}

/** Every cohort, in order, also the empty ones, each with every period from its first on. @throws DomainError invalid_request. */
export async function reportCohorts(db: Database, question: RevenueQuestion): Promise<Cohort[]> {
  const { period: kind } = question;
  const starts = startsOf(question);
  const [first, last] = [starts[0] as Instant, starts.at(-1) as Instant];
  const known = new Map((await listCohorts(db, kind, first, stepFrom(kind, last, 1))).map((row) => [row.from, row]));
  return starts.map((from, index) => {
    const cohort = known.get(from);
    const at = new Map(cohort?.periods.map((period) => [period.from, period]));
    const periods = starts.slice(index).map((start, offset) => {
      const { captured, refunded, payingUsers } = at.get(start) ?? nothing;
      return { offset, captured, refunded, payingUsers };
    });
    return { from, users: cohort?.users ?? 0, periods };
  });
}

function startsOf({ period, from, to }: RevenueQuestion): Instant[] {
  if (to <= from) throw refuse('invalid_request', { field: 'to', reason: 'after from' });
  const starts = periodsBetween(period, from, to);
  if (starts.length > periodsMax)
    throw refuse('invalid_request', { field: 'to', reason: `at most ${periodsMax} periods` });
  return starts;
}
