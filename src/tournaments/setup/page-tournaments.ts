// Use case: one page of a list of tournaments. Its cursor belongs to the filter and the order.

import { refuse } from '../../core/errors.ts';
import { sha256Hex } from '../../core/hex.ts';
import type { Instant } from '../../core/instant.ts';
import { encodeCursor, type Page, type PageRequest, toPage } from '../../core/page.ts';
import type { Database } from '../../db/client.ts';
import type { Tournament } from '../tournament.ts';
import { listTournaments } from './list-store.ts';
import { readPlace, type TournamentFilter, writePlace } from './tournament-filter.ts';

/**
 * A page may have fewer rows than `limit`, also none, and a cursor: the walk has ended at its limit, and the next page goes on there.
 * @throws DomainError invalid_request for a cursor of another list.
 */
export async function pageTournaments(
  db: Database,
  filter: TournamentFilter,
  { after: cursor, limit }: PageRequest,
  now: Instant,
  walkMax?: number,
): Promise<Page<Tournament>> {
  const scope = (await sha256Hex(JSON.stringify(filter))).slice(0, 12);
  const after = cursor === null ? null : readPlace(cursor, scope);
  if (cursor !== null && after === null)
    throw refuse('invalid_request', { field: 'cursor', reason: 'must be a nextCursor of this list, filter and sort' });
  const rows = await listTournaments(db, { filter, after, limit, now }, walkMax);
  const { items, nextCursor } = toPage(rows, limit, ({ tournament }) => writePlace(tournament, scope));
  const last = items.at(-1);
  return {
    items: items.filter(({ isMatch }) => isMatch).map(({ tournament }) => tournament),
    nextCursor: last?.isWalkEnd ? encodeCursor(writePlace(last.tournament, scope)) : nextCursor,
  };
}
