// Table of starts that were due and could not be made.

import { foreignKey, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { Facts } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { idColumn, instant } from '../../db/columns.ts';
import { tournamentTable } from '../tables.ts';

/** Why the last attempt failed. The row ends when the tournament starts. */
export const startBlockTable = pgTable(
  'tournament_start_block',
  {
    tournamentId: idColumn<Id<'tournament'>>('tournament_id').primaryKey(),
    /** Of the refusal. */
    code: text('code').notNull(),
    facts: jsonb('facts').$type<Facts>().notNull(),
    /** Since when it is this one. */
    since: instant('since').notNull(),
  },
  (table) => [
    foreignKey({
      name: 'start_block_tournament_exists',
      columns: [table.tournamentId],
      foreignColumns: [tournamentTable.id],
    }),
  ],
);
