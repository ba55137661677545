// Use case: read the roster of a registration. Its players, the captain, the organizer and staff see ids. Others see names while the team is
// registered.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { run } from '../../db/transaction.ts';
import type { Ports } from '../../outbox/ports.ts';
import { isEntrantOr } from '../permission.ts';
import { mayRead } from '../setup/read-tournament.ts';
import { readWithStaffRole } from '../staff/with-staff-role.ts';
import { findTournament } from '../store.ts';
import { findEntrant, listRoster, type RosterPlace } from './entrant-store.ts';
import { activeStates } from './registration.ts';

const maySee = isEntrantOr('read');

/** @throws DomainError not_found. */
export async function showRoster(
  { db }: Pick<Ports, 'db'>,
  actor: Actor | null,
  id: Id<'registration'>,
): Promise<readonly Partial<RosterPlace>[]> {
  const entrant = await run(() => findEntrant(db.sql, id));
  const tournament = entrant === null ? null : await findTournament(db, entrant.tournamentId);
  if (entrant === null || tournament === null) throw refuse('not_found', { kind: 'registration' });
  const roster = [...(await run(() => listRoster(db.sql, id)))];
  const isOnRoster = roster.some(({ playerId }) => playerId === actor?.playerId);
  if (isOnRoster) return roster;
  if (actor !== null) {
    const staffed = { ...entrant, tournament: await readWithStaffRole(db, actor, tournament) };
    if (maySee(actor, staffed)) return roster;
  }
  if (!(await mayRead(db, actor, tournament)) || !activeStates.includes(entrant.state))
    throw refuse('not_found', { kind: 'registration' });
  return roster.map(({ displayName }) => ({ displayName }));
}
