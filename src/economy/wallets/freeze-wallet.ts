// Use case: nothing moves out of or into a frozen wallet until it is thawed; each with a reason, in the audit trail.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Ports } from '../../outbox/ports.ts';
import { setFrozen } from './store.ts';
import type { Wallet } from './wallet.ts';

/** Freezing what is frozen changes nothing. @throws DomainError wallet_not_found. */
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
    refType: 'wallet',
    refId: id,
    meta: { reason },
    createdAt: now,
  });
  if (wallet === null) throw refuse('wallet_not_found', { wallets: [id] });
  return wallet;
}
