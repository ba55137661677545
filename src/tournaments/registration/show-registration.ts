// Use case: read a registration. Its players, the captain, the organizer and staff see it. For others it does not exist.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { run } from '../../db/transaction.ts';
import type { Ports } from '../../outbox/ports.ts';
import { isEntrantOr } from '../permission.ts';
import { readWithStaffRole } from '../staff/with-staff-role.ts';
import { findTournament } from '../store.ts';
import { listRoster } from './entrant-store.ts';
import type { Registration } from './registration.ts';
import { findRegistration } from './registration-store.ts';

const maySee = isEntrantOr('read');

/** @throws DomainError not_found. */
export async function showRegistration(
  { db }: Pick<Ports, 'db'>,
  actor: Actor,
  id: Id<'registration'>,
): Promise<Registration> {
  const registration = await findRegistration(db, id);
  const tournament = registration === null ? null : await findTournament(db, registration.tournamentId);
  if (registration === null || tournament === null) throw refuse('not_found', { kind: 'registration' });
  const roster = await run(() => listRoster(db.sql, id));
  if (roster.some(({ playerId }) => playerId === actor.playerId)) return registration;
  const staffed = { ...registration, tournament: await readWithStaffRole(db, actor, tournament) };
  if (maySee(actor, staffed)) return registration;
  throw refuse('not_found', { kind: 'registration' });
}
