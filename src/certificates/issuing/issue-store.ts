// Writes certificates during issuing: pending rows, file hashes and failures.

import { type AuditRow, appendAudit } from '../../audit/append.ts';
import type { Id } from '../../core/id.ts';
import { addSeconds, type Instant, toInstant } from '../../core/instant.ts';
import type { Database, Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import { type CertificateType, type IssueFailure, overdueAfterSeconds } from '../certificate.ts';

/** The delay doubles with each failure, at most this many times: from five minutes to five hours. */
const doublingsMax = 6;

/** An entrant, or a member of a team. */
export interface Placed {
  readonly registrationId: Id<'registration'>;
  /** null: the certificate is the entrant's. */
  readonly memberId: Id<'player'> | null;
  readonly teamName: string | null;
  readonly rank: number;
  readonly isPlaceShared: boolean;
  readonly displayName: string;
  readonly printedName: string | null;
  readonly language: 'en' | 'bn';
  readonly title: string;
  /** The tournament's issuer, otherwise the name in the organizer's profile; null: neither is set. */
  readonly issuer: string | null;
  readonly issuerSite: string | null;
  readonly logoKey: string | null;
  readonly signatoryName: string | null;
  readonly signatoryOffice: string | null;
  readonly accentColor: string | null;
  readonly endedAt: Instant;
  readonly timeZone: string;
  readonly isPrivate: boolean;
}

/** Locks the chains of these registrations, so that issuing again sees every change of name and privacy that was made before. */
export async function lockChainsOf(sql: Sql, registrationIds: readonly Id<'registration'>[]): Promise<void> {
  await sql`
    SELECT 1 FROM certificate_certificate
    WHERE registration_id = ANY (string_to_array(${registrationIds.join(',')}, ',')) AND chain_root_id IS NULL
    ORDER BY id FOR NO KEY UPDATE`;
}

/**
 * Who is certified: entrants that are placed, confirmed and not absent, best first; or each player on the roster of such a team, whether
 * they have played or not. A player whose data was erased is left out. Names, language and privacy are those of the newest certificate of
 * the holder, because corrections do not change the registration.
 */
export async function placedEntrants(sql: Sql, tournamentId: Id<'tournament'>): Promise<Placed[]> {
  const rows = await sql<Placed[]>`
    SELECT r.id AS "registrationId", m.player_id AS "memberId", p.rank, p.is_shared AS "isPlaceShared",
      CASE WHEN m.player_id IS NULL THEN coalesce(c.display_name, r.display_name)
        ELSE coalesce(c.display_name, m.display_name, m.player_id) END AS "displayName",
      CASE WHEN c.id IS NOT NULL THEN c.printed_name WHEN m.player_id IS NULL THEN r.printed_name END AS "printedName",
      CASE WHEN m.player_id IS NOT NULL THEN coalesce(c.team_name, r.printed_name, r.display_name) END AS "teamName",
      coalesce(c.language, r.language) AS language, coalesce(c.is_private, false) AS "isPrivate", t.title,
      coalesce(t.issuer, i.name) AS issuer, i.site AS "issuerSite", i.logo_key AS "logoKey", i.signatory_name AS "signatoryName", i.signatory_office AS "signatoryOffice",
      t.accent_color AS "accentColor", t.ended_at AS "endedAt", t.time_zone AS "timeZone"
    FROM tournament_ranking p
    JOIN tournament_entry r ON r.id = p.registration_id AND r.state = 'confirmed'
    JOIN tournament_summary t ON t.id = p.tournament_id
    LEFT JOIN certificate_issuer i ON i.player_id = t.organizer_id
    LEFT JOIN (
      SELECT * FROM tournament_entry_member x
      -- Judged once, so that rosters are not looked up for nothing.
      WHERE (SELECT certificate_holders FROM tournament_summary WHERE id = ${tournamentId}) = 'members'
        AND NOT EXISTS (SELECT FROM identity_erased erased WHERE erased.player_id = x.player_id)
    ) m ON m.registration_id = r.id
    LEFT JOIN (
      SELECT DISTINCT ON (registration_id, member_id) * FROM certificate_certificate end_of_chain
      WHERE tournament_id = ${tournamentId}
        AND NOT EXISTS (SELECT 1 FROM certificate_certificate successor WHERE successor.replaces_id = end_of_chain.id)
      ORDER BY registration_id, member_id, created_at DESC, id DESC
    ) c ON c.registration_id = r.id AND c.member_id IS NOT DISTINCT FROM m.player_id
    WHERE p.tournament_id = ${tournamentId} AND (t.certificate_holders = 'entrants' OR m.player_id IS NOT NULL)
    ORDER BY p.rank, r.id, m.player_id`;
  return rows.map((row) => ({ ...row, endedAt: toInstant(row.endedAt) }));
}

export interface NewCertificate extends Placed {
  readonly id: Id<'certificate'>;
  readonly code: string;
  readonly issuer: string;
  readonly type: CertificateType;
  readonly entrantCount: number;
  /** `yyyy-mm-dd`. */
  readonly endedOn: string;
  readonly failure: IssueFailure | null;
  readonly createdAt: Instant;
}

/**
 * Existing certificates do not change. A revoked certificate gets a successor only with `isAgain`, so that a request for all
 * entrants does not issue it again.
 */
export async function insertCertificates(
  sql: Sql,
  tournamentId: Id<'tournament'>,
  rows: readonly NewCertificate[],
  isAgain: boolean,
): Promise<void> {
  await sql`
    INSERT INTO certificate_certificate (id, code, tournament_id, registration_id, member_id, team_name, type, language, state, failure, display_name,
      printed_name, tournament_title, place, is_place_shared, entrant_count, ended_on, issuer, issuer_site, logo_key,
      signatory_name, signatory_office, accent_color, is_private, created_at, retry_at)
    SELECT n.id, n.code, ${tournamentId}, n."registrationId", n."memberId", n."teamName", n.type, n.language, 'pending', n.failure, n."displayName", n."printedName",
      n.title, n.rank, n."isPlaceShared", n."entrantCount", n."endedOn", n.issuer, n."issuerSite", n."logoKey",
      n."signatoryName", n."signatoryOffice", n."accentColor",
      n."isPrivate" OR EXISTS (SELECT FROM identity_erased x WHERE x.player_id = coalesce(n."memberId",
        (SELECT e.player_id FROM tournament_entry e WHERE e.id = n."registrationId" AND e.team_id IS NULL))),
      n."createdAt",
      n."createdAt" + make_interval(secs => ${overdueAfterSeconds})
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) AS n(id text, code text, "registrationId" text, "memberId" text, "teamName" text, type text,
      language text, failure text, "displayName" text, "printedName" text, title text, rank integer, "isPlaceShared" boolean,
      "entrantCount" integer, "endedOn" date, issuer text, "issuerSite" text, "logoKey" text, "signatoryName" text,
      "signatoryOffice" text, "accentColor" text, "isPrivate" boolean, "createdAt" timestamptz)
    WHERE ${isAgain} OR NOT EXISTS (
      SELECT 1 FROM certificate_certificate c
      WHERE c.tournament_id = ${tournamentId} AND c.registration_id = n."registrationId"
        AND c.member_id IS NOT DISTINCT FROM n."memberId" AND c.type = n.type)
    ON CONFLICT (tournament_id, registration_id, coalesce(member_id, ''), type) WHERE state IN ('pending', 'active', 'suspended') DO NOTHING`;
}

export async function insertAudit(sql: Sql, row: AuditRow): Promise<void> {
  await appendAudit(sql, row, sql`(SELECT 1) AS done`);
}

export async function pendingIds(sql: Sql, tournamentId: Id<'tournament'>): Promise<Id<'certificate'>[]> {
  const rows = await sql<{ id: Id<'certificate'> }[]>`
    SELECT id FROM certificate_certificate WHERE tournament_id = ${tournamentId} AND state = 'pending'
      AND failure IS DISTINCT FROM 'needs_printed_name' ORDER BY place, id`;
  return rows.map((row) => row.id);
}

/** Claims overdue certificates, oldest first, and postpones their next retry, so that no two runs queue the same one. */
export async function claimOverdue(db: Database, now: Instant, limit: number): Promise<Id<'certificate'>[]> {
  const rows = await run(
    () => db.sql<{ id: Id<'certificate'> }[]>`
    UPDATE certificate_certificate SET retry_at = ${now}::timestamptz
      + make_interval(secs => ${overdueAfterSeconds} * 2 ^ least(attempt_count, ${doublingsMax}))
    WHERE id IN (
      SELECT id FROM certificate_certificate WHERE state = 'pending' AND failure IS DISTINCT FROM 'needs_printed_name' AND retry_at <= ${now}::timestamptz
      ORDER BY retry_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ) RETURNING id`,
  );
  return rows.map((row) => row.id);
}

export interface IssuedFiles {
  readonly id: Id<'certificate'>;
  readonly pdf: { readonly sha256: string; readonly sizeBytes: number };
  readonly png: { readonly sha256: string; readonly sizeBytes: number };
}

/** Only pending rows change: a repeated message has no effect. */
export async function markIssued(sql: Sql, issued: readonly IssuedFiles[], now: Instant): Promise<void> {
  const rows = issued.map(({ id, pdf, png }) => ({
    id,
    pdf: pdf.sha256,
    pdf_size: pdf.sizeBytes,
    png: png.sha256,
    png_size: png.sizeBytes,
  }));
  // The ids are repeated in the WHERE clause: otherwise Postgres scans all pending certificates.
  const ids = issued.map(({ id }) => id).join(',');
  await sql`
    UPDATE certificate_certificate c SET state = 'active', issued_at = ${now}::timestamptz, failure = NULL,
      pdf_sha256 = f.pdf, pdf_size_bytes = f.pdf_size, png_sha256 = f.png, png_size_bytes = f.png_size
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      AS f(id text, pdf text, pdf_size integer, png text, png_size integer)
    WHERE c.id = f.id AND c.state = 'pending' AND c.failure IS DISTINCT FROM 'needs_printed_name' AND c.id = ANY (string_to_array(${ids}, ','))`;
}

/** The organizer's list shows the failure until the certificate is issued. */
export async function markFailed(
  db: Database,
  id: Id<'certificate'>,
  failure: IssueFailure,
  now: Instant,
): Promise<void> {
  const retryAt = addSeconds(now, overdueAfterSeconds);
  await run(
    () => db.sql`
    UPDATE certificate_certificate SET failure = ${failure}, attempt_count = attempt_count + 1,
      retry_at = greatest(retry_at, ${retryAt}::timestamptz)
    WHERE id = ${id} AND state = 'pending'`,
  );
}
