// Use case: the organizer starts a tournament. Who had to check in and did not is a no-show, pending registrations are rejected, unseeded entrants follow the seeded ones, and the
// format builds the matches of the first stage.

import type { Actor } from '../../core/actor.ts';
import { invariant, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Sql } from '../../db/client.ts';
import { returnFees } from '../../economy/escrow/resolve-fees.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { closeCheckIn } from '../check-in/check-in-store.ts';
import { lockTournament } from '../lock-tournament.ts';
import { insertMatches } from '../matches/match-store.ts';
import { listEntrants, removeEntrants } from '../registration/entrant-store.ts';
import { confirmedEntrants, writeSeeds } from '../registration/registration-store.ts';
import { applySchedule } from '../setup/apply-schedule.ts';
import type { JudgedVersion } from '../setup/if-unchanged.ts';
import { stateChange } from '../setup/state-change.ts';
import { changeState, insertAudit, insertEvent } from '../store.ts';
import { formatOf } from './format-registry.ts';
import { firstStage } from './stage.ts';
import { lockStage, moveStage } from './stage-store.ts';
import { nameMatches } from './stored-match.ts';

export async function startTournament(
  ports: Ports,
  actor: Actor,
  id: Id<'tournament'>,
  version?: JudgedVersion,
): Promise<void> {
  await applySchedule(ports, id);
  const change = stateChange(ports, actor, id, 'live');
  await runAct(ports, async (sql) => {
    const tournament = await lockTournament(sql, actor, id, { to: 'live', version });
    const stage = await lockStage(sql, id, firstStage);
    const presence = await closeCheckIn(sql, id, change.now);
    await rejectUnapproved(sql, ports, actor, id);
    const entrants = await confirmedEntrants(sql, id);
    if (entrants.length < tournament.entrantsMin) {
      throw refuse('not_enough_entrants', { confirmed: entrants.length, needed: tournament.entrantsMin });
    }
    await writeSeeds(sql, id, entrants);
    const { format, settings } = stage;
    const plans = formatOf(format).build(entrants.length, settings);
    const matches = nameMatches(ports.newId, plans, entrants);
    await insertMatches(sql, { tournamentId: id, stage: firstStage, now: change.now }, matches);
    await moveStage(sql, id, firstStage, 'live');
    const generated = await insertEvent(
      sql,
      id,
      { id: ports.newId('event'), type: 'bracket_generated', createdAt: change.now },
      { entrants: entrants.length, matches: matches.length },
    );
    const changed = await changeState(sql, change);
    invariant(changed !== null, 'the state was checked under the lock');
    return { outcome: null, events: [...presence, generated, changed] };
  });
}

/** Rejects registrations that were not approved and releases their fees. */
async function rejectUnapproved(sql: Sql, ports: Ports, actor: Actor, id: Id<'tournament'>): Promise<void> {
  const waiting = await listEntrants(sql, id, ['pending', 'waitlisted']);
  if (waiting.length === 0) return;
  await returnFees(sql, ports, actor.playerId, waiting);
  await removeEntrants(sql, id, waiting, 'rejected');
  await insertAudit(sql, {
    id: ports.newId('audit'),
    event: 'registrations.rejected',
    actorId: actor.playerId,
    refId: id,
    meta: { registrations: waiting.length, reason: 'not approved before the start' },
    createdAt: ports.clock(),
  });
}
