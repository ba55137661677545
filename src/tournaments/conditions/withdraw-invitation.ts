// Use case: the organizer or a co-organizer ends an invitation code. Who has registered with it stays registered.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { insertAudit } from '../store.ts';
import { withdrawCode } from './condition-store.ts';
import { lockForConditions } from './lock-for-conditions.ts';

/** A code that was withdrawn before stays as it is. @throws DomainError not_found, forbidden, state_conflict. */
export async function withdrawInvitation(
  ports: Ports,
  actor: Actor,
  tournamentId: Id<'tournament'>,
  id: Id<'invitation'>,
): Promise<void> {
  await runAct(ports, async (sql) => {
    await lockForConditions(sql, actor, tournamentId);
    const now = ports.clock();
    const isChanged = await withdrawCode(sql, tournamentId, id, now);
    if (isChanged === null) throw refuse('not_found', { kind: 'invitation' });
    if (isChanged) {
      await insertAudit(sql, {
        ...{ id: ports.newId('audit'), event: 'invitation.code_withdrawn', actorId: actor.playerId },
        ...{ refId: tournamentId, meta: { invitationId: id }, createdAt: now },
      });
    }
    return { outcome: null };
  });
}
