// Use cases: the owner, or finance, closes an empty wallet; finance opens it again. Both are audited with a reason. The database decides
// whether the wallet is empty.

import type { AuditRow } from '../../audit/append.ts';
import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { refuseForConstraint } from '../ledger/run-ledger-act.ts';
import { mayPostToLedger } from '../permission.ts';
import { closeWallet, reopenWallet } from './store.ts';

interface Closing {
  readonly isClosed: boolean;
  readonly reason: string;
}

/** @throws DomainError wallet_not_found, wallet_frozen, state_conflict for a wallet that is not empty. */
export async function setClosed(
  ports: Ports,
  actor: Actor,
  id: Id<'wallet'>,
  { isClosed, reason }: Closing,
): Promise<void> {
  const audit: AuditRow = {
    id: ports.newId('audit'),
    event: isClosed ? 'wallet.closed' : 'wallet.reopened',
    actorId: actor.playerId,
    refId: id,
    meta: { reason },
    createdAt: ports.clock(),
  };
  const ownerId = mayPostToLedger(actor) ? null : actor.playerId;
  await runAct(ports, async (sql) => {
    const act = isClosed ? closeWallet(sql, id, ownerId, audit) : reopenWallet(sql, id, audit);
    if (!(await act.catch(refuseForConstraint))) throw refuse('wallet_not_found', { wallets: [id] });
    return { outcome: null };
  });
}
