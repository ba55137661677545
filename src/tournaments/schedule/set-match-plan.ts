// Use case: the organizer says how the matches of a tournament are held. It may change until the tournament is over.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { brokenConstraint } from '../../db/constraint.ts';
import { inTransaction } from '../../db/transaction.ts';
import { toEvent } from '../../outbox/append.ts';
import type { Ports } from '../../outbox/ports.ts';
import { lockTournament } from '../lock-tournament.ts';
import { refuseUnlessChangeable } from '../setup/setting-rules.ts';
import { insertAudit, insertEvent } from '../store.ts';
import type { MatchPlan } from './match-plan.ts';
import { writeMatchPlan } from './schedule-store.ts';

/** @throws DomainError not_found, forbidden, state_conflict. */
export async function setMatchPlan(
  ports: Ports,
  actor: Actor,
  id: Id<'tournament'>,
  plan: MatchPlan,
): Promise<MatchPlan> {
  const work = inTransaction(ports.db, async (sql) => {
    const { state } = await lockTournament(sql, actor, id);
    refuseUnlessChangeable(state);
    await writeMatchPlan(sql, id, plan);
    const audit = { event: 'tournament.match_plan_set', actorId: actor.playerId, refId: id } as const;
    await insertAudit(sql, { ...audit, id: ports.newId('audit'), createdAt: ports.clock() });
    const row = { id: ports.newId('event'), type: 'tournament_changed' as const, createdAt: ports.clock() };
    return insertEvent(sql, id, row, { fields: ['matchPlan'] });
  });
  const event = await work.catch((error: unknown) => {
    if (brokenConstraint(error) !== 'schedule_station_exists') throw error;
    throw refuse('state_conflict', { reason: 'a match is scheduled at a station that is left out' });
  });
  ports.publish([toEvent(event)]);
  return plan;
}
