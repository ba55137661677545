// Revenue: entry fees captured, less entry fees given back, in the period in which each happened. Transfers, prizes and adjustments are
// none. Periods are days, ISO weeks and months of UTC.

import { type Instant, toInstant } from '../../core/instant.ts';
import type { Coins } from '../../core/money.ts';

export const periodKinds = ['day', 'week', 'month'] as const;
export type PeriodKind = (typeof periodKinds)[number];

/** So many in one answer. */
export const periodsMax = 400;

export interface Takings {
  readonly captured: Coins;
  readonly refunded: Coins;
  /** Players who paid a fee, whether it was given back or not. */
  readonly payingUsers: number;
}

export interface Period extends Takings {
  /** Its first moment. */
  readonly from: Instant;
}

const dayMs = 86_400_000;

/** The first moment of the period that `at` falls into; weeks begin on Monday (ISO 8601). */
export function startOf(kind: PeriodKind, at: Instant): Instant {
  const day = at.slice(0, 10);
  if (kind === 'month') return toInstant(`${day.slice(0, 7)}-01`);
  if (kind === 'day') return toInstant(day);
  const sinceMonday = (new Date(day).getUTCDay() + 6) % 7;
  return toInstant(Date.parse(day) - sinceMonday * dayMs);
}

/** `steps` periods on, or back. `start` is a period's first moment. */
export function stepFrom(kind: PeriodKind, start: Instant, steps: number): Instant {
  if (kind !== 'month') return toInstant(Date.parse(start) + steps * dayMs * (kind === 'day' ? 1 : 7));
  return toInstant(Date.UTC(Number(start.slice(0, 4)), Number(start.slice(5, 7)) - 1 + steps, 1));
}

/** First moments of the periods that touch the time from `from` up to but not including `to`. */
export function periodsBetween(kind: PeriodKind, from: Instant, to: Instant): Instant[] {
  const starts: Instant[] = [];
  for (let start = startOf(kind, from); start < to && starts.length <= periodsMax; start = stepFrom(kind, start, 1)) {
    starts.push(start);
  }
  return starts;
}

export function revenueOf({ captured, refunded }: Takings): Coins {
  return captured - refunded;
}

/** Of what the period before took; null when that was nothing or less, of which nothing can be a share. */
export function growthOf(period: Takings, before: Takings): number | null {
  const base = revenueOf(before);
  return base <= 0n ? null : round(Number(revenueOf(period) - base) / Number(base), 4);
}

/** Coins per paying user; null when nobody paid. */
export function arppuOf(period: Takings): number | null {
  return period.payingUsers === 0 ? null : round(Number(revenueOf(period)) / period.payingUsers, 2);
}

function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}

/** Those whose first movement of coins, of whatever kind, fell into the period that begins at `from`. */
export interface Cohort {
  readonly from: Instant;
  readonly users: number;
  /** By periods since then; 0 is the first. */
  readonly periods: readonly (Takings & { readonly offset: number })[];
}
