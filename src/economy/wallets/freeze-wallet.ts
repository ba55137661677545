// Use case: freeze or thaw a wallet. A frozen wallet neither sends nor receives coins. Both acts are audited with a reason.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Ports } from '../../outbox/ports.ts';
import { setFrozen } from './store.ts';
import type { Wallet } from './wallet.ts';

/** Freezing a frozen wallet changes nothing. @throws DomainError wallet_not_found. */
export async function freezeWallet(
  ports: Ports,
  actor: Actor,
  id: Id<'wallet'>,
  { isFrozen, reason }: { readonly isFrozen: boolean; readonly reason: string },
): Promise<Wallet> {
  const now = ports.clock();
  const wallet = await setFrozen(ports.db, id, isFrozen, {
    id: ports.newId('audit'),
    event: isFrozen ? 'wallet.frozen' : 'wallet.thawed',
    actorId: actor.playerId,
    refId: id,
    meta: { reason },
    createdAt: now,
  });
  if (wallet === null) throw refuse('wallet_not_found', { wallets: [id] });
  return wallet;
}
