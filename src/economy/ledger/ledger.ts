// What every act on the ledger is told, and what those on holds answer: functions of the database (drizzle/0015), a call each.

import type { Id } from '../../core/id.ts';
import { type Instant, toInstant } from '../../core/instant.ts';
import type { Transfer, TransferReason } from './transfer.ts';

export interface KeyClaim {
  readonly scope: string;
  readonly key: string;
  readonly fingerprint: string;
}

export interface Act {
  readonly actorId: Id<'player'>;
  /** Set where only the owner may move these coins. */
  readonly ownerId: Id<'player'> | null;
  /** null where a reference decides what happens once, such as the fee of a registration. */
  readonly claim: KeyClaim | null;
  readonly now: Instant;
}

export type Verdict =
  | 'done'
  | 'repeated'
  | 'idempotency_mismatch'
  | 'idempotency_in_flight'
  | 'wallet_not_found'
  | 'forbidden'
  | 'wallet_frozen'
  | 'other_currency'
  | 'hold_not_found'
  | 'hold_expired'
  | 'hold_closed'
  | 'invalid_amount';

export interface ActRow {
  readonly verdict: Verdict;
  /** Kept with the key: a repetition is answered from it. */
  readonly outcome: string;
}

/** A row of economy_transfer, as SQL gives it or `to_json`: coins stay within what JSON keeps exact. */
export interface TransferRow {
  readonly id: Id<'transfer'>;
  readonly from_wallet_id: Id<'wallet'>;
  readonly to_wallet_id: Id<'wallet'>;
  readonly amount: bigint | number;
  readonly reason: TransferReason;
  readonly from_balance_after: bigint | number;
  readonly to_balance_after: bigint | number;
  readonly created_at: string;
}

export function toTransfer(row: TransferRow): Transfer {
  return {
    id: row.id,
    fromWalletId: row.from_wallet_id,
    toWalletId: row.to_wallet_id,
    amount: BigInt(row.amount),
    reason: row.reason,
    fromBalanceAfter: BigInt(row.from_balance_after),
    toBalanceAfter: BigInt(row.to_balance_after),
    createdAt: toInstant(row.created_at),
  };
}
