// Queries on certificates.

import { and, asc, eq, gt } from 'drizzle-orm';
import type { Id } from '../core/id.ts';
import type { Instant } from '../core/instant.ts';
import type { PageRequest } from '../core/page.ts';
import { type AuditRow, appendAudit } from '../db/append.ts';
import type { Database, Sql } from '../db/client.ts';
import { run } from '../db/transaction.ts';
import type { CertificateType, FileFormat } from './certificate.ts';
import { certificateTable } from './tables.ts';

export type CertificateRow = typeof certificateTable.$inferSelect;

export interface Placed {
  readonly registrationId: Id<'registration'>;
  readonly rank: number;
  readonly displayName: string;
  readonly language: 'en' | 'bn';
  readonly title: string;
  readonly issuer: string;
  readonly endedOn: string;
}

/** Who is to get a certificate: placed, confirmed, not absent. Best first. */
export async function placedEntrants(sql: Sql, tournamentId: Id<'tournament'>): Promise<Placed[]> {
  return sql<Placed[]>`
    SELECT r.id AS "registrationId", p.rank, r.display_name AS "displayName", r.language, t.title, t.issuer,
      to_char(t.ended_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS "endedOn"
    FROM tournament_placement p
    JOIN tournament_registration r ON r.id = p.registration_id AND r.state = 'confirmed'
    JOIN tournament_tournament t ON t.id = p.tournament_id
    WHERE p.tournament_id = ${tournamentId} ORDER BY p.rank, r.id`;
}

export interface NewCertificate extends Placed {
  readonly id: Id<'certificate'>;
  readonly code: string;
  readonly type: CertificateType;
  readonly entrantCount: number;
  readonly createdAt: Instant;
}

/** Those that exist already stay as they are. */
export async function insertCertificates(
  sql: Sql,
  tournamentId: Id<'tournament'>,
  rows: readonly NewCertificate[],
): Promise<void> {
  const values = rows.map((row) => ({
    id: row.id,
    code: row.code,
    tournament_id: tournamentId,
    registration_id: row.registrationId,
    type: row.type,
    language: row.language,
    state: 'pending',
    display_name: row.displayName,
    tournament_title: row.title,
    place: row.rank,
    entrant_count: row.entrantCount,
    ended_on: row.endedOn,
    issuer: row.issuer,
    created_at: row.createdAt,
  }));
  await sql`INSERT INTO certificate_certificate ${sql(values)}
    ON CONFLICT (tournament_id, registration_id, type) WHERE state IN ('pending', 'active', 'suspended') DO NOTHING`;
}

export async function insertAudit(sql: Sql, row: AuditRow): Promise<void> {
  await appendAudit(sql, row, sql`(SELECT 1) AS done`);
}

export async function pendingIds(sql: Sql, tournamentId: Id<'tournament'>): Promise<Id<'certificate'>[]> {
  const rows = await sql<{ id: Id<'certificate'> }[]>`
    SELECT id FROM certificate_certificate WHERE tournament_id = ${tournamentId} AND state = 'pending' ORDER BY place, id`;
  return rows.map((row) => row.id);
}

/** Pending for longer than a healthy queue needs; oldest first. */
export async function overdueIds(db: Database, before: Instant, limit: number): Promise<Id<'certificate'>[]> {
  const rows = await run(
    () => db.sql<{ id: Id<'certificate'> }[]>`
    SELECT id FROM certificate_certificate WHERE state = 'pending' AND created_at < ${before}::timestamptz
    ORDER BY created_at LIMIT ${limit}`,
  );
  return rows.map((row) => row.id);
}

export async function findCertificate(db: Database, id: Id<'certificate'>): Promise<CertificateRow | null> {
  const rows = await run(() => db.orm.select().from(certificateTable).where(eq(certificateTable.id, id)));
  return rows[0] ?? null;
}

export async function findCertificateByCode(db: Database, code: string): Promise<CertificateRow | null> {
  const rows = await run(() => db.orm.select().from(certificateTable).where(eq(certificateTable.code, code)));
  return rows[0] ?? null;
}

