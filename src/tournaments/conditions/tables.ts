// Tables of entry conditions: invitation codes, who used them, and allow lists.

import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Id } from '../../core/id.ts';
import { idColumn, instant } from '../../db/columns.ts';
import { tournamentTable } from '../tables.ts';

export const invitationTable = pgTable(
  'tournament_invitation_code',
  {
    id: idColumn<Id<'invitation'>>('id').primaryKey(),
    tournamentId: idColumn<Id<'tournament'>>('tournament_id').notNull(),
    /** SHA-256. The code itself is shown once and not stored. */
    codeHash: text('code_hash').notNull(),
    usesMax: integer('uses_max').notNull(),
    uses: integer('uses').notNull().default(0),
    expiresAt: instant('expires_at'),
    withdrawnAt: instant('withdrawn_at'),
    createdBy: idColumn<Id<'player'>>('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    foreignKey({
      name: 'invitation_tournament_exists',
      columns: [table.tournamentId],
      foreignColumns: [tournamentTable.id],
    }),
    uniqueIndex('invitation_code_once').on(table.codeHash),
    index('idx_invitation_tournament').on(table.tournamentId, table.id),
    check('invitation_code_is_hash', sql`${table.codeHash} ~ '^[0-9a-f]{64}$'`),
    check('invitation_uses_max_in_range', sql`${table.usesMax} between 1 and 4096`),
    check('invitation_uses_exact', sql`${table.uses} between 0 and ${table.usesMax}`),
  ],
);

/** A use belongs to the player and is never given back. */
export const invitationUseTable = pgTable(
  'tournament_invitation_use',
  {
    codeId: idColumn<Id<'invitation'>>('code_id').notNull(),
    playerId: idColumn<Id<'player'>>('player_id').notNull(),
    usedAt: instant('used_at').notNull(),
  },
  (table) => [
    primaryKey({ name: 'invitation_used_once_per_player', columns: [table.codeId, table.playerId] }),
    foreignKey({ name: 'invitation_use_code_exists', columns: [table.codeId], foreignColumns: [invitationTable.id] }),
    index('idx_invitation_use_player').on(table.playerId),
  ],
);

export const allowedTable = pgTable(
  'tournament_allowed_player',
  {
    tournamentId: idColumn<Id<'tournament'>>('tournament_id').notNull(),
    reference: text('reference').notNull(),
    addedAt: instant('added_at').notNull(),
  },
  (table) => [
    primaryKey({ name: 'allowed_once_per_tournament', columns: [table.tournamentId, table.reference] }),
    foreignKey({
      name: 'allowed_tournament_exists',
      columns: [table.tournamentId],
      foreignColumns: [tournamentTable.id],
    }),
    index('idx_allowed_reference').on(table.reference),
    check('allowed_reference_is_known', sql`${table.reference} ~ '^(ply_[0-9a-hjkmnp-tv-z]{26}|sha256:[0-9a-f]{64})$'`),
  ],
);
