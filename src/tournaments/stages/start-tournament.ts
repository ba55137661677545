// Use case: the organizer starts a tournament, or its time does: auto-start/start-by-time.ts. Who had to check in and did not is a no-show, pending registrations are rejected, unseeded entrants follow the seeded ones, and the
// format builds the matches of the first stage.

import type { Actor } from '../../core/actor.ts';
import { invariant, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Sql } from '../../db/client.ts';
import { returnFees } from '../../economy/escrow/resolve-fees.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { OutboxJson } from '../../outbox/append.ts';
import type { Ports } from '../../outbox/ports.ts';
import { endStartBlock } from '../auto-start/auto-start-store.ts';
import { closeCheckIn } from '../check-in/check-in-store.ts';
import { lockTournament } from '../lock-tournament.ts';
import { listEntrants } from '../registration/entrant-store.ts';
import { confirmedEntrants, writeSeeds } from '../registration/registration-store.ts';
import { applySchedule } from '../setup/apply-schedule.ts';
import { stateChange } from '../setup/state-change.ts';
import { changeState, insertAudit } from '../store.ts';
import type { Tournament } from '../tournament.ts';
import { rejectEntrants } from '../waitlist/waitlist-store.ts';
import { beginStage } from './course/begin-stage.ts';
import { pickStage } from './course/pick-stage.ts';
import { firstStage } from './stage.ts';
import { lockStages } from './stage-store.ts';

export async function startTournament(ports: Ports, actor: Actor, id: Id<'tournament'>): Promise<void> {
  await applySchedule(ports, id);
  await runAct(ports, async (sql) => {
    const { entrantsMin } = await lockTournament(sql, actor, id, { to: 'live' });
    return { outcome: null, events: await beginTournament(sql, ports, actor, { id, entrantsMin }) };
  });
}

type Starter = Pick<Actor, 'playerId'>;

/** The caller holds the lock on the tournament, whose registration is closed. @throws DomainError not_enough_entrants, state_conflict, round_not_pairable, tie_break_not_allowed. */
export async function beginTournament(
  sql: Sql,
  ports: Ports,
  actor: Starter,
  { id, entrantsMin, ...extraMeta }: Pick<Tournament, 'id' | 'entrantsMin'> & { readonly by?: 'time' },
): Promise<OutboxJson[]> {
  const change = stateChange(ports, actor, id, 'live', extraMeta);
  const stage = pickStage(await lockStages(sql, id), firstStage);
  const presence = await closeCheckIn(sql, id, change.now);
  const rejected = await rejectWaiting(sql, ports, actor, id);
  const entrants = await confirmedEntrants(sql, id);
  if (entrants.length < entrantsMin)
    throw refuse('not_enough_entrants', { confirmed: entrants.length, needed: entrantsMin });
  await writeSeeds(sql, id, entrants);
  const started = await beginStage(sql, ports, id, stage, { order: entrants });
  await endStartBlock(sql, id);
  const changed = await changeState(sql, change);
  invariant(changed !== null, 'the state was checked under the lock');
  return [...presence, ...rejected, ...started, changed];
}

/** Rejects registrations that were not approved, or found no place, and releases their fees. @returns the events. */
async function rejectWaiting(
  sql: Sql,
  ports: Ports,
  actor: Starter,
  id: Id<'tournament'>,
): Promise<readonly OutboxJson[]> {
  const waiting = await listEntrants(sql, id, ['pending', 'waitlisted']);
  if (waiting.length === 0) return [];
  await returnFees(sql, ports, actor.playerId, waiting);
  const events = await rejectEntrants(sql, id, waiting, ports.clock());
  await insertAudit(sql, {
    id: ports.newId('audit'),
    event: 'registrations.rejected',
    actorId: actor.playerId,
    refId: id,
    meta: { registrations: waiting.length, reason: 'not approved before the start' },
    createdAt: ports.clock(),
  });
  return events;
}
