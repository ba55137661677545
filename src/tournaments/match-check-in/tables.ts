// Tables of check-in before a match. Rows exist only while it is open.

import { sql } from 'drizzle-orm';
import { check, foreignKey, integer, pgTable, primaryKey } from 'drizzle-orm/pg-core';
import type { Id } from '../../core/id.ts';
import { idColumn, instant } from '../../db/columns.ts';
import { matchTable } from '../matches/tables.ts';
import { registrationTable } from '../tables.ts';

export const matchCheckInTable = pgTable(
  'tournament_match_check_in',
  {
    matchId: idColumn<Id<'match'>>('match_id').primaryKey(),
    minutes: integer('minutes').notNull(),
    /** Since when its entrants could play it; null: they have earlier matches to play. */
    readyAt: instant('ready_at'),
  },
  (table) => [
    foreignKey({ name: 'match_check_in_match_exists', columns: [table.matchId], foreignColumns: [matchTable.id] }),
    check('match_check_in_minutes_positive', sql`${table.minutes} > 0`),
  ],
);

export const matchPresenceTable = pgTable(
  'tournament_match_presence',
  {
    matchId: idColumn<Id<'match'>>('match_id').notNull(),
    registrationId: idColumn<Id<'registration'>>('registration_id').notNull(),
    checkedInAt: instant('checked_in_at').notNull(),
  },
  (table) => [
    primaryKey({ name: 'match_presence_once', columns: [table.matchId, table.registrationId] }),
    foreignKey({
      name: 'match_presence_check_in_exists',
      columns: [table.matchId],
      foreignColumns: [matchCheckInTable.matchId],
    }).onDelete('cascade'),
    foreignKey({
      name: 'match_presence_registration_exists',
      columns: [table.registrationId],
      foreignColumns: [registrationTable.id],
    }),
  ],
);
