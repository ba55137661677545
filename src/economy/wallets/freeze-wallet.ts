// Use case: freeze or thaw a wallet. A frozen wallet neither sends nor receives coins. Both acts are audited with a reason. A thaw does
// not end a sanction that freezes it.

import type { AuditRow } from '../../audit/append.ts';
import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { refuseForConstraint } from '../ledger/run-ledger-act.ts';
import { setFrozen } from './store.ts';

/** Freezing a frozen wallet changes nothing. @throws DomainError wallet_not_found, wallet_closed for a thaw. */
export async function freezeWallet(
  ports: Ports,
  actor: Actor,
  id: Id<'wallet'>,
  { isFrozen, reason }: { readonly isFrozen: boolean; readonly reason: string },
): Promise<void> {
  const audit: AuditRow = {
    id: ports.newId('audit'),
    event: isFrozen ? 'wallet.frozen' : 'wallet.thawed',
    actorId: actor.playerId,
    refId: id,
    meta: { reason },
    createdAt: ports.clock(),
  };
  await runAct(ports, async (sql) => {
    const exists = await setFrozen(sql, id, isFrozen, audit).catch(refuseForConstraint);
    if (!exists) throw refuse('wallet_not_found', { wallets: [id] });
    return { outcome: null };
  });
}
