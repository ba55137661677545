// Tables of rating lists: the lists, the tournaments that count for them, and the rated players.

import { sql } from 'drizzle-orm';
import { check, doublePrecision, foreignKey, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Id } from '../../core/id.ts';
import { idColumn, instant } from '../../db/columns.ts';
import { tournamentTable } from '../tables.ts';
import type { RatingSystem } from './rating-list.ts';

export const ratingListTable = pgTable(
  'tournament_rating_list',
  {
    id: idColumn<Id<'ratingList'>>('id').primaryKey(),
    ownerId: idColumn<Id<'player'>>('owner_id').notNull(),
    name: text('name').notNull(),
    system: text('system').$type<RatingSystem>().notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    index('idx_rating_list_owner').on(table.ownerId, table.id),
    check('rating_list_name_length', sql`char_length(${table.name}) between 1 and 60`),
    check('rating_system_known', sql`${table.system} in ('glicko2')`),
  ],
);

/** A tournament counts for one list at most. */
export const countedTable = pgTable(
  'tournament_counted',
  {
    tournamentId: idColumn<Id<'tournament'>>('tournament_id').primaryKey(),
    listId: idColumn<Id<'ratingList'>>('list_id').notNull(),
    /** The place in the order in which the list was rated; null: not rated, or rated with other results. */
    number: integer('number'),
  },
  (table) => [
    foreignKey({
      name: 'counted_tournament_exists',
      columns: [table.tournamentId],
      foreignColumns: [tournamentTable.id],
    }),
    foreignKey({ name: 'counted_list_exists', columns: [table.listId], foreignColumns: [ratingListTable.id] }),
    index('idx_counted_list').on(table.listId),
    index('idx_counted_unrated').on(table.tournamentId).where(sql`${table.number} is null`),
    check('counted_number_positive', sql`${table.number} > 0`),
  ],
);

/** Follows from the results of the tournaments that are rated. */
export const ratedTable = pgTable(
  'tournament_rated',
  {
    listId: idColumn<Id<'ratingList'>>('list_id').notNull(),
    playerId: idColumn<Id<'player'>>('player_id').notNull(),
    rating: doublePrecision('rating').notNull(),
    deviation: doublePrecision('deviation').notNull(),
    volatility: doublePrecision('volatility').notNull(),
    games: integer('games').notNull(),
    lastNumber: integer('last_number').notNull(),
  },
  (table) => [
    primaryKey({ name: 'rated_once_per_list', columns: [table.listId, table.playerId] }),
    foreignKey({ name: 'rated_list_exists', columns: [table.listId], foreignColumns: [ratingListTable.id] }),
    index('idx_rated_order').on(table.listId, table.rating.desc(), table.playerId),
    index('idx_rated_player').on(table.playerId),
  ],
);
