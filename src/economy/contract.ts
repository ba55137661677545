// Wire shapes of the economy. Amounts are whole coins as JSON numbers.

import { z } from 'zod';
import { reasonLengthMax } from '../core/limits.ts';
import { coinsToJson } from '../core/money.ts';
import { id, instant, pageQuery, paragraph, reportBound } from '../http/wire.ts';
import { type Hold, holdSecondsMax } from './holds/hold.ts';
import { financeReasons, isReserved, movementsMax, type Transfer, transferReasons } from './ledger/transfer.ts';
import type { OwedPayment } from './owed/owed-payment.ts';
import {
  arppuOf,
  type Cohort,
  growthOf,
  type Period,
  periodKinds,
  type RevenueTotals,
  revenueOf,
} from './reports/revenue.ts';
import type { Entry } from './wallets/history.ts';
import { availableOf, type Wallet } from './wallets/wallet.ts';

const walletId = id('wallet');
/** Any number; the domain checks the range (`invalid_amount`). */
const amountCoins = z.number();
const reason = z.enum(transferReasons);
const financeReason = z.enum(financeReasons);
const note = paragraph({ lengthMax: reasonLengthMax });
/** Can be used once. */
const reference = z
  .string()
  .regex(/^[\w.:/-]{1,200}$/, '1 to 200 letters, digits and _ . : / -')
  .refine((text) => !isReserved(text), 'the prefixes entry_fee:, refund: and prize: are reserved');

export const walletOpen = z.strictObject({});
export const freezeCreate = z.strictObject({ reason: note });

export const transferCreate = z.strictObject({ fromWalletId: walletId, toWalletId: walletId, amountCoins });

/** Body of credits and debits. The note goes to the audit trail. */
export const adjustmentCreate = z.strictObject({
  walletId,
  amountCoins,
  reason: financeReason.default('manual_adjust'),
  note,
});

export const batchCreate = z.strictObject({
  movements: z
    .array(
      z.strictObject({
        fromWalletId: walletId,
        toWalletId: walletId,
        amountCoins,
        reason: financeReason.default('manual_adjust'),
        reference: reference.nullable().default(null),
      }),
    )
    .min(1)
    .max(movementsMax),
  note,
});

export const reversalCreate = z.strictObject({ note });

export const holdCreate = z.strictObject({
  walletId,
  toWalletId: walletId,
  amountCoins,
  expiresInSeconds: z.int().min(1).max(holdSecondsMax).optional(),
});
export const captureCreate = z.strictObject({ amountCoins: amountCoins.optional() });
export const releaseCreate = z.strictObject({});

const historyFilter = {
  direction: z.enum(['in', 'out']).optional(),
  reason: reason.optional(),
  from: instant.optional(),
  to: instant.optional(),
};
export const historyQuery = z.strictObject({ ...historyFilter, ...pageQuery });
export const exportQuery = z.strictObject(historyFilter);
export const balanceQuery = z.strictObject({ at: instant });
/** `payer`: holds on the wallet. `payee`: holds in favour of the wallet. */
export const holdsQuery = z.strictObject({ side: z.enum(['payer', 'payee']).default('payer'), ...pageQuery });

export function walletJson(wallet: Wallet) {
  const { id, kind, ownerId, currency, balance, held, isFrozen } = wallet;
  const coins = {
    balanceCoins: coinsToJson(balance),
    heldCoins: coinsToJson(held),
    availableCoins: coinsToJson(availableOf(wallet)),
  };
  return { id, kind, ownerId, currency, ...coins, isFrozen };
}

export function transferJson(transfer: Transfer) {
  return {
    id: transfer.id,
    fromWalletId: transfer.fromWalletId,
    toWalletId: transfer.toWalletId,
    amountCoins: coinsToJson(transfer.amount),
    reason: transfer.reason,
    fromBalanceAfterCoins: coinsToJson(transfer.fromBalanceAfter),
    createdAt: transfer.createdAt,
  };
}

export function holdJson(hold: Hold) {
  const { id, walletId, toWalletId, amount, captured, state, reason, createdAt, expiresAt, resolvedAt } = hold;
  const coins = { amountCoins: coinsToJson(amount), capturedCoins: coinsToJson(captured) };
  return { id, walletId, toWalletId, ...coins, state, reason, createdAt, expiresAt, resolvedAt };
}

export function owedJson(owed: OwedPayment) {
  const { reference, tournamentId, registrationId, toWalletId, amount, cause, attempts, nextAttemptAt, createdAt } =
    owed;
  const times = { attempts, nextAttemptAt, createdAt };
  return { reference, tournamentId, registrationId, toWalletId, amountCoins: coinsToJson(amount), cause, ...times };
}

export function entryJson(entry: Entry) {
  const { id, transferId, amount, balanceAfter, reason, reference, createdAt } = entry;
  const coins = { amountCoins: coinsToJson(amount), balanceAfterCoins: coinsToJson(balanceAfter) };
  return { id, transferId, ...coins, reason, reference, createdAt };
}

const range = { from: reportBound, to: reportBound };

export const revenueQuery = z.strictObject({ period: z.enum(periodKinds).default('month'), ...range });
/** No days: the response has a row per cohort and period, which would be too many. */
export const cohortsQuery = z.strictObject({ period: z.enum(['week', 'month']).default('month'), ...range });

function revenueJson(totals: RevenueTotals) {
  return {
    capturedCoins: coinsToJson(totals.captured),
    refundedCoins: coinsToJson(totals.refunded),
    revenueCoins: coinsToJson(revenueOf(totals)),
    payingUsers: totals.payingUsers,
    arppuCoins: arppuOf(totals),
  };
}

export function periodJson(period: Period & { readonly before: RevenueTotals }) {
  return { from: period.from.slice(0, 10), ...revenueJson(period), growth: growthOf(period, period.before) };
}

export function cohortJson({ from, users, periods }: Cohort) {
  return {
    from: from.slice(0, 10),
    users,
    periods: periods.map(({ offset, ...totals }) => ({ offset, ...revenueJson(totals) })),
  };
}
