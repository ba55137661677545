// Use case: the organizer starts a later stage. Its entrants come from the final ranking of an earlier stage, or are named.

import type { Actor } from '../../../core/actor.ts';
import { invariant } from '../../../core/errors.ts';
import type { Id } from '../../../core/id.ts';
import type { Sql } from '../../../db/client.ts';
import { runAct } from '../../../idempotency/run-act.ts';
import type { Ports } from '../../../outbox/ports.ts';
import { lockTournament } from '../../lock-tournament.ts';
import { insertAudit } from '../../store.ts';
import type { Qualification } from '../advancement/qualification.ts';
import { type Candidate, type Order, seedStage } from '../advancement/seed-stage.ts';
import type { Stage } from '../stage.ts';
import { lockStages } from '../stage-store.ts';
import { beginStage } from './begin-stage.ts';
import { pickStage, refuseUnlessStage } from './pick-stage.ts';
import { listStageEntrants } from './stage-entrant-store.ts';

/** `order` names the entrants of a stage by hand, best seed first; elsewhere it gives other seeds to those who have qualified. */
export async function startStage(
  ports: Ports,
  actor: Actor,
  id: Id<'tournament'>,
  { number, order }: { readonly number: number; readonly order: Order | undefined },
): Promise<Stage> {
  return runAct(ports, async (sql) => {
    await lockTournament(sql, actor, id, { state: 'live' });
    const stages = await lockStages(sql, id);
    const stage = pickStage(stages, number);
    refuseUnlessStage(stage, 'planned');
    // Stage 1 starts with its tournament.
    invariant(stage.entrants !== null, 'a later stage has a source');
    const source = pickStage(stages, stage.entrants.stage);
    refuseUnlessStage(source, 'completed');
    const candidates = await listCandidates(sql, id, stages, stage.entrants);
    const seeded = seedStage(stage, source, candidates, order);
    const events = await beginStage(sql, ports, id, stage, { order: seeded, isNamed: order !== undefined });
    await insertAudit(sql, {
      id: ports.newId('audit'),
      event: 'stage.started',
      actorId: actor.playerId,
      refId: id,
      meta: { stage: number, entrants: seeded.length },
      createdAt: ports.clock(),
    });
    return { outcome: { ...stage, state: 'live' as const }, events };
  });
}

/** The entrants of the source. Who has left the tournament, or is in another stage that follows the source, is not available. */
async function listCandidates(
  sql: Sql,
  id: Id<'tournament'>,
  stages: readonly Stage[],
  { stage: source }: Qualification,
): Promise<Candidate[]> {
  const taken = new Set<string>();
  for (const { number, entrants } of stages) {
    if (entrants?.stage !== source) continue;
    for (const { registrationId } of await listStageEntrants(sql, id, number)) taken.add(registrationId);
  }
  return (await listStageEntrants(sql, id, source)).map((entrant) => {
    const { rank } = entrant;
    invariant(rank !== null, 'a completed stage has a ranking');
    return { ...entrant, rank, isAvailable: entrant.left === null && !taken.has(entrant.registrationId) };
  });
}
