// A movement of coins: legs that sum to zero. The statement in store.ts moves them; this says what may be asked.

import { type DomainError, refuse } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import type { Instant } from '../core/instant.ts';
import { type Coins, isPostable } from '../core/money.ts';

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

export interface TransferRequest {
  readonly fromWalletId: Id<'wallet'>;
  readonly toWalletId: Id<'wallet'>;
  readonly amount: Coins;
  readonly reason: TransferReason;
}

export interface Transfer extends TransferRequest {
  readonly id: Id<'transfer'>;
  readonly fromBalanceAfter: Coins;
  readonly toBalanceAfter: Coins;
  readonly createdAt: Instant;
}

/** null when the request can be put to the database. */
export function refusalFor(request: TransferRequest): DomainError | null {
  if (!isPostable(request.amount)) return refuse('invalid_amount');
  if (request.fromWalletId === request.toWalletId) return refuse('same_wallet');
  return null;
}

/** Coins from a JSON number. @throws DomainError invalid_amount unless it is a whole number that JSON keeps exact. */
export function coinsOf(amount: number): Coins {
  if (!Number.isSafeInteger(amount)) throw refuse('invalid_amount');
  return BigInt(amount);
}
