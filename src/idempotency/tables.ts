// Stored responses of requests with an Idempotency-Key.

import { sql } from 'drizzle-orm';
import { boolean, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
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
    /** What the act returned, as JSON; the answer is rendered from it again. */
    outcome: text('outcome'),
    /** True for postings. */
    isPermanent: boolean('is_permanent').notNull().default(false),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    primaryKey({ name: 'idempotency_once_per_key', columns: [table.scope, table.key] }),
    // For `deleteExpiredKeys`.
    index('idx_idempotency_swept').on(table.createdAt).where(sql`${table.status} is distinct from 0`).concurrently(),
  ],
);
