// Revenue is entry fees captured minus entry fees refunded, each counted in its own period. Transfers, prizes and adjustments do not
// count. Periods are UTC days, ISO weeks and months.

import { type Instant, toInstant } from '../../core/instant.ts';
import type { Coins } from '../../core/money.ts';

export const periodKinds = ['day', 'week', 'month'] as const;
export type PeriodKind = (typeof periodKinds)[number];

/** Limit per response. */
export const periodsMax = 400;

export interface RevenueTotals {
  readonly captured: Coins;
  readonly refunded: Coins;
  /** Players who paid a fee, refunded or not. */
  readonly payingUsers: number;
}

export interface Period extends RevenueTotals {
  /** Start of the period. */
  readonly from: Instant;
}

const dayMs = 86_400_000;

/** Start of the period that contains `at`; weeks begin on Monday (ISO 8601). */
export function startOf(kind: PeriodKind, at: Instant): Instant {
  const day = at.slice(0, 10);
  if (kind === 'month') return toInstant(`${day.slice(0, 7)}-01`);
  if (kind === 'day') return toInstant(day);
  const sinceMonday = (new Date(day).getUTCDay() + 6) % 7;
  return toInstant(Date.parse(day) - sinceMonday * dayMs);
}

/** Start of the period `steps` later, or earlier if negative. `start` is the start of a period. */
export function stepFrom(kind: PeriodKind, start: Instant, steps: number): Instant {
  if (kind !== 'month') return toInstant(Date.parse(start) + steps * dayMs * (kind === 'day' ? 1 : 7));
  return toInstant(Date.UTC(Number(start.slice(0, 4)), Number(start.slice(5, 7)) - 1 + steps, 1));
}

/** Starts of the periods that overlap `from` (inclusive) to `to` (exclusive). */
export function periodsBetween(kind: PeriodKind, from: Instant, to: Instant): Instant[] {
  const starts: Instant[] = [];
  for (let start = startOf(kind, from); start < to && starts.length <= periodsMax; start = stepFrom(kind, start, 1)) {
    starts.push(start);
  }
  return starts;
}

export function revenueOf({ captured, refunded }: RevenueTotals): Coins {
  return captured - refunded;
}

/** Growth as a share of the revenue before; null when that was zero or negative. */
export function growthOf(period: RevenueTotals, before: RevenueTotals): number | null {
  const base = revenueOf(before);
  return base <= 0n ? null : round(Number(revenueOf(period) - base) / Number(base), 4);
}

/** Coins per paying user; null if no player paid. */
export function arppuOf(period: RevenueTotals): number | null {
  return period.payingUsers === 0 ? null : round(Number(revenueOf(period)) / period.payingUsers, 2);
}

function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}

/** Players whose first ledger row is in the period that begins at `from`. */
export interface Cohort {
  readonly from: Instant;
  readonly users: number;
  /** One entry per period since then; offset 0 is the first. */
  readonly periods: readonly (RevenueTotals & { readonly offset: number })[];
}
