// Table of conclusions: one row for each tournament that is completed. A reopened one has none.

import { sql } from 'drizzle-orm';
import { boolean, check, foreignKey, pgTable } from 'drizzle-orm/pg-core';
import type { Id } from '../../core/id.ts';
import { idColumn, instant } from '../../db/columns.ts';
import { tournamentTable } from '../tables.ts';

export const conclusionTable = pgTable(
  'tournament_conclusion',
  {
    tournamentId: idColumn<Id<'tournament'>>('tournament_id').primaryKey(),
    completedAt: instant('completed_at').notNull(),
    /** A winner won mostly by forfeit: prizes and certificates wait for the approval. */
    requiresReview: boolean('requires_review').notNull(),
    approvedAt: instant('approved_at'),
    approvedBy: idColumn<Id<'player'>>('approved_by'),
    /** Set with the first certificate. */
    certifiedAt: instant('certified_at'),
  },
  (table) => [
    foreignKey({
      name: 'conclusion_tournament_exists',
      columns: [table.tournamentId],
      foreignColumns: [tournamentTable.id],
    }),
    check(
      'conclusion_approval_is_whole',
      sql`(${table.approvedAt} is null) = (${table.approvedBy} is null) and (${table.approvedAt} is null or ${table.requiresReview})`,
    ),
  ],
);
