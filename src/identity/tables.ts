// Players, the subjects of identity providers that are mapped to them, and the roles that Laurel grants.

import { sql } from 'drizzle-orm';
import { check, foreignKey, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Id } from '../core/id.ts';
import { idColumn, instant, isCleanName } from '../db/columns.ts';
import type { GrantableRole } from './player.ts';

/** A player of a `ply_…` token has no row until the first act on the profile. */
export const playerTable = pgTable(
  'identity_player',
  {
    id: idColumn<Id<'player'>>('id').primaryKey(),
    /** null: unknown, or erased. */
    displayName: text('display_name'),
    createdAt: instant('created_at').notNull(),
    /** The last erasure of the personal data. */
    erasedAt: instant('erased_at'),
  },
  (table) => [
    check('player_name_length', sql`char_length(${table.displayName}) between 1 and 50`),
    check('player_name_is_clean', isCleanName(table.displayName)),
  ],
);

export const subjectTable = pgTable(
  'identity_subject',
  {
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    playerId: idColumn<Id<'player'>>('player_id').notNull(),
    linkedAt: instant('linked_at').notNull(),
    /** Keyed hashes of issuer and subject; null without a secret. */
    hashes: text('hashes').array(),
  },
  (table) => [
    primaryKey({ name: 'subject_is_one_player', columns: [table.issuer, table.subject] }),
    foreignKey({ name: 'subject_player_exists', columns: [table.playerId], foreignColumns: [playerTable.id] }),
    index('idx_subject_player').on(table.playerId),
  ],
);

export const roleTable = pgTable(
  'identity_role',
  {
    playerId: idColumn<Id<'player'>>('player_id').notNull(),
    role: text('role').$type<GrantableRole>().notNull(),
    /** null: by `npm run grant`. */
    grantedBy: idColumn<Id<'player'>>('granted_by'),
    grantedAt: instant('granted_at').notNull(),
  },
  (table) => [
    primaryKey({ name: 'role_granted_once', columns: [table.playerId, table.role] }),
    foreignKey({ name: 'role_player_exists', columns: [table.playerId], foreignColumns: [playerTable.id] }),
    check('role_known', sql`${table.role} in ('organizer','moderator','finance','admin')`),
  ],
);
