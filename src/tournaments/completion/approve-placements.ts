// Use case: the organizer approves placements that need a review. Prizes and certificates wait for it. Repeating it changes nothing.

import type { Actor } from '../../core/actor.ts';
import { invariant, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { lockTournament } from '../lock-tournament.ts';
import { insertAudit, insertEvent, isEnteredIn } from '../store.ts';
import { approveConclusion, findConclusion } from './completion-store.ts';
import type { Conclusion } from './conclusion.ts';

/** @throws DomainError not_found, forbidden, tournament_not_completed, conflict_of_interest. */
export async function approvePlacements(ports: Ports, actor: Actor, id: Id<'tournament'>): Promise<Conclusion> {
  return runAct<Conclusion>(ports, async (sql) => {
    const { state } = await lockTournament(sql, actor, id, { act: 'own' });
    // As for results: who plays in the tournament does not decide about it.
    if (await isEnteredIn(sql, id, actor.playerId)) throw refuse('conflict_of_interest');
    if (state !== 'completed' && state !== 'archived') throw refuse('tournament_not_completed', { state });
    const createdAt = ports.clock();
    const isApproved = await approveConclusion(sql, id, { by: actor.playerId, now: createdAt });
    const conclusion = await findConclusion(sql, id);
    invariant(conclusion !== null, 'a completed tournament is concluded');
    if (!isApproved) return { outcome: conclusion };
    const audit = { id: ports.newId('audit'), event: 'tournament.placements_approved' as const };
    await insertAudit(sql, { ...audit, actorId: actor.playerId, refId: id, createdAt });
    const event = { id: ports.newId('event'), type: 'placements_approved' as const, createdAt };
    return { outcome: conclusion, events: [await insertEvent(sql, id, event, { approvedAt: createdAt })] };
  });
}
