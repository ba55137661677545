// Use case: the owner of a wallet, or finance, reads it. For everybody else it does not exist.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { run } from '../../db/transaction.ts';
import type { Ports } from '../../outbox/ports.ts';
import { mayReadWallet } from '../permission.ts';
import { findWallet } from './store.ts';
import type { Wallet } from './wallet.ts';

/** @throws DomainError wallet_not_found. */
export async function readWallet({ db, clock }: Ports, actor: Actor, id: Id<'wallet'>): Promise<Wallet> {
  const wallet = await run(() => findWallet(db.sql, id, clock()));
  if (wallet === null || !mayReadWallet(actor, wallet)) throw refuse('wallet_not_found', { wallets: [id] });
  return wallet;
}
