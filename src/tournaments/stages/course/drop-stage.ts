// Use case: the organizer drops a stage before it starts, if no other stage takes entrants from it. The numbers of the others stay.

import type { Actor } from '../../../core/actor.ts';
import { refuse } from '../../../core/errors.ts';
import type { Id } from '../../../core/id.ts';
import { runAct } from '../../../idempotency/run-act.ts';
import type { Ports } from '../../../outbox/ports.ts';
import { lockTournament } from '../../lock-tournament.ts';
import { refuseUnlessChangeable } from '../../setup/setting-rules.ts';
import { insertAudit, insertEvent } from '../../store.ts';
import { firstStage } from '../stage.ts';
import { deletePlan, lockStages } from '../stage-store.ts';
import { pickStage, refuseUnlessStage } from './pick-stage.ts';

/** @throws DomainError not_found, forbidden, state_conflict. */
export async function dropStage(ports: Ports, actor: Actor, id: Id<'tournament'>, number: number): Promise<void> {
  await runAct(ports, async (sql) => {
    const { state } = await lockTournament(sql, actor, id);
    refuseUnlessChangeable(state);
    const stages = await lockStages(sql, id);
    refuseUnlessStage(pickStage(stages, number), 'planned');
    if (number === firstStage) throw refuse('state_conflict', { stage: number, reason: 'a tournament has a stage' });
    const follower = stages.find(({ entrants }) => entrants?.stage === number);
    if (follower !== undefined)
      throw refuse('state_conflict', { stage: number, reason: `stage ${follower.number} follows it: drop that first` });
    await deletePlan(sql, id, number);
    await insertAudit(sql, {
      ...{ id: ports.newId('audit'), event: 'stage.dropped', actorId: actor.playerId, refId: id },
      ...{ meta: { stage: number }, createdAt: ports.clock() },
    });
    const row = { id: ports.newId('event'), type: 'stage_dropped' as const, createdAt: ports.clock() };
    return { outcome: null, events: [await insertEvent(sql, id, row, { stage: number })] };
  });
}
