// The list of tournaments. One index gives the order and one of the filters; the others are judged row by row. A page reads at most
// `walkMax` rows of the index, so that a rare combination of filters costs no more than a common one.

import { eq, type SQL, sql } from 'drizzle-orm';
import type { Instant } from '../../core/instant.ts';
import type { Database } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import { tournamentColumns } from '../stages/tables.ts';
import { tournamentTable } from '../tables.ts';
import { isOver, storedStatesOf, type Tournament, type TournamentState } from '../tournament.ts';
import type { Place, TournamentFilter } from './tournament-filter.ts';

const walkMaxDefault = 2000;

export interface ListRequest {
  readonly filter: TournamentFilter;
  readonly after: Place | null;
  readonly limit: number;
  readonly now: Instant;
}

export interface ListedTournament {
  readonly tournament: Tournament;
  /** False only for the last row of a walk that ended at its limit. */
  readonly isMatch: boolean;
  readonly isWalkEnd: boolean;
}

/** At most `limit + 1` rows, in order. */
export async function listTournaments(
  db: Database,
  request: ListRequest,
  walkMax = walkMaxDefault,
): Promise<ListedTournament[]> {
  const { filter, limit, now } = request;
  const order = filter.sort === 'newest' ? sql`id DESC` : sql`starts_at, id`;
  const walk = sql`(
    SELECT id, is_match, walked FROM (
      SELECT id, starts_at, (${matchOf(filter, now)}) AS is_match, row_number() OVER (ORDER BY ${order}) AS walked
      FROM ${sourceOf(filter)} t WHERE ${boundsOf(request)} ORDER BY ${order} LIMIT ${walkMax}) w
    WHERE is_match OR walked = ${walkMax} ORDER BY ${order} LIMIT ${limit + 1}) walk`;
  // LIMIT keeps Postgres from reading the whole tables, which it prefers while they are small.
  const row = db.orm
    .select(columns)
    .from(tournamentTable)
    .where(eq(tournamentTable.id, sql`walk.id`))
    .limit(1)
    .as('row');
  const fields = Object.keys(columns).map((name) => [name, row[name as keyof typeof columns]]);
  const rows = await run(() =>
    db.orm
      .select({
        ...(Object.fromEntries(fields) as typeof columns),
        isMatch: sql<boolean>`walk.is_match`,
        isWalkEnd: sql<boolean>`walk.walked = ${walkMax}`,
      })
      .from(walk)
      .innerJoinLateral(row, sql`true`)
      .orderBy(sql`walk.walked`),
  );
  return rows.map(({ isMatch, isWalkEnd, ...tournament }) => ({ tournament, isMatch, isWalkEnd }));
}

const columns = {
  ...tournamentColumns,
};

/** The rows with the most selective filter that has an index. */
function sourceOf({ organizerId, game, state }: TournamentFilter): SQL {
  if (organizerId !== null) return sql`(SELECT * FROM tournament_tournament WHERE organizer_id = ${organizerId})`;
  // Few tournaments are under way at a time, most are over.
  if (game !== null && (state === null || isOver(state)))
    return sql`(SELECT * FROM tournament_tournament WHERE game = ${game})`;
  if (state === null) return sql`tournament_tournament`;
  const ofState = (stored: TournamentState) => sql`SELECT * FROM tournament_tournament WHERE state = ${stored}`;
  return sql`(${sql.join(storedStatesOf(state).map(ofState), sql` UNION ALL `)})`;
}

/** What the index itself skips. */
function boundsOf({ filter, after }: ListRequest): SQL {
  if (filter.sort === 'newest') return after === null ? sql`true` : sql`id < ${after.id}`;
  const { startsAfter, startsBefore } = filter;
  return all([
    after === null ? null : sql`(starts_at, id) > (${after.startsAt}::timestamptz, ${after.id})`,
    startsAfter === null ? null : sql`starts_at >= ${startsAfter}::timestamptz`,
    startsBefore === null ? null : sql`starts_at < ${startsBefore}::timestamptz`,
  ]);
}

function matchOf(filter: TournamentFilter, now: Instant): SQL {
  const { state, organizerId, isOwn, isSandbox, format, game, startsAfter, startsBefore, text } = filter;
  return all([
    isOwn
      ? null
      : sql`visibility = 'public' AND state NOT IN ('draft', 'pending_approval') AND (state <> 'cancelled' OR published_at IS NOT NULL)`,
    isSandbox ? sql`is_sandbox` : sql`NOT is_sandbox`,
    organizerId === null ? null : sql`organizer_id = ${organizerId}`,
    state === null ? null : sql`${stateAt(now)} = ${state}`,
    game === null ? null : sql`game = ${game}`,
    startsAfter === null ? null : sql`starts_at >= ${startsAfter}::timestamptz`,
    startsBefore === null ? null : sql`starts_at < ${startsBefore}::timestamptz`,
    // ICU folds the case of all scripts, whatever the locale of the database. `strpos` knows no pattern characters.
    text === null ? null : sql`strpos(lower(title COLLATE "und-x-icu"), lower(${text}::text COLLATE "und-x-icu")) > 0`,
    // An aggregate is not turned into a join, which would read all stages.
    format === null
      ? null
      : sql`(SELECT bool_or(s.format = ${format}) FROM tournament_stage s WHERE s.tournament_id = t.id)`,
  ]);
}

/** As `stateAt` of tournament.ts. A test compares the two. */
const stateAt = (now: Instant) => sql`CASE
  WHEN state = 'published' AND registration_opens_at <= ${now}::timestamptz THEN
    CASE WHEN registration_closes_at <= ${now}::timestamptz THEN 'registration_closed' ELSE 'registration_open' END
  WHEN state = 'registration_open' AND registration_closes_at <= ${now}::timestamptz THEN 'registration_closed'
  ELSE state END`;

function all(conditions: readonly (SQL | null)[]): SQL {
  const given = conditions.filter((condition) => condition !== null);
  return given.length === 0 ? sql`true` : sql.join(given, sql` AND `);
}