export function listCertificates(db: Database, id: Id<'tournament'>, page: PageRequest): Promise<CertificateRow[]> {
  const isAfter = page.after === null ? undefined : gt(certificateTable.id, page.after as Id<'certificate'>);
  return run(() =>
    db.orm
      .select()
      .from(certificateTable)
      .where(and(eq(certificateTable.tournamentId, id), isAfter))
      .orderBy(asc(certificateTable.id))
      .limit(page.limit + 1),
  );
}

export interface Progress {
  readonly total: number;
  readonly issued: number;
  readonly pending: number;
}

export async function countProgress(sql: Sql, id: Id<'tournament'>): Promise<Progress> {
  const rows = await sql<Progress[]>`
    SELECT count(*)::integer AS total, count(*) FILTER (WHERE state <> 'pending')::integer AS issued,
      count(*) FILTER (WHERE state = 'pending')::integer AS pending
    FROM certificate_certificate WHERE tournament_id = ${id}`;
  return rows[0] ?? { total: 0, issued: 0, pending: 0 };
}

export interface IssuedFiles {
  readonly id: Id<'certificate'>;
  readonly pdf: { readonly sha256: string; readonly sizeBytes: number };
  readonly png: { readonly sha256: string; readonly sizeBytes: number };
}

/** Only what is still pending becomes active: a repeated message changes nothing. */
export async function markIssued(sql: Sql, files: IssuedFiles, now: Instant): Promise<void> {
  await sql`
    UPDATE certificate_certificate SET state = 'active', issued_at = ${now}::timestamptz,
      pdf_sha256 = ${files.pdf.sha256}, pdf_size_bytes = ${files.pdf.sizeBytes},
      png_sha256 = ${files.png.sha256}, png_size_bytes = ${files.png.sizeBytes}
    WHERE id = ${files.id} AND state = 'pending'`;
}

/** For ever: nothing leads out of `revoked`. @returns false when it was revoked before. */
export async function markRevoked(sql: Sql, id: Id<'certificate'>, reason: string, audit: AuditRow): Promise<boolean> {
  const rows = await sql`
    WITH revoked AS (
      UPDATE certificate_certificate SET state = 'revoked', revoked_at = ${audit.createdAt}::timestamptz, revoked_reason = ${reason}
      WHERE id = ${id} AND state <> 'revoked' RETURNING id
    ), audited AS (${appendAudit(sql, audit, sql`revoked`)})
    SELECT id FROM revoked`;
  return rows.length > 0;
}

export async function countDownload(db: Database, id: Id<'certificate'>, now: Instant): Promise<void> {
  await run(
    () => db.sql`
    UPDATE certificate_certificate SET download_count = download_count + 1,
      first_downloaded_at = coalesce(first_downloaded_at, ${now}::timestamptz) WHERE id = ${id}`,
  );
}

export function filesOf(row: CertificateRow, format: FileFormat) {
  const [sha256, sizeBytes] = format === 'pdf' ? [row.pdfSha256, row.pdfSizeBytes] : [row.pngSha256, row.pngSizeBytes];
  return sha256 === null || sizeBytes === null ? null : { sha256, sizeBytes };
}

/** Whose certificate it is, for permissions. */
export async function findOwners(db: Database, id: Id<'certificate'>) {
  const rows = await run(
    () => db.sql<{ playerId: Id<'player'>; organizerId: Id<'player'> }[]>`
    SELECT r.player_id AS "playerId", t.organizer_id AS "organizerId"
    FROM certificate_certificate c
    JOIN tournament_registration r ON r.id = c.registration_id
    JOIN tournament_tournament t ON t.id = c.tournament_id WHERE c.id = ${id}`,
  );
  return rows[0] ?? null;
}

export async function findOrganizer(db: Database, id: Id<'tournament'>): Promise<Id<'player'> | null> {
  const rows = await run(
    () => db.sql<{ organizer_id: Id<'player'> }[]>`SELECT organizer_id FROM tournament_tournament WHERE id = ${id}`,
  );
  return rows[0]?.organizer_id ?? null;
}

/** Of every certificate of the tournament, also revoked ones. */
export function listFiles(db: Database, id: Id<'tournament'>) {
  const { createdAt, pdfSha256, pngSha256, tournamentId } = certificateTable;
  return run(() =>
    db.orm.select({ createdAt, pdfSha256, pngSha256 }).from(certificateTable).where(eq(tournamentId, id)),
  );
}
