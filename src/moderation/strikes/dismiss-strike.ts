// Use case: a moderator dismisses a strike. The sanction that added it stays as it is.

import type { Actor } from '../../core/actor.ts';
import { invariant, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import type { Strike } from '../../sanctions/strike.ts';
import { dismiss, findStrike } from './strike-store.ts';

/** @throws DomainError not_found, forbidden for the player, state_conflict. */
export async function dismissStrike(
  ports: Ports,
  actor: Actor,
  sanctionId: Id<'sanction'>,
  reason: string,
): Promise<Strike> {
  const now = ports.clock();
  const audit = {
    id: ports.newId('audit'),
    event: 'strike.dismissed',
    actorId: actor.playerId,
    refId: sanctionId,
    meta: { reason },
    createdAt: now,
  } as const;
  return runAct(ports, async (sql) => {
    const verdict = await dismiss(sql, { sanctionId, actorId: actor.playerId, reason, now }, audit);
    if (verdict === 'not_found') throw refuse('not_found', { kind: 'strike' });
    if (verdict === 'own_sanction') throw refuse('forbidden', { reason: 'another moderator decides it' });
    if (verdict === 'closed') throw refuse('state_conflict', { reason: 'it does not count now' });
    const outcome = await findStrike(sql, sanctionId);
    invariant(outcome !== null, 'a dismissed strike exists');
    return { outcome };
  });
}
