// Tables of certificates (content, file hashes, state) and issuer profiles.

import { sql } from 'drizzle-orm';
import { boolean, check, date, foreignKey, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Id } from '../core/id.ts';
import { idColumn, instant } from '../db/columns.ts';
import { registrationTable, tournamentTable } from '../tournaments/tables.ts';
import type { CertificateState, CertificateType, IssueFailure, Language } from './certificate.ts';
import { type ReasonCode, reasonCodes } from './reason.ts';

const knownReasons = reasonCodes.map((code) => `'${code}'`).join(',');
const reasonsAreKnown = ['revoked', 'suspended', 'replaces']
  .map((act) => `(${act}_reason_code is null or ${act}_reason_code in (${knownReasons}))`)
  .join(' and ');

export const certificateTable = pgTable(
  'certificate_certificate',
  {
    id: idColumn<Id<'certificate'>>('id').primaryKey(),
    code: text('code').notNull(),
    tournamentId: idColumn<Id<'tournament'>>('tournament_id').notNull(),
    registrationId: idColumn<Id<'registration'>>('registration_id').notNull(),
    /** The player of a team whose certificate it is; null: it is the entrant's. */
    memberId: idColumn<Id<'player'>>('member_id'),
    type: text('type').$type<CertificateType>().notNull(),
    language: text('language').$type<Language>().notNull(),
    state: text('state').$type<CertificateState>().notNull(),
    displayName: text('display_name').notNull(),
    /** Printed instead of the display name; consists of characters that can be drawn. */
    printedName: text('printed_name'),
    /** Printed below the name of a member. */
    teamName: text('team_name'),
    tournamentTitle: text('tournament_title').notNull(),
    place: integer('place').notNull(),
    isPlaceShared: boolean('is_place_shared').notNull().default(false),
    entrantCount: integer('entrant_count').notNull(),
    endedOn: date('ended_on', { mode: 'string' }).notNull(),
    issuer: text('issuer').notNull(),
    issuerSite: text('issuer_site'),
    /** In the object store. */
    logoKey: text('logo_key'),
    signatoryName: text('signatory_name'),
    signatoryOffice: text('signatory_office'),
    accentColor: text('accent_color'),
    /** The UUID in links that were printed before codes existed. */
    legacyCode: text('legacy_code'),
    pdfSha256: text('pdf_sha256'),
    pdfSizeBytes: integer('pdf_size_bytes'),
    pngSha256: text('png_sha256'),
    pngSizeBytes: integer('png_size_bytes'),
    createdAt: instant('created_at').notNull(),
    issuedAt: instant('issued_at'),
    revokedAt: instant('revoked_at'),
    /** Public, like every `…_reason`; every `…_note` is for staff only. */
    revokedReason: text('revoked_reason'),
    revokedReasonCode: text('revoked_reason_code').$type<ReasonCode>(),
    revokedNote: text('revoked_note'),
    suspendedAt: instant('suspended_at'),
    suspendedReason: text('suspended_reason'),
    suspendedReasonCode: text('suspended_reason_code').$type<ReasonCode>(),
    suspendedNote: text('suspended_note'),
    expiresAt: instant('expires_at'),
    /** The certificate that this one replaces. */
    replacesId: idColumn<Id<'certificate'>>('replaces_id'),
    replacesReason: text('replaces_reason'),
    replacesReasonCode: text('replaces_reason_code').$type<ReasonCode>(),
    replacesNote: text('replaces_note'),
    /** The first certificate of the chain of replacements; null for the first itself. Set by a trigger. */
    chainRootId: idColumn<Id<'certificate'>>('chain_root_id'),
    /** The holder's choice, the same for the whole chain. */
    isPrivate: boolean('is_private').notNull().default(false),
    /** Set if a replacement corrected the name and hides the old one. */
    isNameHidden: boolean('is_name_hidden').notNull().default(false),
    attemptCount: integer('attempt_count').notNull().default(0),
    failure: text('failure').$type<IssueFailure>(),
    /** When the cron queues a pending certificate again. */
    retryAt: instant('retry_at').notNull().default(sql`now()`),
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
    foreignKey({ name: 'certificate_chain_root_exists', columns: [table.chainRootId], foreignColumns: [table.id] }),
    foreignKey({ name: 'certificate_replaced_exists', columns: [table.replacesId], foreignColumns: [table.id] }),
    uniqueIndex('certificate_code_unique').on(table.code),
    uniqueIndex('certificate_one_live')
      .on(table.tournamentId, table.registrationId, sql`coalesce(${table.memberId}, '')`, table.type)
      .where(sql`${table.state} in ('pending','active','suspended')`)
      .concurrently(),
    index('idx_certificate_tournament').on(table.tournamentId, table.id),
    index('idx_certificate_retry').on(table.retryAt).where(sql`${table.state} = 'pending'`).concurrently(),
    index('idx_certificate_registration').on(table.registrationId).concurrently(),
    uniqueIndex('certificate_legacy_code_unique')
      .on(table.legacyCode)
      .where(sql`${table.legacyCode} is not null`)
      .concurrently(),
    uniqueIndex('certificate_replaced_once')
      .on(table.replacesId)
      .where(sql`${table.replacesId} is not null`)
      .concurrently(),
    index('idx_certificate_chain').on(table.chainRootId).where(sql`${table.chainRootId} is not null`).concurrently(),
    index('idx_certificate_pdf_sha256').on(table.pdfSha256).concurrently(),
    index('idx_certificate_png_sha256').on(table.pngSha256).concurrently(),
    check(
      'certificate_state_known',
      sql`${table.state} in ('pending','active','revoked','suspended','superseded','expired')`,
    ),
    check('certificate_member_has_team', sql`(${table.memberId} is null) = (${table.teamName} is null)`),
    check('certificate_active_has_not_failed', sql`${table.state} <> 'active' or ${table.failure} is null`),
    check('certificate_type_known', sql`${table.type} in ('winner','runner_up','third_place','participant')`),
    check('certificate_language_known', sql`${table.language} in ('en','bn')`),
    check(
      'certificate_active_has_files',
      sql`${table.state} <> 'active' or (${table.pdfSha256} is not null and ${table.pngSha256} is not null and ${table.issuedAt} is not null)`,
    ),
    check(
      'certificate_revoked_has_reason',
      sql`${table.state} <> 'revoked' or (${table.revokedAt} is not null and coalesce(${table.revokedReasonCode}, ${table.revokedReason}) is not null)`,
    ),
    check(
      'certificate_suspended_has_reason',
      sql`${table.state} <> 'suspended' or (${table.suspendedAt} is not null and coalesce(${table.suspendedReasonCode}, ${table.suspendedReason}) is not null)`,
    ),
    check('certificate_reason_known', sql.raw(reasonsAreKnown)),
    check('certificate_accent_is_color', sql`${table.accentColor} ~ '^#[0-9a-f]{6}$'`),
    check('certificate_replaces_another', sql`${table.replacesId} <> ${table.id}`),
  ],
);

/** Issuer profiles of organizers; copied into each certificate when it is issued. */
export const issuerTable = pgTable(
  'certificate_issuer',
  {
    playerId: idColumn<Id<'player'>>('player_id').primaryKey(),
    name: text('name').notNull(),
    site: text('site'),
    logoKey: text('logo_key'),
    signatoryName: text('signatory_name'),
    signatoryOffice: text('signatory_office'),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    check('issuer_site_is_https', sql`${table.site} like 'https://%'`),
    check('issuer_office_needs_signatory', sql`${table.signatoryName} is not null or ${table.signatoryOffice} is null`),
  ],
);
