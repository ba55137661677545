// Use case: the organizer starts a tournament. Pending registrations are rejected, unseeded entrants follow the seeded ones, and the
// bracket is generated.

import type { Actor } from '../../core/actor.ts';
import { invariant, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Sql } from '../../db/client.ts';
import { returnFees } from '../../economy/escrow/resolve-fees.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { lockTournament } from '../lock-tournament.ts';
import { insertMatches, type NewMatch } from '../matches/match-store.ts';
import { listEntrants, removeEntrants } from '../registration/entrant-store.ts';
import { confirmedEntrants, writeSeeds } from '../registration/registration-store.ts';
import { applySchedule } from '../setup/apply-schedule.ts';
import { stateChange } from '../setup/state-change.ts';
import { changeState, insertAudit, insertEvent } from '../store.ts';
import { buildSingleElimination, type MatchPlace, type Slot } from './bracket.ts';

export async function startTournament(ports: Ports, actor: Actor, id: Id<'tournament'>): Promise<void> {
  await applySchedule(ports, id);
  const change = stateChange(ports, actor, id, 'live');
  await runAct(ports, async (sql) => {
    const tournament = await lockTournament(sql, actor, id, { to: 'live' });
    await rejectUnapproved(sql, ports, actor, id);
    const entrants = await confirmedEntrants(sql, id);
    if (entrants.length < tournament.entrantsMin) {
      throw refuse('not_enough_entrants', { confirmed: entrants.length, needed: tournament.entrantsMin });
    }
    await writeSeeds(sql, id, entrants);
    const matches = generateMatches(ports, entrants, tournament.hasThirdPlaceMatch);
    await insertMatches(sql, id, matches);
    const generated = await insertEvent(
      sql,
      id,
      { id: ports.newId('event'), type: 'bracket_generated', createdAt: change.now },
      { entrants: entrants.length, matches: matches.length },
    );
    const changed = await changeState(sql, change);
    invariant(changed !== null, 'the state was checked under the lock');
    return { outcome: null, events: [generated, changed] };
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

/** Entrants in order of seed, best first. */
function generateMatches(
  ports: Ports,
  entrants: readonly Id<'registration'>[],
  hasThirdPlaceMatch: boolean,
): NewMatch[] {
  const bracket = buildSingleElimination(entrants.length, { hasThirdPlaceMatch });
  const keyOf = (place: MatchPlace) => `${place.round}/${place.position}`;
  const ids = new Map(bracket.map((match) => [keyOf(match), ports.newId('match')]));
  const idAt = (place: MatchPlace) => {
    const matchId = ids.get(keyOf(place));
    invariant(matchId !== undefined, 'the next match exists');
    return matchId;
  };
  const nextOf = (to: (MatchPlace & { slot: Slot }) | null) => (to === null ? null : { id: idAt(to), slot: to.slot });
  const entrant = (seed: number | null) => (seed === null ? null : (entrants[seed - 1] ?? null));
  return bracket.map((match) => ({
    id: idAt(match),
    bracket: match,
    entrantA: entrant(match.seedA),
    entrantB: entrant(match.seedB),
    winnerTo: nextOf(match.winnerTo),
    loserTo: nextOf(match.loserTo),
  }));
}
