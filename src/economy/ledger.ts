// What every act on the ledger is told and answers: the acts themselves are functions of the database (drizzle/0015), a call each.

import type { Id } from '../core/id.ts';
import { type Instant, toInstant } from '../core/instant.ts';
import type { Leg, TransferReason } from './transfer.ts';

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

type LegJson = [Id<'transfer'>, Id<'wallet'>, string, TransferReason, string, string];

export function readLegs(outcome: string): Leg[] {
  return (JSON.parse(outcome) as LegJson[]).map(([transferId, walletId, amount, reason, balanceAfter, createdAt]) => ({
    transferId,
    walletId,
    amount: BigInt(amount),
    reason,
    balanceAfter: BigInt(balanceAfter),
    createdAt: toInstant(createdAt),
  }));
}
