// Queries on match plans, stations and times of matches. Those that write run in the caller's transaction, which has locked the tournament.

import { invariant } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { PageRequest } from '../../core/page.ts';
import type { Sql } from '../../db/client.ts';
import type { MatchState } from '../matches/result.ts';
import type { MatchPlan } from './match-plan.ts';
import type { ScheduleEntry } from './timetable.ts';

/** null: the organizer has set none. */
export async function findMatchPlan(sql: Sql, id: Id<'tournament'>): Promise<MatchPlan | null> {
  const [plan] = await sql<MatchPlan[]>`
    SELECT check_in_minutes AS "matchCheckInMinutes", match_minutes AS "matchMinutes", rest_minutes AS "restMinutes",
      line_up_min AS "lineUpMin", line_up_max AS "lineUpMax", blind_line_ups AS "blindLineUps", (
      SELECT coalesce(jsonb_agg(name ORDER BY position), '[]') FROM tournament_station s WHERE s.tournament_id = p.tournament_id) AS stations
    FROM tournament_match_plan p WHERE tournament_id = ${id}`;
  return plan ?? null;
}

/** @throws the constraint schedule_station_exists if a match is scheduled at a station that is not in the plan any more. */
export async function writeMatchPlan(sql: Sql, id: Id<'tournament'>, plan: MatchPlan): Promise<void> {
  const stations = JSON.stringify(plan.stations);
  await sql`
    INSERT INTO tournament_match_plan (tournament_id, check_in_minutes, match_minutes, rest_minutes, line_up_min, line_up_max, blind_line_ups)
    VALUES (${id}, ${plan.matchCheckInMinutes}, ${plan.matchMinutes}, ${plan.restMinutes}, ${plan.lineUpMin}, ${plan.lineUpMax}, ${plan.blindLineUps})
    ON CONFLICT (tournament_id) DO UPDATE SET check_in_minutes = excluded.check_in_minutes, match_minutes = excluded.match_minutes,
      rest_minutes = excluded.rest_minutes, line_up_min = excluded.line_up_min, line_up_max = excluded.line_up_max,
      blind_line_ups = excluded.blind_line_ups`;
  await sql`DELETE FROM tournament_station WHERE tournament_id = ${id} AND NOT ${stations}::text::jsonb ? name`;
  await sql`
    INSERT INTO tournament_station (tournament_id, name, position)
    SELECT ${id}, name, position - 1 FROM jsonb_array_elements_text(${stations}::text::jsonb) WITH ORDINALITY AS s (name, position)
    ON CONFLICT (tournament_id, name) DO UPDATE SET position = excluded.position`;
}

export interface Written {
  /** A match would start before the tournament. */
  readonly isTooEarly: boolean;
  readonly conflicts: readonly {
    readonly matchId: Id<'match'>;
    readonly otherMatchId: Id<'match'>;
    /** `at:<station>`, or the id of the entrant. */
    readonly subject: string;
  }[];
  readonly warnings: readonly RestWarning[];
}

/** Deadlines of check-in follow a match that is postponed, or is due again. */
export async function moveCheckIn(sql: Sql, id: Id<'match'>, isPostponed: boolean, now: Instant): Promise<void> {
  await sql`SELECT tournament_move_match_check_in(${id}, ${isPostponed}, ${now}::timestamptz)`;
}

export interface RestWarning {
  readonly code: 'short_rest';
  readonly matchId: Id<'match'>;
  readonly otherMatchId: Id<'match'>;
  readonly registrationId: Id<'registration'>;
  /** Between the two matches. */
  readonly minutes: number;
}

export interface ScheduleWarning {
  readonly code: 'double_booked' | 'short_rest';
  readonly matchId: Id<'match'>;
  readonly otherMatchId: Id<'match'>;
  /** `at:<station>`, or the id of the entrant. */
  readonly subject: string;
  /** Of rest; null: of another warning. */
  readonly minutes: number | null;
}

