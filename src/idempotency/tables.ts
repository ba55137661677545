// Stored responses of requests with an Idempotency-Key.

import { sql } from 'drizzle-orm';
import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from '../db/columns.ts';

export const idempotencyTable = pgTable(
  'http_idempotency',
  {
    /** Caller and route: keys of different callers are independent. */
    scope: text('scope').notNull(),
    key: text('key').notNull(),
    /** SHA-256 of the request body. */
    fingerprint: text('fingerprint').notNull(),
    /** null while the first request is still running. */
    status: integer('status'),
    body: text('body'),
    /** The Location header of the response, if any. */
    location: text('location'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    primaryKey({ name: 'idempotency_once_per_key', columns: [table.scope, table.key] }),
    // For `deleteExpiredKeys`. Keys of postings (status 0) are never deleted.
    index('idx_idempotency_swept').on(table.createdAt).where(sql`${table.status} is distinct from 0`).concurrently(),
  ],
);
