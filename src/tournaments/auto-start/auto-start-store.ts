// Queries on starts by time.

import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Database, Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import type { AutoStart, Tournament } from '../tournament.ts';
import { type StartBlock, triedHours } from './start-block.ts';

/** Due starts in random order, so that none that fails blocks others. */
export async function listDueStarts(db: Database, now: Instant, limit: number): Promise<Id<'tournament'>[]> {
  const rows = await run(
    () => db.sql<{ id: Id<'tournament'> }[]>`
    SELECT id FROM tournament_tournament WHERE state = 'registration_closed' AND auto_start <> 'off'
      AND starts_at <= ${now}::timestamptz AND starts_at > ${now}::timestamptz - ${triedHours} * interval '1 hour'
    ORDER BY random() LIMIT ${limit}`,
  );
  return rows.map(({ id }) => id);
}

export interface DueStart extends Pick<Tournament, 'organizerId' | 'entrantsMin'> {
  readonly autoStart: AutoStart;
  readonly isSeeded: boolean;
}

/** Locks the tournament. null: it is not due, or not any more. */
export async function lockDueStart(sql: Sql, id: Id<'tournament'>, now: Instant): Promise<DueStart | null> {
  const [row] = await sql<(DueStart & { readonly isDue: boolean })[]>`
    SELECT organizer_id AS "organizerId", entrants_min AS "entrantsMin", auto_start AS "autoStart", seeding_method IS NOT NULL AS "isSeeded",
      state = 'registration_closed' AND auto_start <> 'off' AND starts_at <= ${now}::timestamptz AS "isDue"
    FROM tournament_tournament WHERE id = ${id} FOR NO KEY UPDATE`;
  if (row === undefined || !row.isDue) return null;
  const { isDue: _, ...due } = row;
  return due;
}

/** @returns whether the reason is another one than before. */
export async function writeStartBlock(
  sql: Sql,
  id: Id<'tournament'>,
  { code, facts, since }: StartBlock,
): Promise<boolean> {
  const rows = await sql`
    INSERT INTO tournament_start_block AS b (tournament_id, code, facts, since)
    VALUES (${id}, ${code}, ${JSON.stringify(facts)}::text::jsonb, ${since}::timestamptz)
    ON CONFLICT (tournament_id) DO UPDATE SET code = excluded.code, facts = excluded.facts, since = excluded.since
      WHERE (b.code, b.facts) IS DISTINCT FROM (excluded.code, excluded.facts)
    RETURNING b.tournament_id`;
  return rows.length > 0;
}

export async function endStartBlock(sql: Sql, id: Id<'tournament'>): Promise<void> {
  await sql`DELETE FROM tournament_start_block WHERE tournament_id = ${id}`;
}
