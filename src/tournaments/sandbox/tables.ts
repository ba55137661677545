// Tables of sandboxes: how simulated players play a tournament, and which of their acts were done.

import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Id } from '../../core/id.ts';
import { idColumn, instant } from '../../db/columns.ts';
import { tournamentTable } from '../tables.ts';

export const sandboxTable = pgTable(
  'tournament_sandbox',
  {
    tournamentId: idColumn<Id<'tournament'>>('tournament_id').primaryKey(),
    creatorId: idColumn<Id<'player'>>('creator_id').notNull(),
    seed: text('seed').notNull(),
    actsPerMinute: integer('acts_per_minute').notNull(),
    disputePercent: integer('dispute_percent').notNull(),
    noShowPercent: integer('no_show_percent').notNull(),
    /** Simulated; the first ones are the strongest. */
    players: text('players').array().notNull(),
    /** When the next act is due; null: nothing is left to do. */
    nextAt: instant('next_at'),
    /** Until then one driver alone acts. */
    leasedUntil: instant('leased_until'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    foreignKey({
      name: 'sandbox_tournament_exists',
      columns: [table.tournamentId],
      foreignColumns: [tournamentTable.id],
    }).onDelete('cascade'),
    index('idx_sandbox_due').on(table.nextAt).where(sql`${table.nextAt} is not null`),
    index('idx_sandbox_creator').on(table.creatorId),
    index('idx_sandbox_created').on(table.createdAt),
    check('sandbox_speed_in_range', sql`${table.actsPerMinute} between 1 and 6000`),
    check(
      'sandbox_chances_in_range',
      sql`${table.disputePercent} between 0 and 100 and ${table.noShowPercent} between 0 and 100`,
    ),
  ],
);

export const sandboxActTable = pgTable(
  'tournament_sandbox_act',
  {
    tournamentId: idColumn<Id<'tournament'>>('tournament_id').notNull(),
    key: text('key').notNull(),
    /** The code of the refusal; null: it was done. */
    refusal: text('refusal'),
    actedAt: instant('acted_at').notNull(),
  },
  (table) => [
    primaryKey({ name: 'sandbox_act_once', columns: [table.tournamentId, table.key] }),
    foreignKey({
      name: 'sandbox_act_sandbox_exists',
      columns: [table.tournamentId],
      foreignColumns: [sandboxTable.tournamentId],
    }).onDelete('cascade'),
  ],
);
