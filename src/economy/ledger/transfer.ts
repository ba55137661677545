// A movement of coins: two legs that sum to zero. What may be asked is said here; the database moves them (posting-store.ts).

import { type DomainError, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import { type Coins, isPostable } from '../../core/money.ts';

export const transferReasons = [
  'participation',
  'top4',
  'runner_up',
  'winner',
  'entry_fee',
  'refund',
  'prize',
  'manual_adjust',
  'correction',
  'p2p_transfer',
  'hold_capture',
  'purchase',
] as const;
export type TransferReason = (typeof transferReasons)[number];

/** Those finance may give. The others say what Laurel did by itself: fees, refunds, prizes, transfers of owners, holds. */
export const financeReasons = [
  'participation',
  'top4',
  'runner_up',
  'winner',
  'manual_adjust',
  'correction',
  'purchase',
] as const satisfies readonly TransferReason[];

/** References that only Laurel's own acts write; the database refuses them as well (drizzle/*_ledger_own_acts.sql). */
export function isReserved(reference: string): boolean {
  return /^(entry_fee|refund|prize):/.test(reference);
}

/** So many in one batch. */
export const movementsMax = 100;

export interface TransferRequest {
  readonly fromWalletId: Id<'wallet'>;
  readonly toWalletId: Id<'wallet'>;
  readonly amount: Coins;
  readonly reason: TransferReason;
  /** What it is for, such as the prize of a place; moved once, for ever. */
  readonly reference?: string | null;
  /** The transfer it takes back. */
  readonly reverses?: Id<'transfer'> | null;
}

export interface Transfer {
  readonly id: Id<'transfer'>;
  readonly fromWalletId: Id<'wallet'>;
  readonly toWalletId: Id<'wallet'>;
  readonly amount: Coins;
  readonly reason: TransferReason;
  readonly fromBalanceAfter: Coins;
  readonly toBalanceAfter: Coins;
  readonly createdAt: Instant;
}

const needed = 'a whole number from 1 to 9007199254740991';

/** null when the request can be put to the database. `field` is where its amount stands. */
export function refusalFor(request: TransferRequest, field = 'amountCoins'): DomainError | null {
  if (!isPostable(request.amount)) return refuse('invalid_amount', { field, reason: needed });
  if (request.fromWalletId === request.toWalletId) return refuse('same_wallet', { walletId: request.toWalletId });
  return null;
}

/** Coins from a JSON number. @throws DomainError invalid_amount unless it is a whole number that JSON keeps exact. */
export function coinsOf(amount: number, field = 'amountCoins'): Coins {
  if (!Number.isSafeInteger(amount)) throw refuse('invalid_amount', { field, reason: needed });
  return BigInt(amount);
}
