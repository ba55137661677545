// Use case: one page of a list of tournaments.

import { refuse } from '../../core/errors.ts';
import type { Instant } from '../../core/instant.ts';
import { type Page, type PageRequest, toPage } from '../../core/page.ts';
import type { Database } from '../../db/client.ts';
import type { Tournament } from '../tournament.ts';
import { listTournaments } from './list-store.ts';
import { readPlace, type TournamentFilter, writePlace } from './tournament-filter.ts';

/**
 * A page may have fewer rows than `limit`, also none, and a cursor: the walk has ended at its limit, and the next page goes on there.
 * @throws DomainError invalid_request for a key that is no place.
 */
export async function pageTournaments(
  db: Database,
  filter: TournamentFilter,
  { after: key, limit }: PageRequest,
  now: Instant,
  walkMax?: number,
): Promise<Page<Tournament>> {
  const after = key === null ? null : readPlace(key);
  if (key !== null && after === null)
    throw refuse('invalid_request', { field: 'cursor', reason: 'must be a nextCursor of this list' });
  const rows = await listTournaments(db, { filter, after, limit, now }, walkMax);
  const { items, nextCursor } = toPage(rows, limit, ({ tournament }) => writePlace(tournament));
  const last = items.at(-1);
  return {
    items: items.filter(({ isMatch }) => isMatch).map(({ tournament }) => tournament),
    nextCursor: last?.isWalkEnd ? writePlace(last.tournament) : nextCursor,
  };
}
