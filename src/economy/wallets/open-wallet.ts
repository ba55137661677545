// Use cases: open the wallet of a player or of a tournament. An existing wallet is returned.

import type { Actor } from '../../core/actor.ts';
import { invariant } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Sql } from '../../db/client.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { findWallet, openWallet } from './store.ts';
import { realCurrency, type Wallet } from './wallet.ts';

export async function openOwnWallet(ports: Ports, actor: Actor): Promise<Wallet> {
  const newWallet = {
    id: ports.newId('wallet'),
    kind: 'player' as const,
    ownerId: actor.playerId,
    currency: realCurrency,
  };
  const now = ports.clock();
  return runAct(ports, async (sql) => {
    const wallet = await findWallet(sql, await openWallet(sql, newWallet, now), now);
    invariant(wallet !== null, 'an opened wallet exists');
    return { outcome: wallet };
  });
}

/** The wallet for a tournament's fees and prizes. No player owns it; any player may transfer to it to increase the pool. */
export function openEscrow(
  sql: Sql,
  ports: Ports,
  tournamentId: Id<'tournament'>,
  currency: string,
): Promise<Id<'wallet'>> {
  const newWallet = { id: ports.newId('wallet'), kind: 'escrow' as const, ownerId: tournamentId, currency };
  return openWallet(sql, newWallet, ports.clock());
}
