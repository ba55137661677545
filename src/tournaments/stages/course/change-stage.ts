// Use case: the organizer changes a stage that has not started.

import type { Actor } from '../../../core/actor.ts';
import { refuse } from '../../../core/errors.ts';
import type { Id } from '../../../core/id.ts';
import { runAct } from '../../../idempotency/run-act.ts';
import type { Ports } from '../../../outbox/ports.ts';
import { lockTournament } from '../../lock-tournament.ts';
import { refuseUnlessChangeable } from '../../setup/setting-rules.ts';
import { insertAudit, insertEvent } from '../../store.ts';
import { planFaults } from '../advancement/stage-plan.ts';
import { firstStage, type Stage } from '../stage.ts';
import { lockStages, updatePlan } from '../stage-store.ts';
import { pickStage, refuseUnlessStage } from './pick-stage.ts';
import { listStageEntrants } from './stage-entrant-store.ts';

/** The stages are judged as a whole, with the number of entrants where stage 1 has started. @throws DomainError invalid_request, state_conflict. */
export async function changeStage(ports: Ports, actor: Actor, id: Id<'tournament'>, planned: Stage): Promise<Stage> {
  const { number } = planned;
  return runAct(ports, async (sql) => {
    const { state, capacity } = await lockTournament(sql, actor, id);
    refuseUnlessChangeable(state);
    const stages = await lockStages(sql, id);
    refuseUnlessStage(pickStage(stages, number), 'planned');
    const entrants = (await listStageEntrants(sql, id, firstStage)).length;
    const changed = stages.map((stage) => (stage.number === number ? planned : stage));
    const [fault] = planFaults(changed, entrants > 0 ? entrants : capacity);
    if (fault !== undefined)
      throw refuse('invalid_request', { field: fieldOf(fault.path, changed.indexOf(planned)), reason: fault.message });
    await updatePlan(sql, id, planned);
    await insertAudit(sql, {
      ...{ id: ports.newId('audit'), event: 'stage.changed', actorId: actor.playerId, refId: id },
      ...{ meta: { stage: number }, createdAt: ports.clock() },
    });
    const row = { id: ports.newId('event'), type: 'stage_changed' as const, createdAt: ports.clock() };
    return { outcome: planned, events: [await insertEvent(sql, id, row, { stage: number })] };
  });
}

/** A field of the request, or of another stage that the change would break. */
function fieldOf(path: readonly (string | number)[], index: number): string {
  const isOwn = path[0] === 'stages' && path[1] === index;
  return (isOwn ? path.slice(2) : path).join('.');
}
