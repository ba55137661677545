// Use case: the organizer completes a tournament after all matches are played. That completes the stages that are live, and the
// placements become final.

import type { Actor } from '../../core/actor.ts';
import { invariant } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { insertConclusion } from '../completion/completion-store.ts';
import { lockTournament } from '../lock-tournament.ts';
import { confirmSilent } from '../matches/silence/confirm-silent.ts';
import { stateChange } from '../setup/state-change.ts';
import { changeState, findTournament, insertEvent, insertPlacements } from '../store.ts';
import { finalRanking } from './advancement/final-ranking.ts';
import { closeStage } from './course/complete-stage.ts';
import { refuseUnlessStage } from './course/pick-stage.ts';
import { listRankings } from './course/stage-entrant-store.ts';
import { growStages } from './grow-stage.ts';
import { lockStages } from './stage-store.ts';

export async function completeTournament(ports: Ports, actor: Actor, id: Id<'tournament'>): Promise<void> {
  await confirmSilent(ports, id);
  // Matches that are still to be created are open matches.
  await growStages(ports, id, (await findTournament(ports.db, id))?.stages ?? []);
  const change = stateChange(ports, actor, id, 'completed');
  await runAct(ports, async (sql) => {
    await lockTournament(sql, actor, id, { to: 'completed' });
    const open = (await lockStages(sql, id)).filter(({ state }) => state !== 'completed');
    for (const stage of open) refuseUnlessStage(stage, 'live');
    const completed = [];
    for (const stage of open) completed.push(await closeStage(sql, ports, id, stage));
    const placements = finalRanking(await listRankings(sql, id)).map(({ entrant, rank, decidedBy }) => {
      return { registrationId: entrant, rank, decidedBy };
    });
    await insertPlacements(sql, id, placements);
    const requiresReview = await insertConclusion(sql, id, change.now);
    const event = { id: ports.newId('event'), type: 'placements_final' as const, createdAt: change.now };
    const final = await insertEvent(sql, id, event, { placements: placements.length, requiresReview });
    const changed = await changeState(sql, change);
    invariant(changed !== null, 'the state was checked under the lock');
    return { outcome: null, events: [...completed, final, changed] };
  });
}
