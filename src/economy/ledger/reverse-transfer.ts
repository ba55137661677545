// Use case: finance reverses a transfer once, with a new transfer. It fails if the payee has spent the coins.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Ports } from '../../outbox/ports.ts';
import { findTransfer } from '../wallets/store.ts';
import { postTransfer } from './post-transfers.ts';
import type { Transfer } from './transfer.ts';

/** @throws DomainError not_found, state_conflict (already reversed), insufficient_funds, and as posting does. */
export async function reverseTransfer(
  ports: Ports,
  actor: Actor,
  transferId: Id<'transfer'>,
  note: string,
): Promise<Transfer> {
  const transfer = await findTransfer(ports.db, transferId);
  if (transfer === null) throw refuse('not_found', { kind: 'transfer' });
  const { id, fromWalletId, toWalletId, amount, reason } = transfer;
  const reversalReason = reason === 'entry_fee' ? ('refund' as const) : ('correction' as const);
  const movement = { fromWalletId: toWalletId, toWalletId: fromWalletId, amount, reason: reversalReason, reverses: id };
  return postTransfer(ports, actor, movement, { by: 'finance', note });
}
