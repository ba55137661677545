// Wire shapes of revenue reports and owed payments. Amounts are whole coins as JSON numbers.

import * as z from 'zod';
import { coinsToJson } from '../../core/money.ts';
import { coinsCount, coinsNumber, id, instantText, namedShape, reportBound } from '../../http/wire.ts';
import type { OwedPayment } from '../owed/owed-payment.ts';
import { arppuOf, type Cohort, growthOf, type Period, periodKinds, type RevenueTotals, revenueOf } from './revenue.ts';

export const owedShape = namedShape(
  'OwedPayment',
  'A payment that could not be made yet and is tried again by itself.',
  {
    reference: z.string().describe('What is owed: `refund:` or `prize:` with the registration.'),
    tournamentId: id('tournament').describe('Whose escrow pays or is paid.'),
    registrationId: id('registration').describe('Whose captain or player is paid or pays.'),
    fromWalletId: id('wallet').describe('Of the payer.'),
    toWalletId: id('wallet').describe('Of the payee.'),
    isClaim: z.boolean().describe('true: an entrant owes the escrow a prize that was lost after the payout.'),
    amountCoins: coinsCount.describe('What is owed.'),
    cause: z.string().describe('Why it could not be paid: a problem code, such as `wallet_frozen`.'),
    attempts: z.int().describe('How often it was tried.'),
    nextAttemptAt: instantText.describe('When it is tried again by itself. UTC.'),
    createdAt: instantText.describe('Owed since. UTC.'),
  },
);

export function owedJson(owed: OwedPayment): z.input<typeof owedShape> {
  const { reference, tournamentId, registrationId, fromWalletId, toWalletId, isClaim, amount } = owed;
  const { cause, attempts, nextAttemptAt, createdAt } = owed;
  return {
    ...{ reference, tournamentId, registrationId, fromWalletId, toWalletId, isClaim },
    ...{ amountCoins: coinsToJson(amount), cause, attempts, nextAttemptAt, createdAt },
  };
}

const cohortKinds = ['week', 'month'] as const;
const range = {
  from: reportBound.describe('A date, for its beginning in UTC, or a date and time. Included.'),
  to: reportBound.describe('As `from`. Excluded.'),
};
const byPeriod = 'How long a period is; weeks begin on Monday, in UTC.';

export const revenueQuery = z.strictObject({
  period: z.enum(periodKinds).default('month').describe(byPeriod),
  ...range,
});
/** No days: the response has a row per cohort and period, which would be too many. */
export const cohortsQuery = z.strictObject({
  period: z.enum(cohortKinds).default('month').describe(byPeriod),
  ...range,
});

const totalsShape = {
  capturedCoins: coinsCount.describe('Entry fees that were charged.'),
  refundedCoins: coinsCount.describe('Entry fees that were paid back.'),
  revenueCoins: coinsNumber.describe('Charged less paid back.'),
  payingUsers: z.int().describe('Players who paid a fee.'),
  arppuCoins: z.number().nullable().describe('Coins for each of them; null without any.'),
};

const asked = {
  from: instantText.describe('As asked. UTC, included.'),
  to: instantText.describe('As asked. UTC, excluded.'),
};

export const revenueShape = namedShape('Revenue', 'Revenue by period.', {
  period: z.enum(periodKinds).describe(byPeriod),
  ...asked,
  items: z
    .array(
      z.strictObject({
        from: z.iso.date().describe('First day of the period.'),
        ...totalsShape,
        growth: z
          .number()
          .nullable()
          .describe('Revenue against the period before: 0.25 is a quarter more; null if that had none.'),
      }),
    )
    .describe('Each period of the range, in order.'),
});

export const cohortsShape = namedShape('Cohorts', 'Revenue by the period in which players first moved coins.', {
  period: z.enum(cohortKinds).describe(byPeriod),
  ...asked,
  items: z
    .array(
      z.strictObject({
        from: z.iso.date().describe('First day of the period in which these players first moved coins.'),
        users: z.int().describe('How many they are.'),
        periods: z
          .array(
            z.strictObject({ offset: z.int().describe('Periods after the first; 0 is the first.'), ...totalsShape }),
          )
          .describe('What they paid, period by period.'),
      }),
    )
    .describe('Each cohort, in order.'),
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
