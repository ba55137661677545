// Use case: coins move from one wallet to another, once per Idempotency-Key, in one statement.

import type { Actor } from '../core/actor.ts';
import { invariant, refuse } from '../core/errors.ts';
import { brokenConstraint } from '../db/constraint.ts';
import type { Ports } from '../db/ports.ts';
import { findTransfer, type Posting, type PostingRow, postTransfer as post } from './store.ts';
import { refusalFor, type Transfer, type TransferRequest } from './transfer.ts';

export interface PostingInput extends TransferRequest {
  readonly idempotency: Posting['idempotency'];
  /** Who may move the coins: the owner of the wallet they come from, or (credits) whoever the route let through. */
  readonly by: 'owner' | 'finance';
  readonly note?: string | undefined;
}

export async function postTransfer(ports: Ports, actor: Actor, input: PostingInput): Promise<Transfer> {
  const refusal = refusalFor(input);
  if (refusal !== null) throw refusal;
  const posting = toPosting(ports, actor, input);
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const row = await post(ports.db, posting).catch((error: unknown) => {
      throw brokenConstraint(error) === 'wallet_balance_not_negative' ? refuse('insufficient_funds') : error;
    });
    const transfer = await conclude(ports, posting, row);
    if (transfer !== null) return transfer;
  }
  throw refuse('idempotency_in_flight');
}

/** null when another request with the same key was committed between this statement's snapshot and its insert. */
async function conclude(ports: Ports, posting: Posting, row: PostingRow): Promise<Transfer | null> {
  if (row.is_fresh) {
    invariant(row.from_balance !== null && row.to_balance !== null, 'a fresh posting moves both wallets');
    const { id, fromWalletId, toWalletId, amount, reason } = posting;
    const balances = { fromBalanceAfter: row.from_balance, toBalanceAfter: row.to_balance };
    return { id, fromWalletId, toWalletId, amount, reason, ...balances, createdAt: posting.now };
  }
  if (row.earlier_transfer !== null) {
    if (row.earlier_fingerprint !== posting.idempotency.fingerprint) throw refuse('idempotency_mismatch');
    return findTransfer(ports.db, row.earlier_transfer);
  }
  if (!row.from_found || !row.to_found) throw refuse('wallet_not_found');
  if (!row.from_owned) throw refuse('forbidden', { needs: 'owner of the wallet' });
  if (row.is_frozen) throw refuse('wallet_frozen');
  return null;
}

function toPosting(ports: Ports, actor: Actor, input: PostingInput): Posting {
  const now = ports.clock();
  const id = ports.newId('transfer');
  const audit = {
    id: ports.newId('audit'),
    event: 'wallet.credited',
    actorId: actor.playerId,
    refType: 'transfer',
    refId: id,
    meta: { reason: input.reason, note: input.note ?? null },
    createdAt: now,
  };
  return {
    id,
    legIds: [ports.newId('transaction'), ports.newId('transaction')],
    fromWalletId: input.fromWalletId,
    toWalletId: input.toWalletId,
    amount: input.amount,
    reason: input.reason,
    actorId: actor.playerId,
    ownerId: input.by === 'owner' ? actor.playerId : null,
    idempotency: input.idempotency,
    audit: input.by === 'finance' ? audit : null,
    now,
  };
}
