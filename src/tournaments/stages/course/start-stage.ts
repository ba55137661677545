// Use case: the organizer starts a later stage. Its entrants come from the final ranking of an earlier stage, or are named.

import type { Actor } from '../../../core/actor.ts';
import { invariant, refuse } from '../../../core/errors.ts';
import type { Id } from '../../../core/id.ts';
import type { Sql } from '../../../db/client.ts';
import { runAct } from '../../../idempotency/run-act.ts';
import type { Ports } from '../../../outbox/ports.ts';
import { lockTournament } from '../../lock-tournament.ts';
import { insertAudit } from '../../store.ts';
import { type AutomaticQualification, type Qualification, qualify } from '../advancement/qualification.ts';
import { seedApart } from '../advancement/seed-apart.ts';
import { formatOfStage } from '../format-registry.ts';
import type { Stage } from '../stage.ts';
import { lockStages } from '../stage-store.ts';
import { beginStage } from './begin-stage.ts';
import { pickStage, refuseUnlessStage } from './pick-stage.ts';
import { listStageEntrants, type StageEntrant } from './stage-entrant-store.ts';

type Order = readonly Id<'registration'>[];

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
    const events = await beginStage(sql, ports, id, stage, seeded);
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

type Candidate = StageEntrant & { readonly rank: number; readonly isAvailable: boolean };

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

function seedStage(stage: Stage, source: Stage, candidates: readonly Candidate[], order: Order | undefined): Order {
  const { entrants } = stage;
  if (entrants === null || entrants.from === 'manual') return namedOrder(candidates, order);
  const qualified = qualify(entrants as AutomaticQualification, candidates, source.groups);
  if (qualified === null) {
    const confirmed = candidates.filter(({ isAvailable }) => isAvailable).length;
    throw refuse('not_enough_entrants', { stage: stage.number, from: source.number, confirmed });
  }
  if (order !== undefined) return sameEntrants(qualified, order);
  const grouped = qualified.map((entrant) => ({ ...entrant, groupRank: groupRankOf(entrant, candidates) }));
  const plans = grouped.length < 2 * stage.groups ? [] : formatOfStage(stage).build(grouped.length, stage.settings);
  return seedApart(grouped, plans).map(({ registrationId }) => registrationId);
}

const groupRankOf = (entrant: Candidate, all: readonly Candidate[]) =>
  1 + all.filter(({ group, rank }) => group === entrant.group && rank < entrant.rank).length;

const fault = (reason: string) => refuse('invalid_request', { field: 'order', reason });

function namedOrder(candidates: readonly Candidate[], order: Order | undefined): Order {
  if (order === undefined) throw fault('names the entrants of this stage, best seed first');
  const available = new Set(
    candidates.flatMap(({ registrationId, isAvailable }) => (isAvailable ? registrationId : [])),
  );
  if (new Set(order).size < order.length) throw fault('names an entrant twice');
  const other = order.find((registrationId) => !available.has(registrationId));
  if (other !== undefined)
    throw fault(`${other} is not available: no entrant of the stage before, gone, or in another stage`);
  return order;
}

function sameEntrants(qualified: readonly Candidate[], order: Order): Order {
  const isSame = new Set(order).size === order.length && order.length === qualified.length;
  if (!isSame || qualified.some(({ registrationId }) => !order.includes(registrationId)))
    throw fault('every entrant who has qualified exactly once');
  return order;
}
