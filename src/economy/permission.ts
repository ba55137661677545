// Who may do what with coins that are not their own.

import { type Actor, hasRole } from '../core/actor.ts';
import type { Wallet } from './wallets/wallet.ts';

export function mayReadWallet(actor: Actor, wallet: Pick<Wallet, 'ownerId'>): boolean {
  return actor.playerId === wallet.ownerId || hasRole(actor, 'finance');
}

/** Credits, debits, batches, reversals, and the books as a whole. */
export function mayKeepBooks(actor: Actor): boolean {
  return hasRole(actor, 'finance');
}

/** Freezing is also how a moderator stops a fraud. */
export function mayFreeze(actor: Actor): boolean {
  return hasRole(actor, 'finance') || hasRole(actor, 'moderator');
}
