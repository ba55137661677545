// Use case: read a tournament. A draft exists only for its organizer and staff, a private tournament for its entrants, too.

import type { Actor, Principal } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Database } from '../../db/client.ts';
import { mayAct } from '../permission.ts';
import { readWithStaffRole } from '../staff/with-staff-role.ts';
import { findTournament, hasEntrant } from '../store.ts';
import { isPublic, isPublished, type Tournament } from '../tournament.ts';

/** @throws DomainError not_found. */
export async function readTournament(db: Database, actor: Actor | null, id: Id<'tournament'>): Promise<Tournament> {
  const tournament = await findTournament(db, id);
  if (tournament === null || !(await mayRead(db, actor, tournament))) throw refuse('not_found', { kind: 'tournament' });
  return tournament;
}

/** The same rule in SQL: `tournament_readable` in reading.sql. */
export async function mayRead(db: Database, actor: Principal | null, tournament: Tournament): Promise<boolean> {
  if (isPublic(tournament)) return true;
  if (actor === null) return false;
  if (mayAct(actor, await readWithStaffRole(db, actor, tournament), 'read')) return true;
  return isPublished(tournament) && (await hasEntrant(db, tournament.id, actor.playerId));
}
