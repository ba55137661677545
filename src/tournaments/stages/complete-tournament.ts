// Use case: the organizer completes a tournament after all matches are played. Placements become final.

import type { Actor } from '../../core/actor.ts';
import { invariant, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { lockTournament } from '../lock-tournament.ts';
import { playedMatches } from '../matches/match-store.ts';
import { stateChange } from '../setup/state-change.ts';
import { rankSingleElimination } from '../standings/placement.ts';
import { changeState, insertEvent, insertPlacements } from '../store.ts';

export async function completeTournament(ports: Ports, actor: Actor, id: Id<'tournament'>): Promise<void> {
  const change = stateChange(ports, actor, id, 'completed');
  await runAct(ports, async (sql) => {
    await lockTournament(sql, actor, id, { to: 'completed' });
    const { played, openIds } = await playedMatches(sql, id);
    if (openIds.length > 0) throw refuse('matches_open', { matches: openIds });
    const placements = rankSingleElimination(played);
    await insertPlacements(
      sql,
      id,
      placements.map(({ entrant, rank, decidedBy }) => ({ registrationId: entrant, rank, decidedBy })),
    );
    const event = { id: ports.newId('event'), type: 'placements_final' as const, createdAt: change.now };
    const final = await insertEvent(sql, id, event, { placements: placements.length });
    const changed = await changeState(sql, change);
    invariant(changed !== null, 'the state was checked under the lock');
    return { outcome: null, events: [final, changed] };
  });
}
