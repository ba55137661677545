// Input and result types of ledger acts. The acts on holds are database functions (holds/holds.sql).

import type { Id } from '../../core/id.ts';
import { type Instant, toInstant } from '../../core/instant.ts';
import type { KeyClaim } from '../../outbox/ports.ts';
import type { LedgerRefusal } from './refusal.ts';
import type { Transfer, TransferReason } from './transfer.ts';

export interface Act {
  readonly actorId: Id<'player'>;
  /** If set, this player must own the wallet. null for finance and for Laurel itself. */
  readonly ownerId: Id<'player'> | null;
  /** null where a unique reference prevents a second posting, for example the fee of a registration. */
  readonly claim: Omit<KeyClaim, 'markReplayed'> | null;
  readonly now: Instant;
}

export type Verdict = 'done' | 'repeated' | LedgerRefusal;

export interface ActRow {
  readonly verdict: Verdict;
  /** Stored with the key; a repeated request is answered from it. For `sanctioned`: the facts as JSON. */
  readonly outcome: string;
}

/** A row of economy_transfer, from SQL or `to_json`. Coins are within the exact range of JSON numbers. */
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
