// Table of draws: the last one of each tournament.

import { foreignKey, jsonb, pgTable } from 'drizzle-orm/pg-core';
import type { Id } from '../../core/id.ts';
import { idColumn, instant } from '../../db/columns.ts';
import { tournamentTable } from '../tables.ts';
import type { PublishedDraw } from './published-draw.ts';

export const drawTable = pgTable(
  'tournament_draw',
  {
    tournamentId: idColumn<Id<'tournament'>>('tournament_id').primaryKey(),
    /** Ids and numbers only: neither names nor labels. */
    draw: jsonb('draw').$type<PublishedDraw>().notNull(),
    drawnAt: instant('drawn_at').notNull(),
  },
  (table) => [
    foreignKey({ name: 'draw_tournament_exists', columns: [table.tournamentId], foreignColumns: [tournamentTable.id] }),
  ],
);
