// For domains above: the tournament of a match. A match never changes its tournament.

import { refuse } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import type { Database } from '../db/client.ts';
import { findTournamentOf } from './store.ts';

/** @throws DomainError not_found. */
export async function tournamentOfMatch(db: Database, match: Id<'match'>): Promise<Id<'tournament'>> {
  const found = await findTournamentOf(db, match);
  if (found === null) throw refuse('not_found', { kind: 'match' });
  return found;
}
