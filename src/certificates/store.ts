// Reads certificates; each function sends one prepared statement.

import { eq, getTableColumns } from 'drizzle-orm';
import type { Id } from '../core/id.ts';
import { type Instant, toInstant } from '../core/instant.ts';
import type { PageRequest } from '../core/page.ts';
import type { Database, Sql } from '../db/client.ts';
import { run } from '../db/transaction.ts';
import type { FileFormat } from './certificate.ts';
import type { ReasonCode } from './reason.ts';
import { certificateTable } from './tables.ts';

export type CertificateRow = typeof certificateTable.$inferSelect;

/** A certificate with what drawing needs: whether its name is that of a team. */
export interface DrawnCertificate extends CertificateRow {
  readonly isTeam: boolean;
}

/** A certificate with its neighbours in the chain of replacements, its holder and its organizer. */
export interface WholeCertificate extends DrawnCertificate {
  readonly replacesCode: string | null;
  readonly replacedByCode: string | null;
  readonly replacedAt: Instant | null;
  readonly replacedReason: string | null;
  readonly replacedReasonCode: ReasonCode | null;
  /** The tournament's; an IANA name. */
  readonly timeZone: string;
  /** The holder: the member, else the entrant or the captain of the team. */
  readonly playerId: Id<'player'>;
  /** Who else may download it: of a team's certificate all players, of a member's the captain. */
  readonly rosterIds: readonly Id<'player'>[];
  readonly organizerId: Id<'player'>;
  /** A sanction on the holder suspends it: `state` says so, the table does not. */
  readonly isSanctioned: boolean;
}

const columns = Object.entries(getTableColumns(certificateTable));
const stored = columns.map(([name, column]) => `c.${column.name} AS "${name}"`).join(', ');
const isTeam = `t.mode = 'team' AND c.member_id IS NULL AS "isTeam"`;
const drawn = `${stored}, ${isTeam}`;

/** What a sanction on the holder changes. An active certificate has no suspension of its own. */
const shownAs: Readonly<Record<string, string>> = {
  state: `CASE WHEN stop.starts_at IS NULL THEN c.state ELSE 'suspended' END`,
  suspendedAt: 'coalesce(stop.starts_at, c.suspended_at)',
  suspendedReasonCode: `CASE WHEN stop.reason_code IS NULL THEN c.suspended_reason_code ELSE certificate_reason_class(stop.reason_code) END`,
};
const shown = columns.map(([name, column]) => `${shownAs[name] ?? `c.${column.name}`} AS "${name}"`).join(', ');
/** Beside the entry `r`. A certificate of a team as a whole is nobody's own. */
const stop = `LEFT JOIN LATERAL certificate_stop(
    coalesce(c.member_id, CASE WHEN r.team_id IS NULL THEN r.player_id END), c.tournament_id) stop ON c.state = 'active'`;
const whole = `${shown}, ${isTeam}, stop.starts_at IS NOT NULL AS "isSanctioned", before.code AS "replacesCode", after.code AS "replacedByCode", after.created_at AS "replacedAt",
  after.replaces_reason AS "replacedReason", after.replaces_reason_code AS "replacedReasonCode",
  t.time_zone AS "timeZone", coalesce(c.member_id, r.player_id) AS "playerId",
  CASE WHEN c.member_id IS NULL
    THEN (SELECT string_agg(x.player_id, ',') FROM tournament_entry_player x WHERE x.registration_id = r.id)
    ELSE r.player_id END AS "rosterIds", t.organizer_id AS "organizerId"
  FROM certificate_certificate c
  JOIN tournament_entry r ON r.id = c.registration_id
  JOIN tournament_summary t ON t.id = c.tournament_id
  LEFT JOIN certificate_certificate before ON before.id = c.replaces_id
  LEFT JOIN certificate_certificate after ON after.replaces_id = c.id
  ${stop}`;

type Raw = Readonly<Record<string, unknown>>;

/** The driver returns instants as Postgres text. */
function toRow<T extends CertificateRow>(raw: Raw): T {
  const read = columns.map(([name, column]) => {
    const value = raw[name];
    return [name, value === null || value === undefined ? null : column.mapFromDriverValue(value)];
  });
  const { replacedAt, rosterIds } = raw;
  const at = replacedAt === undefined || replacedAt === null ? {} : { replacedAt: toInstant(replacedAt as string) };
  const roster = rosterIds === undefined ? {} : { rosterIds: (rosterIds as string | null)?.split(',') ?? [] };
  return { ...raw, ...Object.fromEntries(read), ...at, ...roster } as T;
}

export function findCertificate(db: Database, id: Id<'certificate'>): Promise<WholeCertificate | null> {
  return run(() => readCertificate(db.sql, id));
}

/** In the transaction of an act, which is retried as a whole. */
export async function readCertificate(sql: Sql, id: Id<'certificate'>): Promise<WholeCertificate | null> {
  const [row] = await sql<Raw[]>`SELECT ${sql.unsafe(whole)} WHERE c.id = ${id}`;
  return row === undefined ? null : toRow<WholeCertificate>(row);
}

