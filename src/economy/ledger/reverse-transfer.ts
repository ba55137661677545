// Use case: finance reverses a transfer once, with a new transfer. It fails if the payee has spent the coins.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Ports } from '../../outbox/ports.ts';
import { findTransfer } from '../wallets/store.ts';
import type { KeyClaim } from './ledger.ts';
import { type Posted, postTransfers } from './post-transfers.ts';

/** @throws DomainError not_found, state_conflict (already reversed), insufficient_funds, and as posting does. */
export async function reverseTransfer(
  ports: Ports,
  actor: Actor,
  input: { readonly transferId: Id<'transfer'>; readonly note: string; readonly claim: KeyClaim },
): Promise<Posted> {
  const transfer = await findTransfer(ports.db, input.transferId);
  if (transfer === null) throw refuse('not_found', { kind: 'transfer' });
  const { id, fromWalletId, toWalletId, amount, reason } = transfer;
  const reversalReason = reason === 'entry_fee' ? ('refund' as const) : ('correction' as const);
  const movement = { fromWalletId: toWalletId, toWalletId: fromWalletId, amount, reason: reversalReason, reverses: id };
  return postTransfers(ports, actor, { ...input, movements: [movement], by: 'finance' });
}
