// Tables of stages and of their entrants. A tournament has at least one stage, made with it.

import { getTableColumns, sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { Id } from '../../core/id.ts';
import { idColumn } from '../../db/columns.ts';
import type { Scoring } from '../matches/result-fault.ts';
import { registrationTable, tournamentTable } from '../tables.ts';
import type { Qualification } from './advancement/qualification.ts';
import type { RequestedBye } from './format.ts';
import type { FormatName, StageSettings } from './format-registry.ts';
import type { Stage, StageLifeState } from './stage.ts';

export const stageTable = pgTable(
  'tournament_stage',
  {
    tournamentId: idColumn<Id<'tournament'>>('tournament_id').notNull(),
    /** 1 is played first. */
    number: integer('number').notNull(),
    format: text('format').$type<FormatName>().notNull(),
    settings: jsonb('settings').$type<StageSettings>().notNull(),
    /** Follows from format and settings. Here for the function that judges results. */
    allowsDraws: boolean('allows_draws').notNull(),
    /** What a score counts. */
    scoring: text('scoring').$type<Scoring>().notNull().default('wins'),
    /** Most games of a match; null: any number. */
    bestOf: integer('best_of'),
    state: text('state').$type<StageLifeState>().notNull(),
    name: text('name'),
    groupCount: integer('group_count').notNull().default(1),
    /** Where the entrants come from; null for stage 1. */
    qualification: jsonb('qualification').$type<Qualification>(),
  },
  (table) => [
    primaryKey({ name: 'stage_once_per_number', columns: [table.tournamentId, table.number] }),
    foreignKey({
      name: 'stage_tournament_exists',
      columns: [table.tournamentId],
      foreignColumns: [tournamentTable.id],
    }),
    check('stage_number_in_range', sql`${table.number} between 1 and 8`),
    check('stage_groups_positive', sql`${table.groupCount} > 0`),
    check('stage_has_entrants', sql`(${table.number} = 1) = (${table.qualification} is null)`),
    check('stage_scoring_known', sql`${table.scoring} in ('wins','sum','lobby')`),
    check('stage_best_of_odd', sql`${table.bestOf} between 1 and 15 and ${table.bestOf} % 2 = 1`),
    check('stage_state_known', sql`${table.state} in ('planned','live','completed')`),
  ],
);

/** Who plays in a stage that has started. The ranking is written when it is completed. */
export const stageEntrantTable = pgTable(
  'tournament_stage_entrant',
  {
    tournamentId: idColumn<Id<'tournament'>>('tournament_id').notNull(),
    stage: integer('stage').notNull(),
    registrationId: idColumn<Id<'registration'>>('registration_id').notNull(),
    seed: integer('seed').notNull(),
    group: integer('group_number').notNull(),
    rank: integer('rank'),
    decidedBy: text('decided_by'),
    /** At the start of a stage that is ranked by ratings. */
    rating: integer('rating'),
  },
  (table) => [
    primaryKey({
      name: 'stage_entrant_once',
      columns: [table.tournamentId, table.stage, table.registrationId],
    }),
    foreignKey({
      name: 'stage_entrant_stage_exists',
      columns: [table.tournamentId, table.stage],
      foreignColumns: [stageTable.tournamentId, stageTable.number],
    }),
    foreignKey({
      name: 'stage_entrant_registration_exists',
      columns: [table.registrationId],
      foreignColumns: [registrationTable.id],
    }),
    uniqueIndex('stage_entrant_seed_once').on(table.tournamentId, table.stage, table.seed),
    check('stage_entrant_numbers_positive', sql`${table.seed} > 0 and ${table.group} > 0 and ${table.rank} > 0`),
    check('stage_entrant_rating_in_range', sql`${table.rating} between 1 and 9999`),
    check('stage_entrant_rank_has_reason', sql`(${table.rank} is null) = (${table.decidedBy} is null)`),
  ],
);

/** Rounds in which an entrant is not paired. Until the stage starts, anybody who is registered may ask; from then on they name its entrants. */
export const byeTable = pgTable(
  'tournament_bye',
  {
    tournamentId: idColumn<Id<'tournament'>>('tournament_id').notNull(),
    stage: integer('stage').notNull(),
    registrationId: idColumn<Id<'registration'>>('registration_id').notNull(),
    round: integer('round').notNull(),
    points: text('points').$type<RequestedBye['points']>().notNull(),
  },
  (table) => [
    primaryKey({
      name: 'bye_once_per_round',
      columns: [table.tournamentId, table.stage, table.registrationId, table.round],
    }),
    foreignKey({
      name: 'bye_stage_exists',
      columns: [table.tournamentId, table.stage],
      foreignColumns: [stageTable.tournamentId, stageTable.number],
    }).onDelete('cascade'),
    foreignKey({
      name: 'bye_registration_exists',
      columns: [table.registrationId],
      foreignColumns: [registrationTable.id],
    }),
    check('bye_round_positive', sql`${table.round} > 0`),
    check('bye_points_known', sql`${table.points} in ('half','zero')`),
  ],
);

/** The stages of a tournament in order, beside its row. */
export const stagesColumn = sql<Stage[]>`(
  SELECT jsonb_agg(jsonb_build_object('number', s.number, 'state', s.state, 'name', s.name, 'groups', s.group_count,
    'entrants', s.qualification, 'bestOf', s.best_of, 'scoring', s.scoring, 'format', s.format, 'settings', s.settings) ORDER BY s.number)
  FROM tournament_stage s WHERE s.tournament_id = tournament_tournament.id)`;

/** What a tournament is read with, with its stages and the epoch of its last event. */
export const tournamentColumns = {
  ...getTableColumns(tournamentTable),
  eventEpoch: sql<string>`outbox_epoch_of(${tournamentTable.id})`.as('event_epoch'),
  stages: stagesColumn.as('stages'),
};
