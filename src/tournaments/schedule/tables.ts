// Tables of the schedule: the match plan of a tournament, its stations, the times of matches, and what a match occupies meanwhile.

import { sql } from 'drizzle-orm';
import { boolean, check, customType, foreignKey, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Id } from '../../core/id.ts';
import { idColumn, instant, isCleanName } from '../../db/columns.ts';
import { matchTable } from '../matches/tables.ts';
import { tournamentTable } from '../tables.ts';

/** How the matches of a tournament are held. Without a row the defaults of schedule/match-plan.ts apply. */
export const matchPlanTable = pgTable(
  'tournament_match_plan',
  {
    tournamentId: idColumn<Id<'tournament'>>('tournament_id').primaryKey(),
    /** null: matches have no check-in. */
    checkInMinutes: integer('check_in_minutes'),
    /** How long a scheduled match occupies its station and its entrants. */
    matchMinutes: integer('match_minutes').notNull(),
    restMinutes: integer('rest_minutes').notNull(),
    /** null: teams name no line-ups. */
    lineUpMin: integer('line_up_min'),
    lineUpMax: integer('line_up_max'),
    blindLineUps: boolean('blind_line_ups').notNull().default(false),
  },
  (table) => [
    foreignKey({
      name: 'match_plan_tournament_exists',
      columns: [table.tournamentId],
      foreignColumns: [tournamentTable.id],
    }).onDelete('cascade'),
    check('match_plan_check_in_in_range', sql`${table.checkInMinutes} between 1 and 1440`),
    check('match_plan_length_in_range', sql`${table.matchMinutes} between 5 and 1440`),
    check(
      'match_plan_line_ups_in_range',
      sql`(${table.lineUpMin} is null) = (${table.lineUpMax} is null) and coalesce(${table.lineUpMin} >= 1 and ${table.lineUpMin} <= ${table.lineUpMax} and ${table.lineUpMax} <= 20, true)`,
    ),
    check('match_plan_rest_in_range', sql`${table.restMinutes} between 0 and 1440`),
  ],
);

/** A board, a console, a pitch. */
export const stationTable = pgTable(
  'tournament_station',
  {
    tournamentId: idColumn<Id<'tournament'>>('tournament_id').notNull(),
    name: text('name').notNull(),
    /** In the order of the plan, from 0. */
    position: integer('position').notNull(),
  },
  (table) => [
    primaryKey({ name: 'station_once_per_tournament', columns: [table.tournamentId, table.name] }),
    foreignKey({
      name: 'station_plan_exists',
      columns: [table.tournamentId],
      foreignColumns: [matchPlanTable.tournamentId],
    }).onDelete('cascade'),
    check('station_name_length', sql`char_length(${table.name}) between 1 and 40`),
    check('station_name_is_clean', isCleanName(table.name)),
    check('station_position_not_negative', sql`${table.position} >= 0`),
  ],
);

export const scheduleTable = pgTable(
  'tournament_schedule',
  {
    matchId: idColumn<Id<'match'>>('match_id').primaryKey(),
    tournamentId: idColumn<Id<'tournament'>>('tournament_id').notNull(),
    startsAt: instant('starts_at'),
    endsAt: instant('ends_at'),
    station: text('station'),
    /** An https URL. */
    stream: text('stream'),
    /** It has no time until it gets a new one. */
    isPostponed: boolean('is_postponed').notNull(),
    /** When its entrants were called last. */
    calledAt: instant('called_at'),
  },
  (table) => [
    foreignKey({ name: 'schedule_match_exists', columns: [table.matchId], foreignColumns: [matchTable.id] }),
    foreignKey({
      name: 'schedule_station_exists',
      columns: [table.tournamentId, table.station],
      foreignColumns: [stationTable.tournamentId, stationTable.name],
    }),
    index('idx_schedule_time').on(table.tournamentId, table.startsAt, table.matchId),
    check(
      'schedule_times_in_order',
      sql`(${table.startsAt} is null) = (${table.endsAt} is null) and coalesce(${table.startsAt} < ${table.endsAt}, true)`,
    ),
    check('schedule_postponed_has_no_time', sql`not ${table.isPostponed} or ${table.startsAt} is null`),
    check('schedule_stream_length', sql`char_length(${table.stream}) between 1 and 500`),
  ],
);

const timeRange = customType<{ data: string }>({ dataType: () => 'tstzrange' });

/**
 * What a match occupies: its station (`at:<name>`), and each entrant by its registration. The exclusion constraint `booking_once_at_a_time`
 * is in the migration, since Drizzle does not know this kind.
 */
export const bookingTable = pgTable(
  'tournament_booking',
  {
    matchId: idColumn<Id<'match'>>('match_id').notNull(),
    tournamentId: idColumn<Id<'tournament'>>('tournament_id').notNull(),
    subject: text('subject').notNull(),
    period: timeRange('period').notNull(),
  },
  (table) => [
    primaryKey({ name: 'booking_once_per_match', columns: [table.matchId, table.subject] }),
    foreignKey({ name: 'booking_match_exists', columns: [table.matchId], foreignColumns: [matchTable.id] }),
  ],
);
