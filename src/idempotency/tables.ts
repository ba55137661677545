// Outcomes of acts that were requested with an Idempotency-Key.

import { sql } from 'drizzle-orm';
import { boolean, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from '../db/columns.ts';

export const idempotencyTable = pgTable(
  'http_idempotency',
  {
    /** Caller and route: keys of different callers are independent. */
    scope: text('scope').notNull(),
    key: text('key').notNull(),
    /** SHA-256 of the request body. */
    fingerprint: text('fingerprint').notNull(),
    /** What the act returned, as JSON; the answer is rendered from it again. */
    outcome: text('outcome').notNull(),
    /** True for postings. */
    isPermanent: boolean('is_permanent').notNull().default(false),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    primaryKey({ name: 'idempotency_once_per_key', columns: [table.scope, table.key] }),
    // For `deleteExpiredKeys`.
    index('idx_idempotency_swept').on(table.createdAt).where(sql`not ${table.isPermanent}`).concurrently(),
  ],
);
