// Table of the staff of tournaments. A row ends with the membership: the audit trail says who was staff before.

import { sql } from 'drizzle-orm';
import { check, foreignKey, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Id } from '../../core/id.ts';
import { idColumn, instant } from '../../db/columns.ts';
import { tournamentTable } from '../tables.ts';
import type { StaffRole, StaffState } from './staff.ts';

export const staffTable = pgTable(
  'tournament_staff',
  {
    tournamentId: idColumn<Id<'tournament'>>('tournament_id').notNull(),
    playerId: idColumn<Id<'player'>>('player_id').notNull(),
    role: text('role').$type<StaffRole>().notNull(),
    state: text('state').$type<StaffState>().notNull().default('invited'),
    invitedBy: idColumn<Id<'player'>>('invited_by').notNull(),
    invitedAt: instant('invited_at').notNull(),
    acceptedAt: instant('accepted_at'),
  },
  (table) => [
    primaryKey({ name: 'staff_once_per_tournament', columns: [table.tournamentId, table.playerId] }),
    foreignKey({
      name: 'staff_tournament_exists',
      columns: [table.tournamentId],
      foreignColumns: [tournamentTable.id],
    }),
    index('idx_staff_player').on(table.playerId, table.tournamentId),
    check('staff_role_known', sql`${table.role} in ('co_organizer','referee','check_in','caster')`),
    check('staff_state_known', sql`${table.state} in ('invited','active')`),
    check('staff_accepted_when_active', sql`(${table.state} = 'active') = (${table.acceptedAt} is not null)`),
  ],
);
