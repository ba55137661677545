// Use case: the organizer approves or rejects a pending registration. Approval captures the fee and takes a place. Rejection releases
// the fee.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { captureFee, returnFees } from '../../economy/escrow/resolve-fees.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { lockEntrant, refuseUnlessOpen } from '../lock-tournament.ts';
import { mayRunTournament } from '../permission.ts';
import { insertAudit, insertEvent } from '../store.ts';
import { confirmEntrant, removeEntrants } from './entrant-store.ts';

export interface Decision {
  readonly registrationId: Id<'registration'>;
  readonly state: 'confirmed' | 'rejected';
  readonly reason?: string | undefined;
}

/**
 * The registration stays pending when this throws.
 * @throws DomainError not_found, forbidden, state_conflict, tournament_full, wallet_frozen, hold_closed.
 */
export async function decideRegistration(ports: Ports, actor: Actor, decision: Decision): Promise<void> {
  const { registrationId: id, state, reason = null } = decision;
  const isApproved = state === 'confirmed';
  await runAct(ports, async (sql) => {
    const entrant = await lockEntrant(sql, id);
    const { tournament, tournamentId, playerId, displayName } = entrant;
    if (!mayRunTournament(actor, tournament)) throw refuse('forbidden', { needs: 'organizer of this tournament' });
    refuseUnlessOpen(entrant, ['pending']);
    if (isApproved) {
      if (!(await confirmEntrant(sql, entrant))) throw refuse('tournament_full');
      await captureFee(sql, ports, actor.playerId, id);
    } else {
      await returnFees(sql, ports, actor.playerId, [id]);
      await removeEntrants(sql, tournamentId, [id], 'rejected');
    }
    const createdAt = ports.clock();
    await insertAudit(sql, {
      id: ports.newId('audit'),
      event: isApproved ? 'registration.approved' : 'registration.rejected',
      actorId: actor.playerId,
      subjectId: playerId,
      refId: id,
      meta: { reason },
      createdAt,
    });
    const type = isApproved ? ('registration_promoted' as const) : ('registration_cancelled' as const);
    const payload = isApproved ? { registrationId: id, displayName, state } : { registrationId: id, state };
    return {
      outcome: null,
      events: [await insertEvent(sql, tournamentId, { id: ports.newId('event'), type, createdAt }, payload)],
    };
  });
}
