// Use case: a player opens a wallet, or gets the one they have.

import type { Actor } from '../../core/actor.ts';
import { invariant } from '../../core/errors.ts';
import { run } from '../../db/transaction.ts';
import type { Ports } from '../../outbox/ports.ts';
import { findWallet, openWallet } from './store.ts';
import type { Wallet } from './wallet.ts';

export const currencyDefault = 'COIN';

export async function openOwnWallet(ports: Ports, actor: Actor): Promise<Wallet> {
  const { db, clock } = ports;
  const fresh = {
    id: ports.newId('wallet'),
    kind: 'player' as const,
    ownerId: actor.playerId,
    currency: currencyDefault,
  };
  const id = await run(() => openWallet(db.sql, fresh, clock()));
  const wallet = await findWallet(db, id, clock());
  invariant(wallet !== null, 'a wallet that was opened is there');
  return wallet;
}
