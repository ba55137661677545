// Tables of teams and their members.

import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Id } from '../core/id.ts';
import { idColumn, instant } from '../db/columns.ts';

export const teamTable = pgTable(
  'team_team',
  {
    id: idColumn<Id<'team'>>('id').primaryKey(),
    name: text('name').notNull(),
    captainId: idColumn<Id<'player'>>('captain_id').notNull(),
    joinCode: text('join_code').notNull(),
    /** Updated in the same statement as the members, so that the limit holds under concurrency. */
    memberCount: integer('member_count').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [check('team_members_in_range', sql`${table.memberCount} between 1 and 40`)],
);

export const memberTable = pgTable(
  'team_member',
  {
    teamId: idColumn<Id<'team'>>('team_id').notNull(),
    playerId: idColumn<Id<'player'>>('player_id').notNull(),
    /** Of the profile, or else of the token with which the player joined. */
    displayName: text('display_name'),
    joinedAt: instant('joined_at').notNull(),
  },
  (table) => [
    primaryKey({ name: 'member_once_per_team', columns: [table.teamId, table.playerId] }),
    foreignKey({ name: 'member_team_exists', columns: [table.teamId], foreignColumns: [teamTable.id] }),
    index('idx_member_player').on(table.playerId),
  ],
);