/** By the printed code, or by the UUID of older links. */
export async function findCertificateByCode(db: Database, code: string): Promise<WholeCertificate | null> {
  const rows = await run(
    () => db.sql<Raw[]>`SELECT ${db.sql.unsafe(whole)} WHERE c.code = ${code} OR c.legacy_code = ${code}`,
  );
  return rows[0] === undefined ? null : toRow<WholeCertificate>(rows[0]);
}

/** The certificate with this file hash; otherwise the one with the first of `claimedCodes` that exists. */
export async function findCertificateOfFile(
  db: Database,
  file: { readonly sha256: string; readonly claimedCodes: readonly string[] },
): Promise<WholeCertificate | null> {
  const { sha256 } = file;
  const codes = db.sql`string_to_array(${file.claimedCodes.join(',')}, ',')`;
  const rows = await run(
    () => db.sql<Raw[]>`SELECT ${db.sql.unsafe(whole)}
      WHERE c.pdf_sha256 = ${sha256} OR c.png_sha256 = ${sha256} OR c.code = ANY (${codes})
      ORDER BY c.pdf_sha256 = ${sha256} OR c.png_sha256 = ${sha256} DESC NULLS LAST, array_position(${codes}, c.code) LIMIT 1`,
  );
  return rows[0] === undefined ? null : toRow<WholeCertificate>(rows[0]);
}

export async function listCertificates(
  db: Database,
  id: Id<'tournament'>,
  page: PageRequest,
): Promise<CertificateRow[]> {
  const after = page.after ?? '';
  const rows = await run(
    () => db.sql<Raw[]>`SELECT ${db.sql.unsafe(shown)} FROM certificate_certificate c
      JOIN tournament_entry r ON r.id = c.registration_id ${db.sql.unsafe(stop)}
      WHERE c.tournament_id = ${id} AND c.id > ${after} ORDER BY c.id LIMIT ${page.limit + 1}`,
  );
  return rows.map((row) => toRow<CertificateRow>(row));
}

/** The certificates of a holder, newest first. */
export async function listHeldCertificates(
  db: Database,
  playerId: Id<'player'>,
  page: PageRequest,
): Promise<CertificateRow[]> {
  const before = page.after ?? '~';
  const rows = await run(
    () => db.sql<Raw[]>`SELECT ${db.sql.unsafe(shown)} FROM certificate_certificate c
      JOIN tournament_entry r ON r.id = c.registration_id ${db.sql.unsafe(stop)}
      WHERE c.registration_id IN (
        SELECT registration_id FROM tournament_entry_player WHERE player_id = ${playerId}
      ) AND coalesce(c.member_id, ${playerId}) = ${playerId} AND c.id < ${before} ORDER BY c.id DESC LIMIT ${page.limit + 1}`,
  );
  return rows.map((row) => toRow<CertificateRow>(row));
}

/** The pending certificates among `ids`. */
export async function findPending(db: Database, ids: readonly Id<'certificate'>[]): Promise<DrawnCertificate[]> {
  const rows = await run(
    () => db.sql<Raw[]>`SELECT ${db.sql.unsafe(drawn)} FROM certificate_certificate c
      JOIN tournament_summary t ON t.id = c.tournament_id
      WHERE c.id = ANY (string_to_array(${ids.join(',')}, ',')) AND c.state = 'pending'
        AND c.failure IS DISTINCT FROM 'needs_printed_name' ORDER BY c.id`,
  );
  return rows.map((row) => toRow<DrawnCertificate>(row));
}

export interface Progress {
  readonly total: number;
  readonly issued: number;
  readonly pending: number;
  /** Neither issued nor pending: they need a printable name. */
  readonly needsPrintedName: number;
  /** Pending certificates whose last attempt failed; they are retried. */
  readonly failed: number;
}

export async function countProgress(sql: Sql, id: Id<'tournament'>): Promise<Progress> {
  const rows = await sql<Progress[]>`
    SELECT count(*)::integer AS total, count(*) FILTER (WHERE state <> 'pending')::integer AS issued,
      count(*) FILTER (WHERE state = 'pending' AND NOT waits)::integer AS pending,
      count(*) FILTER (WHERE state = 'pending' AND waits)::integer AS "needsPrintedName",
      count(*) FILTER (WHERE state = 'pending' AND failure IS NOT NULL AND NOT waits)::integer AS failed
    FROM certificate_certificate, coalesce(failure = 'needs_printed_name', false) AS waits WHERE tournament_id = ${id}`;
  return rows[0] ?? { total: 0, issued: 0, pending: 0, needsPrintedName: 0, failed: 0 };
}

export function filesOf(row: CertificateRow, format: FileFormat) {
  const [sha256, sizeBytes] = format === 'pdf' ? [row.pdfSha256, row.pdfSizeBytes] : [row.pngSha256, row.pngSizeBytes];
  return sha256 === null || sizeBytes === null ? null : { sha256, sizeBytes };
}

/** For every certificate of the tournament, including revoked ones. */
export function listFiles(db: Database, id: Id<'tournament'>) {
  const { createdAt, pdfSha256, pngSha256, logoKey, tournamentId } = certificateTable;
  return run(() =>
    db.orm.select({ createdAt, pdfSha256, pngSha256, logoKey }).from(certificateTable).where(eq(tournamentId, id)),
  );
}
