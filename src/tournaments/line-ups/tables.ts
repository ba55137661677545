// Tables of line-ups: who of a team's roster plays a match.

import { foreignKey, pgTable, primaryKey } from 'drizzle-orm/pg-core';
import type { Id } from '../../core/id.ts';
import { idColumn, instant } from '../../db/columns.ts';
import { matchTable } from '../matches/tables.ts';
import { registrationTable, rosterTable } from '../tables.ts';

export const lineUpTable = pgTable(
  'tournament_line_up',
  {
    matchId: idColumn<Id<'match'>>('match_id').notNull(),
    registrationId: idColumn<Id<'registration'>>('registration_id').notNull(),
    setAt: instant('set_at').notNull(),
  },
  (table) => [
    primaryKey({ name: 'line_up_once', columns: [table.matchId, table.registrationId] }),
    foreignKey({ name: 'line_up_match_exists', columns: [table.matchId], foreignColumns: [matchTable.id] }),
    foreignKey({
      name: 'line_up_registration_exists',
      columns: [table.registrationId],
      foreignColumns: [registrationTable.id],
    }),
  ],
);

export const lineUpPlayerTable = pgTable(
  'tournament_line_up_player',
  {
    matchId: idColumn<Id<'match'>>('match_id').notNull(),
    registrationId: idColumn<Id<'registration'>>('registration_id').notNull(),
    playerId: idColumn<Id<'player'>>('player_id').notNull(),
  },
  (table) => [
    primaryKey({ name: 'line_up_player_once', columns: [table.matchId, table.playerId] }),
    foreignKey({
      name: 'line_up_player_in_line_up',
      columns: [table.matchId, table.registrationId],
      foreignColumns: [lineUpTable.matchId, lineUpTable.registrationId],
    }).onDelete('cascade'),
    foreignKey({
      name: 'line_up_player_on_roster',
      columns: [table.registrationId, table.playerId],
      foreignColumns: [rosterTable.registrationId, rosterTable.playerId],
    }),
  ],
);
