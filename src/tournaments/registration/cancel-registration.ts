// Use case: before the start an entrant withdraws, or the organizer removes one. The fee is returned and the place becomes free. The
// player may register again: that is a new registration with a new fee.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { refusalForOwed, returnFees } from '../../economy/escrow/resolve-fees.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { lockEntrant, refuseUnlessOpen } from '../lock-tournament.ts';
import { mayCancelRegistration } from '../permission.ts';
import { insertAudit, insertEvent } from '../store.ts';
import { removeEntrants } from './entrant-store.ts';

/** @throws DomainError not_found, forbidden, state_conflict, wallet_frozen, escrow_short. Then the registration is unchanged. */
export async function cancelRegistration(
  ports: Ports,
  actor: Actor,
  id: Id<'registration'>,
  reason?: string,
): Promise<void> {
  await runAct(ports, async (sql) => {
    const entrant = await lockEntrant(sql, id);
    if (!mayCancelRegistration(actor, entrant))
      throw refuse('forbidden', { needs: 'entrant, or organizer of this tournament' });
    refuseUnlessOpen(entrant, ['pending', 'confirmed', 'waitlisted']);
    const [fee] = await returnFees(sql, ports, actor.playerId, [id]);
    if (fee?.done === 'owed') throw refusalForOwed(fee);
    await removeEntrants(sql, entrant.tournamentId, [id], 'cancelled');
    const createdAt = ports.clock();
    await insertAudit(sql, {
      id: ports.newId('audit'),
      event: 'registration.cancelled',
      actorId: actor.playerId,
      subjectId: entrant.playerId,
      refId: id,
      meta: { reason: reason ?? null, fee: fee?.done ?? null, coins: Number(fee?.coins ?? 0n) },
      createdAt,
    });
    const cancelled = { id: ports.newId('event'), type: 'registration_cancelled' as const, createdAt };
    return {
      outcome: null,
      events: [await insertEvent(sql, entrant.tournamentId, cancelled, { registrationId: id, state: 'cancelled' })],
    };
  });
}
