// Use case, part of the deletion of a tournament: its empty escrow takes no more coins. Wallets are never deleted.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Sql } from '../../db/client.ts';
import type { Ports } from '../../outbox/ports.ts';
import { setFrozen } from '../wallets/store.ts';
import { findEscrow } from './prize-store.ts';

/** Freezing locks the wallet, so that no coins arrive after the balance was read. @throws DomainError state_conflict if it has coins. */
export async function closeEscrow(sql: Sql, ports: Ports, actor: Actor, tournamentId: Id<'tournament'>): Promise<void> {
  const escrow = await findEscrow(sql, tournamentId);
  if (escrow === null) return;
  await setFrozen(sql, escrow.walletId, true, {
    id: ports.newId('audit'),
    event: 'wallet.frozen',
    actorId: actor.playerId,
    refId: escrow.walletId,
    meta: { reason: 'The tournament was deleted.' },
    createdAt: ports.clock(),
  });
  const closed = await findEscrow(sql, tournamentId);
  if (closed !== null && closed.balance !== 0n)
    throw refuse('state_conflict', { escrowWalletId: closed.walletId, escrowCoins: Number(closed.balance) });
}
