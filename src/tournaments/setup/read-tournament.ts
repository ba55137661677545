// Use case: read a tournament. A draft exists only for its organizer.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Database } from '../../db/client.ts';
import { mayRunTournament } from '../permission.ts';
import { findTournament } from '../store.ts';
import { isPublic, type Tournament } from '../tournament.ts';

/** @throws DomainError not_found. */
export async function readTournament(db: Database, actor: Actor | null, id: Id<'tournament'>): Promise<Tournament> {
  const tournament = await findTournament(db, id);
  const isVisible =
    tournament !== null && (isPublic(tournament) || (actor !== null && mayRunTournament(actor, tournament)));
  if (!isVisible) throw refuse('not_found', { kind: 'tournament' });
  return tournament;
}
