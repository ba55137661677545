// A transfer: two legs that sum to zero. This file validates requests; the database posts them (posting-store.ts).

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

/** Reasons that finance may use. Laurel sets the others itself: fees, refunds, prizes, transfers of owners, holds. */
export const financeReasons = [
  'participation',
  'top4',
  'runner_up',
  'winner',
  'manual_adjust',
  'correction',
  'purchase',
] as const satisfies readonly TransferReason[];

/** References that only Laurel itself writes. The database enforces it (ledger.sql). */
export function isReserved(reference: string): boolean {
  return /^(entry_fee|refund|prize):/.test(reference);
}

/** Limit per batch. */
export const movementsMax = 100;

/** A wallet, or a player: the wallet of that player. Only a single transfer may name a player. */
export type Payee = Id<'wallet'> | Id<'player'>;

export function isPlayer(payee: Payee): payee is Id<'player'> {
  return payee.startsWith('ply_');
}

export interface TransferRequest {
  readonly fromWalletId: Id<'wallet'>;
  readonly toWalletId: Payee;
  readonly amount: Coins;
  /** `amount` is the most: with fewer available coins these are moved, at least one. */
  readonly isUpTo?: boolean;
  readonly reason: TransferReason;
  /** Business reason, for example the prize of a place. Unique across all transfers. */
  readonly reference?: string | null;
  /** The transfer that this one reverses. */
  readonly reverses?: Id<'transfer'> | null;
  readonly detail?: TransferDetail | null;
}

/** What whoever posts says about a transfer. It decides nothing. */
export interface TransferDetail {
  readonly memo: string | null;
  /** When that which is paid took place. */
  readonly occurredAt: Instant | null;
  readonly metadata: Metadata | null;
}

export type Metadata = Readonly<Record<string, string | number | boolean>>;

export const memoLengthMax = 200;
export const metadataKeysMax = 16;
export const metadataTextLengthMax = 500;
/** As JSON in UTF-8. */
export const metadataSizeBytesMax = 2048;

/** Between two wallets that the request names. */
export type WalletTransfer = TransferRequest & { readonly toWalletId: Id<'wallet'> };

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

/** null when the request is valid. `field` is the path of its amount in the body. */
export function refusalFor(request: TransferRequest, field = 'amountCoins'): DomainError | null {
  if (!isPostable(request.amount)) return refuse('invalid_amount', { field, reason: needed });
  if (request.fromWalletId === request.toWalletId) return refuse('same_wallet', { walletId: request.toWalletId });
  return null;
}

/** One of the two is given. `path` leads to them in the body. */
export function amountOf(
  given: { readonly amountCoins?: number | undefined; readonly upToCoins?: number | undefined },
  path = '',
): Pick<TransferRequest, 'amount' | 'isUpTo'> {
  const { amountCoins, upToCoins } = given;
  if (upToCoins !== undefined) return { amount: coinsOf(upToCoins, `${path}upToCoins`), isUpTo: true };
  return { amount: coinsOf(amountCoins ?? 0, `${path}amountCoins`) };
}

/** Coins from a JSON number. @throws DomainError invalid_amount unless it is a safe integer. */
export function coinsOf(amount: number, field = 'amountCoins'): Coins {
  if (!Number.isSafeInteger(amount)) throw refuse('invalid_amount', { field, reason: needed });
  return BigInt(amount);
}
