// Use cases: finance, the partner's key or the owner of the wallet reads a receipt; the partner takes its coins back after a refund. For
// everybody else it does not exist.

import type { Actor } from '../../core/actor.ts';
import { invariant, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Ports } from '../../outbox/ports.ts';
import { reverseTransfer } from '../ledger/reverse-transfer.ts';
import { mayPostToLedger } from '../permission.ts';
import { issuerOf, type Receipt, reachesIssuer } from './receipt.ts';
import { findReceipt, findReceiptOf } from './receipt-store.ts';

type ReadPorts = Pick<Ports, 'db'>;

/** @throws DomainError not_found. */
export async function readReceipt({ db }: ReadPorts, actor: Actor, id: Id<'transfer'>): Promise<Receipt> {
  const receipt = await findReceipt(db, id);
  if (receipt === null || !mayRead(actor, receipt)) throw refuse('not_found', { kind: 'receipt' });
  return receipt;
}

const mayRead = (actor: Actor, { issuer, playerId }: Receipt) =>
  (mayPostToLedger(actor) && reachesIssuer(actor, issuer)) ||
  (actor.apiKey === undefined && actor.playerId === playerId);

/** @throws DomainError forbidden for the issuer of another partner. */
export function chooseIssuer(actor: Actor, asked: string | undefined): string {
  const issuer = asked ?? issuerOf(actor);
  if (!reachesIssuer(actor, issuer))
    throw refuse('forbidden', { needs: 'a key of this issuer', reason: 'receipts of another issuer' });
  return issuer;
}

/** At most one. @throws DomainError forbidden for the issuer of another partner. */
export async function findReceipts(
  { db }: ReadPorts,
  actor: Actor,
  { issuer, reference }: { readonly issuer?: string | undefined; readonly reference: string },
): Promise<readonly Receipt[]> {
  const found = await findReceiptOf(db, chooseIssuer(actor, issuer), reference);
  return found === null ? [] : [found];
}

/** @throws DomainError not_found, state_conflict (already reversed), insufficient_funds, wallet_frozen, wallet_closed. */
export async function reverseReceipt(ports: Ports, actor: Actor, id: Id<'transfer'>, note: string): Promise<Receipt> {
  await readReceipt(ports, actor, id);
  await reverseTransfer(ports, actor, id, note);
  const reversed = await findReceipt(ports.db, id);
  invariant(reversed !== null, 'a receipt is never deleted');
  return reversed;
}
