// Tables of vetoes: the plan of a stage, the veto of a match, and what its sides chose. Steps that time or the draw decided are no rows:
// they follow from the rest.

import { sql } from 'drizzle-orm';
import { check, foreignKey, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Id } from '../../core/id.ts';
import { idColumn, instant } from '../../db/columns.ts';
import { matchTable } from '../matches/tables.ts';
import { stageTable } from '../stages/tables.ts';
import { registrationTable } from '../tables.ts';
import type { VetoPlan } from './veto.ts';

export const vetoPlanTable = pgTable(
  'tournament_veto_plan',
  {
    tournamentId: idColumn<Id<'tournament'>>('tournament_id').notNull(),
    stage: integer('stage').notNull(),
    plan: jsonb('plan').$type<VetoPlan>().notNull(),
  },
  (table) => [
    primaryKey({ name: 'veto_plan_once_per_stage', columns: [table.tournamentId, table.stage] }),
    foreignKey({
      name: 'veto_plan_stage_exists',
      columns: [table.tournamentId, table.stage],
      foreignColumns: [stageTable.tournamentId, stageTable.number],
    }).onDelete('cascade'),
  ],
);

export const vetoTable = pgTable(
  'tournament_veto',
  {
    matchId: idColumn<Id<'match'>>('match_id').primaryKey(),
    /** Sides a and b. A match that gets other entrants needs a new veto. */
    entrantA: idColumn<Id<'registration'>>('entrant_a').notNull(),
    entrantB: idColumn<Id<'registration'>>('entrant_b').notNull(),
    startedAt: instant('started_at').notNull(),
  },
  (table) => [
    foreignKey({ name: 'veto_match_exists', columns: [table.matchId], foreignColumns: [matchTable.id] }),
    foreignKey({ name: 'veto_side_a_exists', columns: [table.entrantA], foreignColumns: [registrationTable.id] }),
    foreignKey({ name: 'veto_side_b_exists', columns: [table.entrantB], foreignColumns: [registrationTable.id] }),
  ],
);

/** Who won a game of a match whose veto goes on with it. What counts for the match is its result. */
export const vetoGameTable = pgTable(
  'tournament_veto_game',
  {
    matchId: idColumn<Id<'match'>>('match_id').notNull(),
    /** From 1. */
    game: integer('game').notNull(),
    /** A slot of the match; null: the game was drawn. */
    winner: integer('winner').$type<0 | 1>(),
    saidBy: idColumn<Id<'player'>>('said_by').notNull(),
    saidAt: instant('said_at').notNull(),
  },
  (table) => [
    primaryKey({ name: 'veto_game_once', columns: [table.matchId, table.game] }),
    foreignKey({
      name: 'veto_game_veto_exists',
      columns: [table.matchId],
      foreignColumns: [vetoTable.matchId],
    }).onDelete('cascade'),
    check('veto_game_positive', sql`${table.game} > 0`),
    check('veto_game_winner_is_side', sql`${table.winner} in (0, 1)`),
  ],
);

export const vetoActTable = pgTable(
  'tournament_veto_act',
  {
    matchId: idColumn<Id<'match'>>('match_id').notNull(),
    /** From 0, in the plan. */
    step: integer('step').notNull(),
    choice: text('choice').notNull(),
    chosenAt: instant('chosen_at').notNull(),
  },
  (table) => [
    primaryKey({ name: 'veto_step_once', columns: [table.matchId, table.step] }),
    foreignKey({
      name: 'veto_act_veto_exists',
      columns: [table.matchId],
      foreignColumns: [vetoTable.matchId],
    }).onDelete('cascade'),
    check('veto_step_not_negative', sql`${table.step} >= 0`),
    check('veto_choice_length', sql`char_length(${table.choice}) between 1 and 60`),
  ],
);
