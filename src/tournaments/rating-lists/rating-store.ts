// Queries of the computation of ratings. Its transaction holds the lock on the list.

import type { Id } from '../../core/id.ts';
import type { Database, Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import type { Ratings } from './glicko.ts';
import type { Rated, Standing } from './rating-list.ts';

/** Lists with a tournament that is over and not rated. In random order, so that one that fails does not block the others. */
export async function listUnratedLists({ sql }: Database, limit: number): Promise<Id<'ratingList'>[]> {
  const rows = await run(
    () => sql<{ id: Id<'ratingList'> }[]>`
    SELECT id FROM (
      SELECT DISTINCT c.list_id AS id FROM tournament_counted c JOIN tournament_tournament t ON t.id = c.tournament_id
      WHERE c.number IS NULL AND t.state IN ('completed', 'archived')) AS unrated
    ORDER BY random() LIMIT ${limit}`,
  );
  return rows.map(({ id }) => id);
}

export async function lockRatingList(sql: Sql, id: Id<'ratingList'>): Promise<void> {
  await sql`SELECT FROM tournament_rating_list WHERE id = ${id} FOR NO KEY UPDATE`;
}

export interface CountedTournament {
  readonly id: Id<'tournament'>;
  readonly number: number | null;
}

/** Those that are over, in the order in which they ended. */
export async function listCounted(sql: Sql, id: Id<'ratingList'>): Promise<CountedTournament[]> {
  return sql<CountedTournament[]>`
    SELECT t.id, c.number FROM tournament_counted c JOIN tournament_tournament t ON t.id = c.tournament_id
    WHERE c.list_id = ${id} AND t.state IN ('completed', 'archived') ORDER BY t.ended_at, t.id`;
}

/** The matches that were played, in the order of the bracket; of each its entrants with their places. */
export async function listPlayedMatches(sql: Sql, id: Id<'tournament'>): Promise<(readonly Standing[])[]> {
  const rows = await sql<{ standings: readonly Standing[] }[]>`
    SELECT jsonb_agg(jsonb_build_object('playerId', r.player_id, 'place', s.place) ORDER BY s.slot) AS standings
    FROM tournament_match m JOIN tournament_slot s ON s.match_id = m.id JOIN tournament_registration r ON r.id = s.registration_id
    WHERE m.tournament_id = ${id} AND m.state = 'completed' AND m.outcome = 'played' AND s.place IS NOT NULL
    GROUP BY m.id ORDER BY m.stage, m.group_number, m.round, m.position`;
  return rows.map(({ standings }) => standings);
}

type RatedRow = Rated & { readonly playerId: Id<'player'> };

export async function readRatings(sql: Sql, id: Id<'ratingList'>): Promise<Ratings> {
  const rows = await sql<RatedRow[]>`
    SELECT player_id AS "playerId", rating, deviation, volatility, games, last_number AS "lastNumber" FROM tournament_rated
    WHERE list_id = ${id} ORDER BY player_id`;
  return new Map(rows.map(({ playerId, ...rated }) => [playerId, rated]));
}

/** Forgets the ratings of a list; they are computed anew in the same transaction. */
export async function clearRatings(sql: Sql, id: Id<'ratingList'>): Promise<void> {
  await sql`DELETE FROM tournament_rated WHERE list_id = ${id}`;
}

export async function writeRatings(sql: Sql, id: Id<'ratingList'>, ratings: Ratings): Promise<void> {
  const rows = [...ratings].map(([playerId, rated]) => ({ playerId, ...rated }));
  await sql`
    INSERT INTO tournament_rated (list_id, player_id, rating, deviation, volatility, games, last_number)
    SELECT ${id}, "playerId", rating, deviation, volatility, games, "lastNumber"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) AS r ("playerId" text, rating double precision, deviation double precision,
      volatility double precision, games integer, "lastNumber" integer)
    ON CONFLICT ON CONSTRAINT rated_once_per_list DO UPDATE SET rating = excluded.rating, deviation = excluded.deviation,
      volatility = excluded.volatility, games = excluded.games, last_number = excluded.last_number`;
}

/** Numbers the tournaments of a list from 1, in this order. */
export async function numberCounted(sql: Sql, ids: readonly Id<'tournament'>[]): Promise<void> {
  await sql`
    UPDATE tournament_counted c SET number = o.number::integer
    FROM unnest(string_to_array(${ids.join(',')}, ',')) WITH ORDINALITY AS o (id, number)
    WHERE c.tournament_id = o.id AND c.number IS DISTINCT FROM o.number::integer`;
}
