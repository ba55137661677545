// One row for each object, written before its first PUT and kept after its deletion (a trigger in drizzle/0003 sees to that).

import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from '../db/columns.ts';
import type { CopyStatus } from './object-item.ts';

export const objectTable = pgTable(
  'object_item',
  {
    key: text('key').primaryKey(),
    sha256: text('sha256').notNull(),
    sizeBytes: integer('size_bytes').notNull(),
    contentType: text('content_type').notNull(),
    r2Status: text('r2_status').$type<CopyStatus>().notNull(),
    s3Status: text('s3_status').$type<CopyStatus>().notNull(),
    attempts: integer('attempts').notNull().default(0),
    nextAttemptAt: instant('next_attempt_at').notNull(),
    createdAt: instant('created_at').notNull(),
    acknowledgedAt: instant('acknowledged_at'),
    deletedAt: instant('deleted_at'),
    /** A legal hold: it wins over every deletion. */
    isHeld: boolean('is_held').notNull().default(false),
  },
  (table) => [
    check('object_held_is_kept', sql`not (${table.isHeld} and ${table.deletedAt} is not null)`),
    check(
      'object_copies_fit_life',
      sql`case when ${table.deletedAt} is null
        then ${table.r2Status} in ('none','wanted','stored') and ${table.s3Status} in ('none','wanted','stored')
        else ${table.r2Status} in ('none','unwanted','removed') and ${table.s3Status} in ('none','unwanted','removed') end`,
    ),
    index('idx_object_backlog')
      .on(table.nextAttemptAt)
      .where(sql`${table.r2Status} in ('wanted','unwanted') or ${table.s3Status} in ('wanted','unwanted')`),
  ],
);
