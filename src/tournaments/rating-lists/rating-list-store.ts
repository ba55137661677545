// Queries on rating lists, for what people read and set.

import { type AuditRow, appendAudit } from '../../audit/append.ts';
import type { Id } from '../../core/id.ts';
import { toInstant } from '../../core/instant.ts';
import type { PageRequest } from '../../core/page.ts';
import type { Database, Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import { type Rated, type RatingList, readPosition } from './rating-list.ts';

type ListRow = Omit<RatingList, 'createdAt'> & { readonly createdAt: string };

const fromRow = (row: ListRow): RatingList => ({ ...row, createdAt: toInstant(row.createdAt) });
const columns = (sql: Sql) => sql`id, owner_id AS "ownerId", name, system, created_at AS "createdAt"`;

export async function insertRatingList(sql: Sql, list: RatingList): Promise<void> {
  const { id, ownerId, name, system, createdAt } = list;
  await sql`
    INSERT INTO tournament_rating_list (id, owner_id, name, system, created_at)
    VALUES (${id}, ${ownerId}, ${name}, ${system}, ${createdAt}::timestamptz)`;
}

export async function findRatingList({ sql }: Pick<Database, 'sql'>, id: Id<'ratingList'>): Promise<RatingList | null> {
  const rows = await run(() => sql<ListRow[]>`SELECT ${columns(sql)} FROM tournament_rating_list WHERE id = ${id}`);
  return rows[0] === undefined ? null : fromRow(rows[0]);
}

/** Newest first. */
export async function listRatingLists(
  { sql }: Database,
  owner: Id<'player'>,
  page: PageRequest,
): Promise<RatingList[]> {
  const rows = await run(
    () => sql<ListRow[]>`
    SELECT ${columns(sql)} FROM tournament_rating_list
    WHERE owner_id = ${owner} AND (${page.after}::text IS NULL OR id < ${page.after}) ORDER BY id DESC LIMIT ${page.limit + 1}`,
  );
  return rows.map(fromRow);
}

export interface RatedPlayer extends Pick<Rated, 'rating' | 'deviation' | 'games'> {
  readonly playerId: Id<'player'>;
  /** In the player's last tournament of the list. */
  readonly displayName: string;
}

/** Best first. */
export function listRatedPlayers(
  { sql }: Database,
  id: Id<'ratingList'>,
  { after, limit }: PageRequest,
): Promise<RatedPlayer[]> {
  const [rating, playerId] = after === null ? ['Infinity', ''] : readPosition(after);
  return run(
    () => sql<RatedPlayer[]>`
    SELECT p.player_id AS "playerId", p.rating, p.deviation, p.games, (
      SELECT r.display_name FROM tournament_registration r JOIN tournament_counted c ON c.tournament_id = r.tournament_id
      WHERE r.player_id = p.player_id AND c.list_id = p.list_id AND c.number IS NOT NULL ORDER BY r.id DESC LIMIT 1) AS "displayName"
    FROM tournament_rated p
    WHERE p.list_id = ${id} AND (p.rating < ${rating}::double precision OR p.rating = ${rating}::double precision AND p.player_id > ${playerId})
    ORDER BY p.rating DESC, p.player_id LIMIT ${limit + 1}`,
  );
}

export interface Counted {
  readonly ratingListId: Id<'ratingList'> | null;
  readonly isRated: boolean;
}

/** Whether the tournament counts for a list. */
export async function findCounted({ sql }: Pick<Database, 'sql'>, id: Id<'tournament'>): Promise<Counted> {
  const rows = await run(
    () => sql<Counted[]>`
    SELECT list_id AS "ratingListId", number IS NOT NULL AS "isRated" FROM tournament_counted WHERE tournament_id = ${id}`,
  );
  return rows[0] ?? { ratingListId: null, isRated: false };
}

/** The caller holds the lock on the tournament. A tournament that is rated already leaves a list that is rated anew. */
export async function writeCounted(
  sql: Sql,
  id: Id<'tournament'>,
  listId: Id<'ratingList'> | null,
  audit: AuditRow,
): Promise<void> {
  await sql`SELECT counted_restart(${id})`;
  if (listId === null) await sql`DELETE FROM tournament_counted WHERE tournament_id = ${id}`;
  else
    await sql`
      INSERT INTO tournament_counted (tournament_id, list_id) VALUES (${id}, ${listId})
      ON CONFLICT (tournament_id) DO UPDATE SET list_id = excluded.list_id, number = NULL`;
  await sql`${appendAudit(sql, audit, sql`(SELECT 1) AS done`)}`;
}
