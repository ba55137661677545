// Queries on exports, their pieces, and the certificates that they contain.

import { type AuditRow, appendAudit } from '../../audit/append.ts';
import type { Id } from '../../core/id.ts';
import { addSeconds, type Instant, toInstant } from '../../core/instant.ts';
import type { Database, Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import { type CertificateState, overdueAfterSeconds } from '../certificate.ts';
import type { ExportFormat } from './export.ts';

export interface Export {
  readonly id: Id<'export'>;
  readonly tournamentId: Id<'tournament'>;
  readonly format: ExportFormat;
  readonly manifest: string;
  readonly certificateCount: number;
  readonly attemptCount: number;
  /** Their PDFs are lost: they are left out. */
  readonly lostIds: readonly Id<'certificate'>[];
  readonly createdAt: Instant;
  readonly finishedAt: Instant | null;
  /** The certificates are no longer those of the manifest. */
  readonly isOutdated: boolean;
}

const columns = (
  sql: Sql,
) => sql`e.id, e.tournament_id AS "tournamentId", e.format, e.manifest, e.certificate_count AS "certificateCount",
  e.attempt_count AS "attemptCount", to_jsonb(e.lost_ids) AS "lostIds", e.created_at AS "createdAt", e.finished_at AS "finishedAt",
  e.manifest <> certificate_manifest(e.tournament_id) AS "isOutdated"`;

const toExport = (row: Export): Export => ({
  ...row,
  createdAt: toInstant(row.createdAt),
  finishedAt: row.finishedAt === null ? null : toInstant(row.finishedAt),
});

export interface NewExport {
  readonly id: Id<'export'>;
  readonly tournamentId: Id<'tournament'>;
  readonly format: ExportFormat;
  readonly now: Instant;
  readonly audit: AuditRow;
}

/** The new export, or the one of the same certificates; null if there is no certificate to export. */
export async function openExport(sql: Sql, wanted: NewExport): Promise<Export | null> {
  const { id, tournamentId, format, now, audit } = wanted;
  const retryAt = addSeconds(now, overdueAfterSeconds);
  const [counted] = await sql<{ count: number }[]>`
    WITH wanted AS (
      SELECT certificate_manifest(${tournamentId}) AS manifest, count(*)::integer AS count
      FROM certificate_shown WHERE tournament_id = ${tournamentId} AND state IN ('active', 'expired')
    ), fresh AS (
      INSERT INTO certificate_export AS e (id, tournament_id, format, manifest, certificate_count, created_at, retry_at)
      SELECT ${id}, ${tournamentId}, ${format}, w.manifest, w.count, ${now}::timestamptz, ${retryAt}::timestamptz
      FROM wanted w WHERE w.count > 0
      ON CONFLICT (tournament_id, format, manifest) DO UPDATE SET retry_at = excluded.retry_at WHERE e.finished_at IS NULL
      RETURNING e.id
    ), made AS (SELECT FROM fresh WHERE fresh.id = ${id}
    ), audited AS (${appendAudit(sql, audit, sql`made`)})
    SELECT count FROM wanted`;
  if ((counted?.count ?? 0) === 0) return null;
  const rows = await sql<Export[]>`
    SELECT ${columns(sql)} FROM certificate_export e
    WHERE e.tournament_id = ${tournamentId} AND e.format = ${format} AND e.manifest = certificate_manifest(${tournamentId})`;
  return rows[0] === undefined ? openExport(sql, wanted) : toExport(rows[0]);
}

export async function findExport(db: Database, id: Id<'export'>): Promise<Export | null> {
  const [row] = await run(
    () => db.sql<Export[]>`SELECT ${columns(db.sql)} FROM certificate_export e WHERE e.id = ${id}`,
  );
  return row === undefined ? null : toExport(row);
}

export interface Piece {
  readonly number: number;
  readonly key: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly checksum: string;
  readonly certificateCount: number;
  readonly crcs: string;
}

export async function listPieces(db: Database, id: Id<'export'>): Promise<Piece[]> {
  return run(
    () => db.sql<Piece[]>`
    SELECT number, key, sha256, size_bytes AS "sizeBytes", checksum, certificate_count AS "certificateCount", crcs
    FROM certificate_export_piece WHERE export_id = ${id} ORDER BY number`,
  );
}

export async function listExportKeys(db: Database, id: Id<'tournament'>): Promise<string[]> {
  const rows = await run(
    () => db.sql<{ key: string }[]>`
    SELECT p.key FROM certificate_export_piece p JOIN certificate_export e ON e.id = p.export_id WHERE e.tournament_id = ${id}`,
  );
  return rows.map(({ key }) => key);
}

/** In the order of the export. */
export interface Exported {
  readonly id: Id<'certificate'>;
  readonly code: string;
  readonly pdfSha256: string;
  readonly pdfSizeBytes: number;
  readonly createdAt: Instant;
  readonly issuedAt: Instant;
}

/** null: these are not the certificates of the manifest. One snapshot. */
export async function listExported(db: Database, { tournamentId, manifest }: Export): Promise<Exported[] | null> {
  const rows = await run(
    () => db.sql<Exported[]>`
    SELECT id, code, pdf_sha256 AS "pdfSha256", pdf_size_bytes AS "pdfSizeBytes", created_at AS "createdAt", issued_at AS "issuedAt"
    FROM certificate_certificate WHERE id IN (
        SELECT s.id FROM certificate_shown s WHERE s.tournament_id = ${tournamentId} AND s.state IN ('active', 'expired'))
      AND (SELECT certificate_manifest(${tournamentId})) = ${manifest} ORDER BY place, id`,
  );
  if (rows.length === 0) return null;
  return rows.map((row) => ({ ...row, createdAt: toInstant(row.createdAt), issuedAt: toInstant(row.issuedAt) }));
}

export interface LeftOut {
  readonly certificateId: Id<'certificate'>;
  readonly code: string;
  readonly state: CertificateState | 'file_lost';
}

/** The first of those that an export leaves out, and how many there are. */
export async function listLeftOut(db: Database, { tournamentId, lostIds }: Export, limit: number) {
  const lost = db.sql`string_to_array(${lostIds.join(',')}, ',')`;
  const rows = await run(
    () => db.sql<(LeftOut & { readonly count: number })[]>`
    SELECT id AS "certificateId", code, CASE WHEN state IN ('active', 'expired') THEN 'file_lost' ELSE state END AS state,
      (count(*) OVER ())::integer AS count FROM certificate_shown
    WHERE tournament_id = ${tournamentId}
      AND (state IN ('pending', 'suspended', 'revoked') OR state IN ('active', 'expired') AND id = ANY (${lost}))
    ORDER BY place, id LIMIT ${limit}`,
  );
  const items: LeftOut[] = rows.map(({ certificateId, code, state }) => ({ certificateId, code, state }));
  return { count: rows[0]?.count ?? 0, items };
}

/** Of two processes that make the same piece, one writes it: both have the same bytes. */
export async function addPiece(db: Database, id: Id<'export'>, piece: Piece, now: Instant): Promise<void> {
  await run(
    () => db.sql`
    WITH added AS (
      INSERT INTO certificate_export_piece (export_id, number, key, sha256, size_bytes, checksum, certificate_count, crcs, created_at)
      VALUES (${id}, ${piece.number}, ${piece.key}, ${piece.sha256}, ${piece.sizeBytes}, ${piece.checksum}, ${piece.certificateCount},
        ${piece.crcs}, ${now}::timestamptz) ON CONFLICT ON CONSTRAINT export_piece_once DO NOTHING
    ) UPDATE certificate_export SET attempt_count = 0, retry_at = ${addSeconds(now, overdueAfterSeconds)}::timestamptz
      WHERE id = ${id} AND finished_at IS NULL`,
  );
}

export async function finishExport(db: Database, id: Id<'export'>, now: Instant): Promise<void> {
  await run(
    () => db.sql`
    UPDATE certificate_export SET finished_at = coalesce(finished_at, ${now}::timestamptz), attempt_count = 0 WHERE id = ${id}`,
  );
}

/** They are left out from now on: the next step plans without them. */
export async function noteLost(db: Database, id: Id<'export'>, lost: readonly Id<'certificate'>[]): Promise<void> {
  await run(
    () => db.sql`
    UPDATE certificate_export SET attempt_count = 0, lost_ids = ARRAY(
      SELECT unnest(lost_ids) UNION SELECT unnest(string_to_array(${lost.join(',')}, ',')) ORDER BY 1)
    WHERE id = ${id} AND finished_at IS NULL`,
  );
}

/** An outdated export is not continued, unless somebody asks for these certificates again. */
export async function restExport(db: Database, id: Id<'export'>): Promise<void> {
  await run(() => db.sql`UPDATE certificate_export SET retry_at = NULL WHERE id = ${id} AND finished_at IS NULL`);
}

export async function markExportFailed(db: Database, id: Id<'export'>): Promise<void> {
  await run(
    () =>
      db.sql`UPDATE certificate_export SET attempt_count = attempt_count + 1 WHERE id = ${id} AND finished_at IS NULL`,
  );
}

/** The delay doubles with each failure, at most this many times. */
const doublingsMax = 6;

/** Claims exports whose message was lost, oldest first, so that no two runs queue the same one. */
export async function claimExports(db: Database, now: Instant, limit: number): Promise<Id<'export'>[]> {
  const rows = await run(
    () => db.sql<{ id: Id<'export'> }[]>`
    UPDATE certificate_export SET retry_at = ${now}::timestamptz
      + make_interval(secs => ${overdueAfterSeconds} * 2 ^ least(attempt_count, ${doublingsMax}))
    WHERE id IN (
      SELECT id FROM certificate_export WHERE finished_at IS NULL AND retry_at <= ${now}::timestamptz
      ORDER BY retry_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ) RETURNING id`,
  );
  return rows.map(({ id }) => id);
}

/** A finished export begins anew; one that runs goes on. Cron queues it, unless somebody does before. */
export async function restartExport(db: Database, id: Id<'export'>, now: Instant): Promise<void> {
  await run(
    () => db.sql`
    WITH restarted AS (
      UPDATE certificate_export SET finished_at = NULL, retry_at = ${now}::timestamptz WHERE id = ${id} AND finished_at IS NOT NULL RETURNING id
    ) DELETE FROM certificate_export_piece p USING restarted r WHERE p.export_id = r.id`,
  );
}

/** @returns how many were removed. */
export async function removeExports(db: Database, before: Instant, max: number, now: Instant): Promise<number> {
  const [row] = await run(
    () => db.sql<{ count: number }[]>`
    SELECT certificate_remove_exports(${before}::timestamptz, ${max}, ${now}::timestamptz)::integer AS count`,
  );
  return row?.count ?? 0;
}
