// The sealed segments of the audit trail, and the heads that the object stores have. Append-only by trigger (chain.sql).

import { sql } from 'drizzle-orm';
import { check, date, foreignKey, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from '../../db/columns.ts';

export const segmentTable = pgTable(
  'audit_segment',
  {
    number: integer('number').primaryKey(),
    /** The head of the segment before; of the first one 64 zeros. */
    previous: text('previous').notNull(),
    head: text('head').notNull(),
    /** Id and hash of each row, in the order of the head. */
    rows: jsonb('rows').$type<readonly (readonly [id: string, sha256: string])[]>().notNull(),
    sealedAt: instant('sealed_at').notNull(),
  },
  (table) => [
    index('idx_audit_segment_sealed').on(table.sealedAt),
    check('audit_segment_number_positive', sql`${table.number} > 0`),
    check('audit_segment_hashes', sql`${table.head} ~ '^[0-9a-f]{64}$' and ${table.previous} ~ '^[0-9a-f]{64}$'`),
    check('audit_segment_has_rows', sql`jsonb_array_length(${table.rows}) > 0`),
  ],
);

export const headTable = pgTable(
  'audit_head',
  {
    day: date('day').primaryKey(),
    number: integer('number').notNull(),
    key: text('key').notNull(),
    storedAt: instant('stored_at').notNull(),
  },
  (table) => [
    foreignKey({ name: 'audit_head_segment_exists', columns: [table.number], foreignColumns: [segmentTable.number] }),
  ],
);
