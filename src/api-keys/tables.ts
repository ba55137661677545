// API keys, and when each was last used. The use is apart, so that noting it waits for no act: acts hold the row of their key.

import { sql } from 'drizzle-orm';
import { check, foreignKey, index, pgTable, text } from 'drizzle-orm/pg-core';
import type { Id } from '../core/id.ts';
import { idColumn, instant } from '../db/columns.ts';
import type { Scope } from '../http/api-keys/scope.ts';
import type { Reach } from './api-key.ts';

export const apiKeyTable = pgTable(
  'api_key_record',
  {
    id: idColumn<Id<'apiKey'>>('id').primaryKey(),
    creatorId: idColumn<Id<'player'>>('creator_id').notNull(),
    name: text('name').notNull(),
    /** SHA-256 of the text of the key, as hex. */
    hash: text('hash').notNull(),
    scopes: text('scopes').array().$type<Scope[]>().notNull(),
    reach: text('reach').$type<Reach>().notNull(),
    issuer: text('issuer'),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (table) => [
    index('idx_api_key_creator').on(table.creatorId, table.id),
    check('api_key_hash_is_sha256', sql`${table.hash} ~ '^[0-9a-f]{64}$'`),
    check('api_key_has_scopes', sql`cardinality(${table.scopes}) > 0`),
    check('api_key_reach_known', sql`${table.reach} in ('own','all')`),
    check('api_key_name_length', sql`char_length(${table.name}) between 1 and 100`),
  ],
);

export const apiKeyUseTable = pgTable(
  'api_key_use',
  {
    keyId: idColumn<Id<'apiKey'>>('key_id').primaryKey(),
    usedAt: instant('used_at').notNull(),
  },
  (table) => [foreignKey({ name: 'use_key_exists', columns: [table.keyId], foreignColumns: [apiKeyTable.id] })],
);
