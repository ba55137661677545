// Queries on the entrants of stages.

import type { Id } from '../../../core/id.ts';
import type { Sql } from '../../../db/client.ts';
import { run } from '../../../db/transaction.ts';
import type { Departure } from '../../departures/departure.ts';
import type { RankedStage } from '../advancement/final-ranking.ts';
import type { Qualification } from '../advancement/qualification.ts';
import type { RequestedBye } from '../format.ts';

export interface StageEntrant {
  readonly registrationId: Id<'registration'>;
  readonly displayName: string;
  readonly seed: number;
  readonly group: number;
  /** null until the stage is completed. */
  readonly rank: number | null;
  readonly decidedBy: string | null;
  readonly left: Departure | null;
  /** Asked for, by round. */
  readonly byes: readonly Omit<RequestedBye, 'entrant'>[];
  /** At the start of a stage that is ranked by ratings; null: unrated, or another stage. */
  readonly rating: number | null;
}

/** In order of their seeds. */
export async function listStageEntrants(sql: Sql, id: Id<'tournament'>, stage: number): Promise<StageEntrant[]> {
  return run(
    () => sql<StageEntrant[]>`
    SELECT e.registration_id AS "registrationId", r.display_name AS "displayName", e.seed, e.group_number AS "group", e.rank,
      e.decided_by AS "decidedBy", e.rating, CASE WHEN r.state <> 'confirmed' THEN r.state END AS left, coalesce((
        SELECT jsonb_agg(jsonb_build_object('round', b.round, 'points', b.points) ORDER BY b.round) FROM tournament_bye b
        WHERE b.tournament_id = e.tournament_id AND b.stage = e.stage AND b.registration_id = e.registration_id), '[]') AS byes
    FROM tournament_stage_entrant e JOIN tournament_registration r ON r.id = e.registration_id
    WHERE e.tournament_id = ${id} AND e.stage = ${stage} ORDER BY e.seed`,
  );
}

export interface Rated {
  /** Of the rows. */
  readonly unratedCount: number;
  /** Whether the tournament counts for a rating list. */
  readonly hasList: boolean;
}

/** `isRated`: with their ratings of now, as in a seeding: the one by hand, else that of the list for which the tournament counts. */
export async function insertStageEntrants(
  sql: Sql,
  id: Id<'tournament'>,
  stage: number,
  rows: readonly Pick<StageEntrant, 'registrationId' | 'seed' | 'group'>[],
  isRated = false,
): Promise<Rated> {
  const [rated] = await sql<[Rated]>`
    WITH written AS (
      INSERT INTO tournament_stage_entrant (tournament_id, stage, registration_id, seed, group_number, rating)
      SELECT ${id}, ${stage}, e."registrationId", e.seed, e."group", CASE WHEN ${isRated}::boolean THEN coalesce(r.rating, (
        SELECT least(greatest(round(l.rating), 1), 9999)::integer
        FROM tournament_counted c JOIN tournament_rated l ON l.list_id = c.list_id AND l.player_id = r.player_id
        WHERE c.tournament_id = ${id} AND r.team_id IS NULL)) END
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) AS e ("registrationId" text, seed integer, "group" integer)
      LEFT JOIN tournament_registration r ON r.id = e."registrationId" RETURNING rating)
    SELECT (count(*) FILTER (WHERE rating IS NULL))::integer AS "unratedCount",
      EXISTS (SELECT FROM tournament_counted WHERE tournament_id = ${id}) AS "hasList" FROM written`;
  return rated;
}

export interface StageRank {
  readonly registrationId: Id<'registration'>;
  readonly rank: number;
  readonly decidedBy: string;
}

export async function writeRanking(
  sql: Sql,
  id: Id<'tournament'>,
  stage: number,
  ranking: readonly StageRank[],
): Promise<void> {
  await sql`
    UPDATE tournament_stage_entrant e SET rank = r.rank, decided_by = r."decidedBy"
    FROM jsonb_to_recordset(${JSON.stringify(ranking)}::text::jsonb) AS r ("registrationId" text, rank integer, "decidedBy" text)
    WHERE e.tournament_id = ${id} AND e.stage = ${stage} AND e.registration_id = r."registrationId"`;
}

/** Of all stages that are completed, in order. */
export async function listRankings(sql: Sql, id: Id<'tournament'>): Promise<RankedStage<Id<'registration'>>[]> {
  const rows = await sql<{ number: number; entrants: Qualification | null; ranking: StageRank[] }[]>`
    SELECT s.number, s.qualification AS entrants, jsonb_agg(jsonb_build_object('registrationId', e.registration_id, 'rank', e.rank,
      'decidedBy', e.decided_by) ORDER BY e.rank, e.seed) AS ranking
    FROM tournament_stage s JOIN tournament_stage_entrant e ON e.tournament_id = s.tournament_id AND e.stage = s.number
    WHERE s.tournament_id = ${id} AND s.state = 'completed' GROUP BY s.number, s.qualification ORDER BY s.number`;
  return rows.map(({ number, entrants, ranking }) => ({
    number,
    entrants,
    ranking: ranking.map(({ registrationId, rank, decidedBy }) => ({ entrant: registrationId, rank, decidedBy })),
  }));
}

export interface RoundProgress {
  readonly group: number;
  readonly round: number;
  readonly matches: number;
  /** Neither completed nor cancelled. */
  readonly open: number;
}

export async function listRounds(sql: Sql, id: Id<'tournament'>, stage: number): Promise<RoundProgress[]> {
  return run(
    () => sql<RoundProgress[]>`
    SELECT group_number AS "group", round, count(*)::integer AS matches,
      (count(*) FILTER (WHERE state NOT IN ('completed', 'cancelled')))::integer AS open
    FROM tournament_match WHERE tournament_id = ${id} AND stage = ${stage} GROUP BY group_number, round ORDER BY group_number, round`,
  );
}
