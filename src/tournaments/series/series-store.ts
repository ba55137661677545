// Queries on series. Only published tournaments that are not private are shown and count.

import type { Id } from '../../core/id.ts';
import { toInstant } from '../../core/instant.ts';
import type { PageRequest } from '../../core/page.ts';
import type { Database, Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import type { TournamentState } from '../tournament.ts';
import type { Series } from './series.ts';
import type { SeriesEntrant } from './series-standings.ts';

type SeriesRow = Omit<Series, 'createdAt'> & { readonly created: string };

const selectSeries = (sql: Sql) => sql`
  SELECT id, title, organizer_id AS "organizerId", points, counted_results AS "countedResults", created_at::text AS created
  FROM tournament_series`;

const toSeries = ({ created, ...row }: SeriesRow): Series => ({ ...row, createdAt: toInstant(created) });

export async function findSeries(db: Database, id: Id<'series'>): Promise<Series | null> {
  const [row] = await run(() => db.sql<SeriesRow[]>`${selectSeries(db.sql)} WHERE id = ${id}`);
  return row === undefined ? null : toSeries(row);
}

/** The row is locked until the transaction ends. */
export async function lockSeries(sql: Sql, id: Id<'series'>): Promise<Series | null> {
  const [row] = await sql<SeriesRow[]>`${selectSeries(sql)} WHERE id = ${id} FOR NO KEY UPDATE`;
  return row === undefined ? null : toSeries(row);
}

/** Newest first. */
export async function listSeries(db: Database, organizer: Id<'player'> | null, page: PageRequest): Promise<Series[]> {
  const rows = await run(
    () => db.sql<SeriesRow[]>`
    ${selectSeries(db.sql)}
    WHERE (${organizer}::text IS NULL OR organizer_id = ${organizer}) AND (${page.after}::text IS NULL OR id < ${page.after})
    ORDER BY id DESC LIMIT ${page.limit + 1}`,
  );
  return rows.map(toSeries);
}

export async function insertSeries(sql: Sql, s: Series): Promise<void> {
  await sql`
    INSERT INTO tournament_series (id, title, organizer_id, points, counted_results, created_at)
    VALUES (${s.id}, ${s.title}, ${s.organizerId}, ${JSON.stringify(s.points)}::text::jsonb, ${s.countedResults}, ${s.createdAt}::timestamptz)`;
}

export async function updateSeries(sql: Sql, s: Series): Promise<void> {
  await sql`
    UPDATE tournament_series SET title = ${s.title}, points = ${JSON.stringify(s.points)}::text::jsonb, counted_results = ${s.countedResults}
    WHERE id = ${s.id}`;
}

/** @returns whether it was not there before. */
export async function addTournament(sql: Sql, series: Id<'series'>, tournament: Id<'tournament'>): Promise<boolean> {
  const rows = await sql`
    INSERT INTO tournament_series_tournament (series_id, tournament_id) VALUES (${series}, ${tournament})
    ON CONFLICT DO NOTHING RETURNING 1`;
  return rows.length > 0;
}

/** @returns whether it was there. */
export async function removeTournament(sql: Sql, series: Id<'series'>, tournament: Id<'tournament'>): Promise<boolean> {
  const rows = await sql`
    DELETE FROM tournament_series_tournament WHERE series_id = ${series} AND tournament_id = ${tournament} RETURNING 1`;
  return rows.length > 0;
}

/** Also those that are not shown. */
export async function countTournaments(sql: Sql, series: Id<'series'>): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    SELECT count(*)::integer AS count FROM tournament_series_tournament WHERE series_id = ${series}`;
  return row?.count ?? 0;
}

export interface SeriesEntry {
  readonly tournamentId: Id<'tournament'>;
  readonly title: string;
  readonly state: TournamentState;
}

/** In the order of their starts. */
export function listTournamentsOf(db: Database, series: Id<'series'>): Promise<SeriesEntry[]> {
  return run(
    () => db.sql<SeriesEntry[]>`
    SELECT t.id AS "tournamentId", t.title, t.state FROM tournament_series_tournament e
      JOIN tournament_tournament t ON t.id = e.tournament_id JOIN tournament_summary s ON s.id = t.id AND s.is_public
    WHERE e.series_id = ${series} ORDER BY t.starts_at, t.id`,
  );
}

export interface SeriesPlace {
  readonly tournamentId: Id<'tournament'>;
  readonly entrant: SeriesEntrant;
  readonly displayName: string;
  readonly rank: number;
}

/** The final places of all completed tournaments, in the order of their starts. Who was disqualified has none. */
export function listSeriesPlaces(db: Database, series: Id<'series'>): Promise<SeriesPlace[]> {
  return run(
    () => db.sql<SeriesPlace[]>`
    SELECT t.id AS "tournamentId", coalesce(r.team_id, r.player_id) AS entrant, r.display_name AS "displayName", p.rank
    FROM tournament_series_tournament e
      JOIN tournament_tournament t ON t.id = e.tournament_id JOIN tournament_summary s ON s.id = t.id AND s.is_public
      JOIN tournament_placement p ON p.tournament_id = t.id JOIN tournament_registration r ON r.id = p.registration_id
    WHERE e.series_id = ${series} AND t.state IN ('completed', 'archived') AND r.state <> 'disqualified'
    ORDER BY t.starts_at, t.id, p.rank, p.registration_id`,
  );
}
