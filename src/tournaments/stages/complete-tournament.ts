// Use case: the organizer completes a tournament after all matches are played. Its format ranks the entrants, and the placements become final.

import type { Actor } from '../../core/actor.ts';
import { invariant, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { lockTournament } from '../lock-tournament.ts';
import type { JudgedVersion } from '../setup/if-unchanged.ts';
import { stateChange } from '../setup/state-change.ts';
import { changeState, insertEvent, insertPlacements } from '../store.ts';
import { formatOf } from './format-registry.ts';
import { growStage } from './grow-stage.ts';
import { firstStage } from './stage.ts';
import { rankStage } from './stage-ranking.ts';
import { listStageMatches, lockStage, moveStage } from './stage-store.ts';
import { entrantsOf, isOpen, toStageState } from './stored-match.ts';

export async function completeTournament(
  ports: Ports,
  actor: Actor,
  id: Id<'tournament'>,
  version?: JudgedVersion,
): Promise<void> {
  // Matches that are still to be created are open matches.
  await growStage(ports, id, firstStage);
  const change = stateChange(ports, actor, id, 'completed');
  await runAct(ports, async (sql) => {
    await lockTournament(sql, actor, id, { to: 'completed', version });
    const { format, settings } = await lockStage(sql, id, firstStage);
    const matches = await listStageMatches(sql, id, firstStage);
    const openIds = matches.filter(isOpen).map((match) => match.id);
    if (openIds.length > 0) throw refuse('matches_open', { matches: openIds });
    const entrants = entrantsOf(matches);
    const stage = toStageState(matches, entrants, settings);
    const placements = rankStage(formatOf(format), stage, stage.disqualified).flatMap(
      ({ entrant, rank, decidedBy }) => {
        const registrationId = entrants[entrant - 1];
        return registrationId === undefined ? [] : { registrationId, rank, decidedBy };
      },
    );
    await insertPlacements(sql, id, placements);
    await moveStage(sql, id, firstStage, 'completed');
    const event = { id: ports.newId('event'), type: 'placements_final' as const, createdAt: change.now };
    const final = await insertEvent(sql, id, event, { placements: placements.length });
    const changed = await changeState(sql, change);
    invariant(changed !== null, 'the state was checked under the lock');
    return { outcome: null, events: [final, changed] };
  });
}
