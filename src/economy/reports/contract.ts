// Wire shapes of revenue reports and owed payments. Amounts are whole coins as JSON numbers.

import { z } from 'zod';
import { coinsToJson } from '../../core/money.ts';
import { coinsNumber, id, instantText, reportBound } from '../../http/wire.ts';
import type { OwedPayment } from '../owed/owed-payment.ts';
import { arppuOf, type Cohort, growthOf, type Period, periodKinds, type RevenueTotals, revenueOf } from './revenue.ts';

export const owedShape = z.strictObject({
  reference: z.string(),
  tournamentId: id('tournament'),
  registrationId: id('registration'),
  toWalletId: id('wallet'),
  amountCoins: coinsNumber,
  cause: z.string(),
  attempts: z.int(),
  nextAttemptAt: instantText,
  createdAt: instantText,
});

export function owedJson(owed: OwedPayment): z.input<typeof owedShape> {
  const { reference, tournamentId, registrationId, toWalletId, amount, cause, attempts, nextAttemptAt, createdAt } =
    owed;
  const times = { attempts, nextAttemptAt, createdAt };
  return { reference, tournamentId, registrationId, toWalletId, amountCoins: coinsToJson(amount), cause, ...times };
}

const cohortKinds = ['week', 'month'] as const;
const range = { from: reportBound, to: reportBound };

export const revenueQuery = z.strictObject({ period: z.enum(periodKinds).default('month'), ...range });
/** No days: the response has a row per cohort and period, which would be too many. */
export const cohortsQuery = z.strictObject({ period: z.enum(cohortKinds).default('month'), ...range });

const totalsShape = {
  capturedCoins: coinsNumber,
  refundedCoins: coinsNumber,
  revenueCoins: coinsNumber,
  payingUsers: z.int(),
  /** Coins per paying user. */
  arppuCoins: z.number().nullable(),
};

/** The range as asked, in UTC, and the first day of each period. */
export const revenueShape = z.strictObject({
  period: z.enum(periodKinds),
  from: instantText,
  to: instantText,
  items: z.array(z.strictObject({ from: z.iso.date(), ...totalsShape, growth: z.number().nullable() })),
});

export const cohortsShape = z.strictObject({
  period: z.enum(cohortKinds),
  from: instantText,
  to: instantText,
  items: z.array(
    z.strictObject({
      from: z.iso.date(),
      users: z.int(),
      periods: z.array(z.strictObject({ offset: z.int(), ...totalsShape })),
    }),
  ),
});

function totalsJson(totals: RevenueTotals) {
  return {
    capturedCoins: coinsToJson(totals.captured),
    refundedCoins: coinsToJson(totals.refunded),
    revenueCoins: coinsToJson(revenueOf(totals)),
    payingUsers: totals.payingUsers,
    arppuCoins: arppuOf(totals),
  };
}

export function revenueJson(
  { period, from, to }: z.output<typeof revenueQuery>,
  periods: readonly (Period & { readonly before: RevenueTotals })[],
): z.input<typeof revenueShape> {
  const items = periods.map((totals) => {
    return { from: dayOf(totals.from), ...totalsJson(totals), growth: growthOf(totals, totals.before) };
  });
  return { period, from, to, items };
}

export function cohortsJson(
  { period, from, to }: z.output<typeof cohortsQuery>,
  cohorts: readonly Cohort[],
): z.input<typeof cohortsShape> {
  const items = cohorts.map((cohort) => ({
    from: dayOf(cohort.from),
    users: cohort.users,
    periods: cohort.periods.map((totals) => ({ offset: totals.offset, ...totalsJson(totals) })),
  }));
  return { period, from, to, items };
}

function dayOf(instant: string): string {
  return instant.slice(0, 10);
}
