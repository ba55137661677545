// Use case, part of an act of staff on an entry of another domain: check that the actor owns the tournament of the entry.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Database } from '../../db/client.ts';
import { authorizeRun } from '../authorize-run.ts';
import { findTournamentOf } from '../store.ts';

/** @throws DomainError not_found, forbidden. */
export async function authorizeEntry(db: Database, actor: Actor, id: Id<'registration'>): Promise<void> {
  const tournamentId = await findTournamentOf(db, id);
  if (tournamentId === null) throw refuse('not_found', { kind: 'registration' });
  await authorizeRun(db, actor, tournamentId, 'own');
}
