// Tables of exports and of their pieces in the object store.

import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Id } from '../../core/id.ts';
import { idColumn, instant } from '../../db/columns.ts';
import { tournamentTable } from '../../tournaments/tables.ts';
import type { ExportFormat } from './export.ts';

export const exportTable = pgTable(
  'certificate_export',
  {
    id: idColumn<Id<'export'>>('id').primaryKey(),
    tournamentId: idColumn<Id<'tournament'>>('tournament_id').notNull(),
    format: text('format').$type<ExportFormat>().notNull(),
    /** Hash of all certificates with their states and files. While it is the same, so is the export. */
    manifest: text('manifest').notNull(),
    certificateCount: integer('certificate_count').notNull(),
    /** Certificates whose PDF is in no store and cannot be drawn again: they are left out. */
    lostIds: text('lost_ids').array().notNull().default(sql`'{}'`),
    createdAt: instant('created_at').notNull(),
    finishedAt: instant('finished_at'),
    /** Whether the last step failed. */
    attemptCount: integer('attempt_count').notNull().default(0),
    /** When the cron queues it again; null: only a request does. */
    retryAt: instant('retry_at'),
  },
  (table) => [
    foreignKey({
      name: 'export_tournament_exists',
      columns: [table.tournamentId],
      foreignColumns: [tournamentTable.id],
    }),
    uniqueIndex('export_once_per_manifest').on(table.tournamentId, table.format, table.manifest),
    index('idx_certificate_export_retry').on(table.retryAt).where(sql`${table.finishedAt} is null`),
    check('export_format_known', sql`${table.format} in ('zip','pdf')`),
    check('export_has_certificates', sql`${table.certificateCount} > 0`),
  ],
);

export const pieceTable = pgTable(
  'certificate_export_piece',
  {
    exportId: idColumn<Id<'export'>>('export_id').notNull(),
    /** From 0. */
    number: integer('number').notNull(),
    key: text('key').notNull(),
    sha256: text('sha256').notNull(),
    sizeBytes: integer('size_bytes').notNull(),
    /** As S3 stores it; of several parts it is a checksum of checksums. */
    checksum: text('checksum').notNull(),
    certificateCount: integer('certificate_count').notNull(),
    /** Of an archive: CRC-32 of each entry, 8 hexadecimal digits, for the central directory. */
    crcs: text('crcs').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    primaryKey({ name: 'export_piece_once', columns: [table.exportId, table.number] }),
    foreignKey({ name: 'export_piece_of_export', columns: [table.exportId], foreignColumns: [exportTable.id] }),
    check('export_piece_number_not_negative', sql`${table.number} >= 0`),
  ],
);