/** What is wrong with the schedule now, the earliest match first. */
export function listScheduleWarnings(sql: Sql, id: Id<'tournament'>, limit: number): Promise<ScheduleWarning[]> {
  return sql<ScheduleWarning[]>`
    SELECT code, match_id AS "matchId", other_match_id AS "otherMatchId", subject, minutes FROM tournament_schedule_warnings(${id})
    ORDER BY starts_at, match_id, subject, other_match_id LIMIT ${limit}`;
}

/** Too early, or with conflicts, nothing is booked, and the caller rolls back. @throws the constraints schedule_station_exists, booking_once_at_a_time. */
export async function writeSchedule(
  sql: Sql,
  id: Id<'tournament'>,
  entries: readonly ScheduleEntry[],
  restMinutes: number,
): Promise<Written> {
  const [row] = await sql<Written[]>`
    SELECT is_too_early AS "isTooEarly", conflicts, warnings FROM tournament_write_schedule(${id}, ${JSON.stringify(entries)}::text::jsonb, ${restMinutes})`;
  invariant(row !== undefined, 'the function returns one row');
  return row;
}

export interface RoundMatch {
  readonly id: Id<'match'>;
  readonly state: MatchState;
  readonly stream: string | null;
}

/** In the order of the bracket. */
export function listRoundMatches(
  sql: Sql,
  id: Id<'tournament'>,
  { stage, round, group }: { readonly stage: number; readonly round: number; readonly group: number | null },
): Promise<RoundMatch[]> {
  return sql<RoundMatch[]>`
    SELECT m.id, m.state, s.stream FROM tournament_match m LEFT JOIN tournament_schedule s ON s.match_id = m.id
    WHERE m.tournament_id = ${id} AND m.stage = ${stage} AND m.round = ${round} AND (${group}::integer IS NULL OR m.group_number = ${group})
    ORDER BY m.group_number, m.position`;
}

export async function writeCall(sql: Sql, id: Id<'tournament'>, matchId: Id<'match'>, now: Instant): Promise<void> {
  await sql`
    INSERT INTO tournament_schedule (match_id, tournament_id, is_postponed, called_at) VALUES (${matchId}, ${id}, false, ${now}::timestamptz)
    ON CONFLICT (match_id) DO UPDATE SET called_at = excluded.called_at`;
}

export interface ScheduleFilter {
  readonly stage: number | null;
  readonly round: number | null;
  readonly station: string | null;
  readonly registrationId: Id<'registration'> | null;
  readonly startsAfter: Instant | null;
  readonly startsBefore: Instant | null;
  readonly isPostponed: boolean | null;
}

/** Matches with a time, the earliest first, then postponed ones. */
export async function listScheduledIds(
  sql: Sql,
  id: Id<'tournament'>,
  f: ScheduleFilter,
  { after, limit }: PageRequest,
): Promise<Id<'match'>[]> {
  const rows = await sql<{ id: Id<'match'> }[]>`
    SELECT s.match_id AS id FROM tournament_schedule s JOIN tournament_match m ON m.id = s.match_id
    WHERE s.tournament_id = ${id} AND (s.starts_at IS NOT NULL OR s.is_postponed)
      AND (${f.stage}::integer IS NULL OR m.stage = ${f.stage}) AND (${f.round}::integer IS NULL OR m.round = ${f.round})
      AND (${f.station}::text IS NULL OR s.station = ${f.station}) AND (${f.isPostponed}::boolean IS NULL OR s.is_postponed = ${f.isPostponed})
      AND (${f.startsAfter}::timestamptz IS NULL OR s.starts_at >= ${f.startsAfter})
      AND (${f.startsBefore}::timestamptz IS NULL OR s.starts_at < ${f.startsBefore})
      AND (${f.registrationId}::text IS NULL OR EXISTS (
        SELECT FROM tournament_slot x WHERE x.match_id = m.id AND x.registration_id = ${f.registrationId}))
      AND (${after}::text IS NULL OR (coalesce(s.starts_at, 'infinity'), s.match_id) > (
        SELECT coalesce(l.starts_at, 'infinity'), l.match_id FROM tournament_schedule l WHERE l.match_id = ${after}))
    ORDER BY coalesce(s.starts_at, 'infinity'), s.match_id LIMIT ${limit + 1}`;
  return rows.map((row) => row.id);
}
