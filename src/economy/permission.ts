// Who may act on wallets of other players.

import { type Actor, hasRole } from '../core/actor.ts';
import { refuse } from '../core/errors.ts';
import type { Wallet } from './wallets/wallet.ts';

export function mayReadWallet(actor: Actor, wallet: Pick<Wallet, 'ownerId'>): boolean {
  return actor.playerId === wallet.ownerId || hasRole(actor, 'finance');
}

/** Credits, debits, batches, reversals and holds on any wallet, and reports on the ledger. */
export function mayPostToLedger(actor: Actor): boolean {
  return hasRole(actor, 'finance');
}

/** @throws DomainError forbidden. */
export function requireFinance(actor: Actor): void {
  if (!mayPostToLedger(actor)) throw refuse('forbidden', { needs: 'finance' });
}

/** Moderators freeze wallets to stop fraud. */
export function mayFreeze(actor: Actor): boolean {
  return hasRole(actor, 'finance') || hasRole(actor, 'moderator');
}
