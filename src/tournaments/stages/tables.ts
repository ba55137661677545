// Table of stages. A tournament has at least one, made with it.

import { sql } from 'drizzle-orm';
import { boolean, check, foreignKey, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Id } from '../../core/id.ts';
import { idColumn } from '../../db/columns.ts';
import { tournamentTable } from '../tables.ts';
import type { FormatName, StageSettings } from './format-registry.ts';
import type { StageLifeState } from './stage.ts';

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
    state: text('state').$type<StageLifeState>().notNull(),
  },
  (table) => [
    primaryKey({ name: 'stage_once_per_number', columns: [table.tournamentId, table.number] }),
    foreignKey({
      name: 'stage_tournament_exists',
      columns: [table.tournamentId],
      foreignColumns: [tournamentTable.id],
    }),
    check('stage_number_positive', sql`${table.number} > 0`),
    check('stage_state_known', sql`${table.state} in ('planned','live','completed')`),
  ],
);
