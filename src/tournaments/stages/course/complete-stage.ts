// Use case: the organizer completes a stage after all its matches are played. Its format ranks the entrants, and the stage is frozen.

import type { Actor } from '../../../core/actor.ts';
import { invariant, refuse } from '../../../core/errors.ts';
import type { Id } from '../../../core/id.ts';
import type { Sql } from '../../../db/client.ts';
import { runAct } from '../../../idempotency/run-act.ts';
import type { OutboxJson } from '../../../outbox/append.ts';
import type { Ports } from '../../../outbox/ports.ts';
import { listDisputedMatches } from '../../disputes/dispute-store.ts';
import { lockTournament } from '../../lock-tournament.ts';
import { confirmSilent } from '../../matches/silence/confirm-silent.ts';
import { insertAudit, insertEvent } from '../../store.ts';
import { formatOfStage } from '../format-registry.ts';
import { dueMatches, growStage } from '../grow-stage.ts';
import type { Stage } from '../stage.ts';
import { rankStage } from '../stage-ranking.ts';
import { listStageMatches, lockStages, moveStage } from '../stage-store.ts';
import { isOpen, toStageState } from '../stored-match.ts';
import { pickStage, refuseUnlessStage } from './pick-stage.ts';
import { listStageEntrants, writeRanking } from './stage-entrant-store.ts';

export async function completeStage(ports: Ports, actor: Actor, id: Id<'tournament'>, number: number): Promise<Stage> {
  await confirmSilent(ports, id);
  // Matches that are still to be created are open matches.
  await growStage(ports, id, number);
  return runAct(ports, async (sql) => {
    await lockTournament(sql, actor, id, { state: 'live' });
    const stage = pickStage(await lockStages(sql, id), number);
    refuseUnlessStage(stage, 'live');
    const completed = await closeStage(sql, ports, id, stage);
    await insertAudit(sql, {
      ...{ id: ports.newId('audit'), event: 'stage.completed', actorId: actor.playerId, refId: id },
      ...{ meta: { stage: number }, createdAt: ports.clock() },
    });
    return { outcome: { ...stage, state: 'completed' as const }, events: [completed] };
  });
}

/** Writes the ranking of a live stage and freezes it. @throws DomainError matches_open. */
export async function closeStage(sql: Sql, ports: Ports, id: Id<'tournament'>, stage: Stage): Promise<OutboxJson> {
  const { number, settings } = stage;
  const matches = await listStageMatches(sql, id, number);
  const disputed = await listDisputedMatches(sql, id, number);
  const openIds = [...matches.filter(isOpen).map((match) => match.id), ...disputed];
  if (openIds.length > 0) throw refuse('matches_open', { matches: openIds });
  const entrants = await listStageEntrants(sql, id, number);
  const state = toStageState(matches, entrants, settings);
  // A result may have come between growing and the lock. Its act creates the match; asked again, the answer names it.
  if (dueMatches(stage, matches, entrants).length > 0) throw refuse('matches_open', { matches: [] });
  const ranking = rankStage(formatOfStage(stage), state, state.disqualified).map(({ entrant, rank, decidedBy }) => {
    const registrationId = entrants[entrant - 1]?.registrationId;
    invariant(registrationId !== undefined, 'the ranking names seeds');
    return { registrationId, rank, decidedBy };
  });
  invariant(ranking.length === entrants.length, 'everybody is ranked');
  await writeRanking(sql, id, number, ranking);
  await moveStage(sql, id, number, 'completed');
  const event = { id: ports.newId('event'), type: 'stage_completed' as const, createdAt: ports.clock() };
  return insertEvent(sql, id, event, { stage: number, entrants: entrants.length });
}
