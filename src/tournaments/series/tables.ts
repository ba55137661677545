// Tables of series and of the tournaments that belong to them.

import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Id } from '../../core/id.ts';
import { idColumn, instant } from '../../db/columns.ts';
import { tournamentTable } from '../tables.ts';

export const seriesTable = pgTable(
  'tournament_series',
  {
    id: idColumn<Id<'series'>>('id').primaryKey(),
    title: text('title').notNull(),
    organizerId: idColumn<Id<'player'>>('organizer_id').notNull(),
    /** Of place 1, 2, … */
    points: jsonb('points').$type<readonly number[]>().notNull(),
    /** null: all results count. */
    countedResults: integer('counted_results'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    index('idx_series_organizer').on(table.organizerId, table.id),
    check('series_points_are_list', sql`jsonb_typeof(${table.points}) = 'array'`),
    check('series_counted_results_positive', sql`${table.countedResults} > 0`),
  ],
);

export const seriesTournamentTable = pgTable(
  'tournament_series_tournament',
  {
    seriesId: idColumn<Id<'series'>>('series_id').notNull(),
    tournamentId: idColumn<Id<'tournament'>>('tournament_id').notNull(),
  },
  (table) => [
    primaryKey({ name: 'series_tournament_once', columns: [table.seriesId, table.tournamentId] }),
    foreignKey({ name: 'series_exists', columns: [table.seriesId], foreignColumns: [seriesTable.id] }),
    foreignKey({
      name: 'series_tournament_exists',
      columns: [table.tournamentId],
      foreignColumns: [tournamentTable.id],
    }),
    index('idx_series_tournament').on(table.tournamentId),
  ],
);
