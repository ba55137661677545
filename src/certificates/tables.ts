// Certificates: what each says, which exact bytes it is made of, and what became of it.

import { sql } from 'drizzle-orm';
import { check, date, foreignKey, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Id } from '../core/id.ts';
import { idColumn, instant } from '../db/columns.ts';
import { registrationTable, tournamentTable } from '../tournaments/tables.ts';
import type { CertificateState, CertificateType, Language } from './certificate.ts';

export const certificateTable = pgTable(
  'certificate_certificate',
  {
    id: idColumn<Id<'certificate'>>('id').primaryKey(),
    code: text('code').notNull(),
    tournamentId: idColumn<Id<'tournament'>>('tournament_id').notNull(),
    registrationId: idColumn<Id<'registration'>>('registration_id').notNull(),
    type: text('type').$type<CertificateType>().notNull(),
    language: text('language').$type<Language>().notNull(),
    state: text('state').$type<CertificateState>().notNull(),
    displayName: text('display_name').notNull(),
    tournamentTitle: text('tournament_title').notNull(),
    place: integer('place').notNull(),
    entrantCount: integer('entrant_count').notNull(),
    endedOn: date('ended_on', { mode: 'string' }).notNull(),
    issuer: text('issuer').notNull(),
    pdfSha256: text('pdf_sha256'),
    pdfSizeBytes: integer('pdf_size_bytes'),
    pngSha256: text('png_sha256'),
    pngSizeBytes: integer('png_size_bytes'),
    createdAt: instant('created_at').notNull(),
    issuedAt: instant('issued_at'),
    revokedAt: instant('revoked_at'),
    revokedReason: text('revoked_reason'),
    downloadCount: integer('download_count').notNull().default(0),
    firstDownloadedAt: instant('first_downloaded_at'),
  },
  (table) => [
    foreignKey({
      name: 'certificate_tournament_exists',
      columns: [table.tournamentId],
      foreignColumns: [tournamentTable.id],
    }),
    foreignKey({
      name: 'certificate_registration_exists',
      columns: [table.registrationId],
      foreignColumns: [registrationTable.id],
    }),
    uniqueIndex('certificate_code_unique').on(table.code),
    uniqueIndex('certificate_one_active')
      .on(table.tournamentId, table.registrationId, table.type)
      .where(sql`${table.state} in ('pending','active','suspended')`),
    index('idx_certificate_tournament').on(table.tournamentId, table.id),
    index('idx_certificate_pending').on(table.createdAt).where(sql`${table.state} = 'pending'`),
    check(
      'certificate_state_known',
      sql`${table.state} in ('pending','active','revoked','suspended','superseded','expired')`,
    ),
    check('certificate_type_known', sql`${table.type} in ('winner','runner_up','third_place','participant')`),
    check('certificate_language_known', sql`${table.language} in ('en','bn')`),
    check(
      'certificate_active_has_files',
      sql`${table.state} <> 'active' or (${table.pdfSha256} is not null and ${table.pngSha256} is not null and ${table.issuedAt} is not null)`,
    ),
    check(
      'certificate_revoked_has_reason',
      sql`${table.state} <> 'revoked' or (${table.revokedAt} is not null and ${table.revokedReason} is not null)`,
    ),
  ],
);
