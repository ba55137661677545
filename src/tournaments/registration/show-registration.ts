// Use case: read a registration. Its players, the captain and the organizer see it. For others it does not exist.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { run } from '../../db/transaction.ts';
import type { Ports } from '../../outbox/ports.ts';
import { mayCancelRegistration } from '../permission.ts';
import { findTournament } from '../store.ts';
import { listRoster } from './entrant-store.ts';
import type { Registration } from './registration.ts';
import { findRegistration } from './registration-store.ts';

/** @throws DomainError not_found. */
export async function showRegistration(
  { db }: Pick<Ports, 'db'>,
  actor: Actor,
  id: Id<'registration'>,
): Promise<Registration> {
  const registration = await findRegistration(db, id);
  const tournament = registration === null ? null : await findTournament(db, registration.tournamentId);
  if (registration === null || tournament === null) throw refuse('not_found', { kind: 'registration' });
  if (mayCancelRegistration(actor, { ...registration, tournament })) return registration;
  const roster = await run(() => listRoster(db.sql, id));
  if (roster.some(({ playerId }) => playerId === actor.playerId)) return registration;
  throw refuse('not_found', { kind: 'registration' });
}
