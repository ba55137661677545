// Use case: the organizer sets pool and steps of the vetoes of a stage, until the first of them has started.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { inTransaction } from '../../db/transaction.ts';
import type { Ports } from '../../outbox/ports.ts';
import { lockTournament } from '../lock-tournament.ts';
import { refuseUnlessChangeable } from '../setup/setting-rules.ts';
import { pickStage } from '../stages/course/pick-stage.ts';
import { lockStages } from '../stages/stage-store.ts';
import { insertAudit } from '../store.ts';
import { type VetoPlan, vetoPlanFault } from './veto.ts';
import { writeVetoPlan } from './veto-store.ts';

/** @throws DomainError not_found, forbidden, state_conflict, invalid_request. */
export function setVetoPlan(
  ports: Ports,
  actor: Actor,
  id: Id<'tournament'>,
  { stage, plan }: { readonly stage: number; readonly plan: VetoPlan },
): Promise<VetoPlan> {
  return inTransaction(ports.db, async (sql) => {
    const { state } = await lockTournament(sql, actor, id);
    refuseUnlessChangeable(state);
    const { format, bestOf } = pickStage(await lockStages(sql, id), stage);
    if (format === 'free_for_all') throw refuse('state_conflict', { reason: 'a lobby has no veto' });
    const fault = vetoPlanFault(plan, bestOf);
    if (fault !== null) throw refuse('invalid_request', { field: 'steps', reason: fault });
    if (!(await writeVetoPlan(sql, id, stage, plan)))
      throw refuse('state_conflict', { reason: 'a veto of the stage has started' });
    const audit = { event: 'stage.veto_plan_set', actorId: actor.playerId, refId: id, meta: { stage } } as const;
    await insertAudit(sql, { ...audit, id: ports.newId('audit'), createdAt: ports.clock() });
    return plan;
  });
}
