// Queries on stages: their settings, and all their matches as a format reads them.

import type { Id } from '../../core/id.ts';
import type { Database, Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import { writeStages } from './append.ts';
import type { Stage, StageLifeState, StageRound } from './stage.ts';
import type { StoredMatch } from './stored-match.ts';

/** Locks the stages, in order. The caller holds the lock on the tournament. */
export async function lockStages(sql: Sql, tournamentId: Id<'tournament'>): Promise<Stage[]> {
  return sql<Stage[]>`
    SELECT number, format, settings, state, name, group_count AS groups, qualification AS entrants, best_of AS "bestOf", scoring
    FROM tournament_stage WHERE tournament_id = ${tournamentId} ORDER BY number FOR NO KEY UPDATE`;
}

export async function moveStage(
  sql: Sql,
  tournamentId: Id<'tournament'>,
  number: number,
  to: StageLifeState,
): Promise<void> {
  await sql`UPDATE tournament_stage SET state = ${to} WHERE tournament_id = ${tournamentId} AND number = ${number}`;
}

/** Another plan for a stage that has not started. The row of the tournament gets a new version: its ETag covers the stages. */
export async function updatePlan(sql: Sql, tournamentId: Id<'tournament'>, stage: Stage): Promise<void> {
  await sql`
    WITH touched AS (UPDATE tournament_tournament SET event_seq = event_seq WHERE id = ${tournamentId} RETURNING id)
    ${writeStages(sql, [stage], sql`touched`)}`;
}

/** Drops a stage that has not started. The tournament's ETag changes, as in updatePlan. */
export async function deletePlan(sql: Sql, tournamentId: Id<'tournament'>, number: number): Promise<void> {
  await sql`
    WITH touched AS (UPDATE tournament_tournament SET event_seq = event_seq WHERE id = ${tournamentId})
    DELETE FROM tournament_stage WHERE tournament_id = ${tournamentId} AND number = ${number}`;
}

export async function listStageMatches(
  sql: Sql,
  tournamentId: Id<'tournament'>,
  number: number,
): Promise<StoredMatch[]> {
  return sql<StoredMatch[]>`
    SELECT m.id, m.group_number AS "group", m.round, m.position, m.state, m.outcome, instant_text(m.completed_at) AS "completedAt",
      CASE WHEN EXISTS (SELECT FROM tournament_game x WHERE x.match_id = m.id) THEN tournament_games(m.id) ELSE '[]' END AS games,
      (SELECT coalesce(jsonb_agg(w.registration_id), '[]') FROM tournament_lasting_walkover w WHERE w.match_id = m.id) AS "lastsFor", jsonb_agg(jsonb_build_object(
      'registrationId', s.registration_id, 'vacancy', s.vacancy, 'absentId', s.absent_id, 'score', s.score, 'place', s.place, 'source',
      jsonb_build_object('kind', s.source_kind) || CASE s.source_kind WHEN 'seed' THEN jsonb_build_object('seed', s.source_number)
        ELSE jsonb_build_object('of', jsonb_build_object('group', o.group_number, 'round', o.round, 'position', o.position)) END
        || CASE s.source_kind WHEN 'place' THEN jsonb_build_object('place', s.source_number) ELSE '{}' END) ORDER BY s.slot) AS slots
    FROM tournament_match m JOIN tournament_slot s ON s.match_id = m.id LEFT JOIN tournament_match o ON o.id = s.source_match
    WHERE m.tournament_id = ${tournamentId} AND m.stage = ${number}
    GROUP BY m.id ORDER BY m.group_number, m.round, m.position`;
}

/** The matches of a cancelled tournament that were not completed. */
export async function cancelMatches(sql: Sql, tournamentId: Id<'tournament'>): Promise<void> {
  await sql`UPDATE tournament_match SET state = 'cancelled' WHERE tournament_id = ${tournamentId} AND state <> 'completed'`;
}

/** Whether a match of the round is still to be completed. */
export async function isRoundOpen(
  db: Database,
  tournamentId: Id<'tournament'>,
  { number, group, round }: StageRound,
): Promise<boolean> {
  const rows = await run(
    () => db.sql`
    SELECT 1 FROM tournament_match WHERE tournament_id = ${tournamentId} AND stage = ${number} AND group_number = ${group} AND round = ${round}
      AND outcome IS NULL AND state <> 'cancelled' LIMIT 1`,
  );
  return rows.length > 0;
}
