// Who may act on wallets, holds and the ledger.

import { type Actor, hasRole } from '../core/actor.ts';
import { refuse } from '../core/errors.ts';
import { only } from '../http/permission.ts';
import type { Wallet } from './wallets/wallet.ts';

export const economyPermissions = {
  openWallet: only('wallet.open', 'player'),
  listWallets: only('wallet.list', 'player'),
  findPayee: only('wallet.find', 'player'),
  readWallet: only('wallet.read', 'owner', 'finance', 'admin'),
  closeWallet: only('wallet.close', 'owner', 'finance', 'admin'),
  reopenWallet: only('wallet.reopen', 'finance', 'admin'),
  freezeWallet: only('wallet.freeze', 'moderator', 'finance', 'admin'),
  transfer: only('ledger.transfer', 'owner'),
  post: only('ledger.post', 'finance', 'admin'),
  openHold: only('hold.open', 'owner', 'finance', 'admin'),
  readHold: only('hold.read', 'owner', 'finance', 'admin'),
  resolveHold: only('hold.resolve', 'owner', 'finance', 'admin'),
  postReceipt: only('receipt.post', 'finance', 'admin'),
  findReceipts: only('receipt.find', 'finance', 'admin'),
  readReceipt: only('receipt.read', 'owner', 'finance', 'admin'),
  reverseReceipt: only('receipt.reverse', 'finance', 'admin'),
  readReports: only('ledger.report', 'finance', 'admin'),
} as const;

export function mayReadWallet(actor: Actor, wallet: Pick<Wallet, 'ownerId'>): boolean {
  return actor.playerId === wallet.ownerId || hasRole(actor, 'finance');
}

/** Owners of the two wallets of a hold. */
interface HoldOwners {
  readonly ownerId: string;
  readonly payeeId: string;
}

export function mayReadHold(actor: Actor, { ownerId, payeeId }: HoldOwners): boolean {
  return [ownerId, payeeId].includes(actor.playerId) || hasRole(actor, 'finance');
}

export function mayResolveHold(actor: Actor, { payeeId }: Pick<HoldOwners, 'payeeId'>): boolean {
  return actor.playerId === payeeId || hasRole(actor, 'finance');
}

/** Credits, debits, batches, reversals and holds on any wallet, and reports on the ledger. */
export function mayPostToLedger(actor: Actor): boolean {
  return hasRole(actor, 'finance');
}

/** @throws DomainError forbidden. */
export function requireFinance(actor: Actor): void {
  if (!mayPostToLedger(actor)) throw refuse('forbidden', { needs: 'finance' });
}

/** The key of a partner moves coins under references only, so that its books can be compared. @throws DomainError forbidden, insufficient_scope. */
export function requireFinanceWithoutIssuer(actor: Actor): void {
  requireFinance(actor);
  if ((actor.apiKey?.issuer ?? null) !== null) throw refuse('insufficient_scope', { needs: 'a key without an issuer' });
}

/** Moderators freeze wallets to stop fraud. */
export function mayFreeze(actor: Actor): boolean {
  return hasRole(actor, 'finance') || hasRole(actor, 'moderator');
}

/** @throws DomainError forbidden. */
export function refuseUnlessMayFreeze(actor: Actor): void {
  if (!mayFreeze(actor)) throw refuse('forbidden', { needs: 'finance or moderator' });
}
