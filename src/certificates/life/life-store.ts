// Writes changes of issued certificates. Each act is one statement that checks the state, changes it and writes an audit row. Acts on a
// whole chain of replacements lock the chain first, so that each sees the changes of the previous one.

import { type AuditRow, appendAudit } from '../../audit/append.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Database, Fragment, Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import { type CertificateState, type IssueFailure, type Language, overdueAfterSeconds } from '../certificate.ts';
import { type CertificateAct, statesBefore } from '../permission.ts';
import type { Reason } from '../reason.ts';

export interface Change {
  readonly id: Id<'certificate'>;
  /** null: the reason is in the audit trail only. */
  readonly reason: Reason | null;
  readonly expiresAt: Instant | null;
  readonly audit: AuditRow;
}

export type SimpleAct = Exclude<CertificateAct, 'replace'>;

/** @returns false if the state does not allow the act. */
export async function changeCertificate(sql: Sql, act: SimpleAct, change: Change): Promise<boolean> {
  const rows = await sql`
    WITH changed AS (
      UPDATE certificate_certificate SET ${assignmentsOf(sql, act, change)}
      WHERE id = ${change.id} AND state = ANY (string_to_array(${statesBefore(act).join(',')}, ',')) RETURNING id
    ), audited AS (${appendAudit(sql, change.audit, sql`changed`)})
    SELECT id FROM changed`;
  return rows.length > 0;
}

function assignmentsOf(sql: Sql, act: SimpleAct, { reason, expiresAt, audit: { createdAt } }: Change): Fragment {
  const { code, text, note } = reason ?? { code: null, text: null, note: null };
  if (act === 'revoke')
    return sql`state = 'revoked', revoked_at = ${createdAt}::timestamptz, revoked_reason_code = ${code},
      revoked_reason = ${text}, revoked_note = ${note}`;
  if (act === 'suspend')
    return sql`state = 'suspended', suspended_at = ${createdAt}::timestamptz, suspended_reason_code = ${code},
      suspended_reason = ${text}, suspended_note = ${note}`;
  if (act === 'reinstate')
    return sql`state = 'active', suspended_at = NULL, suspended_reason_code = NULL, suspended_reason = NULL, suspended_note = NULL`;
  return sql`expires_at = ${expiresAt}::timestamptz`;
}

export interface Replacement {
  readonly id: Id<'certificate'>;
  readonly newId: Id<'certificate'>;
  readonly code: string;
  readonly displayName: string;
  readonly printedName: string | null;
  readonly teamName: string | null;
  readonly failure: IssueFailure | null;
  readonly language: Language | null;
  readonly reason: Reason;
  readonly audit: AuditRow;
}

/** Atomic: the old certificate is superseded and the new one pending. @returns false if the state does not allow it. */
export async function replaceCertificate(sql: Sql, replacement: Replacement): Promise<boolean> {
  const { id, newId, code, displayName, printedName, teamName, failure, language, reason, audit } = replacement;
  const rows = await sql`
    WITH superseded AS (
      UPDATE certificate_certificate SET state = 'superseded'
      WHERE id = ${id} AND state = ANY (string_to_array(${statesBefore('replace').join(',')}, ',')) RETURNING *
    ), replacement AS (
      INSERT INTO certificate_certificate (id, code, tournament_id, registration_id, member_id, type, language, state, failure,
        display_name, printed_name, team_name, tournament_title, place, is_place_shared, entrant_count, ended_on, issuer, issuer_site, logo_key,
        signatory_name, signatory_office, accent_color, expires_at, replaces_id,
        replaces_reason_code, replaces_reason, replaces_note, created_at, retry_at)
      SELECT ${newId}, ${code}, tournament_id, registration_id, member_id, type, coalesce(${language}, language), 'pending',
        ${failure}, ${displayName}, ${printedName}, ${teamName}, tournament_title, place, is_place_shared, entrant_count,
        ended_on, issuer, issuer_site, logo_key, signatory_name, signatory_office, accent_color,
        expires_at, id, ${reason.code}, ${reason.text}, ${reason.note}, ${audit.createdAt}::timestamptz,
        ${audit.createdAt}::timestamptz + make_interval(secs => ${overdueAfterSeconds})
      FROM superseded RETURNING id
    ), audited AS (${appendAudit(sql, audit, sql`replacement`)})
    SELECT id FROM replacement`;
  return rows.length > 0;
}

/** null: it stays as it is. */
export interface Spelling {
  readonly printedName: string | null;
  readonly teamName: string | null;
}

export interface PrintedName extends Spelling {
  readonly id: Id<'certificate'>;
  readonly audit: AuditRow;
}

/** @returns false if the certificate does not need a printed name. */
export async function writePrintedName(
  db: Database,
  { id, printedName, teamName, audit }: PrintedName,
): Promise<boolean> {
  const { sql } = db;
  const rows = await run(
    () => sql`
    WITH named AS (
      UPDATE certificate_certificate SET printed_name = coalesce(${printedName}, printed_name), team_name = coalesce(${teamName}, team_name), failure = NULL,
        retry_at = ${audit.createdAt}::timestamptz + make_interval(secs => ${overdueAfterSeconds})
      WHERE id = ${id} AND state = 'pending' AND failure = 'needs_printed_name' RETURNING id
    ), audited AS (${appendAudit(sql, audit, sql`named`)})
    SELECT id FROM named`,
  );
  return rows.length > 0;
}

/** Locks the first certificate of the chain. Must precede the statement that checks the state. */
export async function lockChain(sql: Sql, id: Id<'certificate'>): Promise<void> {
  await sql`
    SELECT 1 FROM certificate_certificate
    WHERE id = (SELECT coalesce(chain_root_id, id) FROM certificate_certificate WHERE id = ${id}) FOR NO KEY UPDATE`;
}

const inChainOf = (sql: Sql, id: Id<'certificate'>) => sql`(
  SELECT coalesce(chain_root_id, id) AS root FROM certificate_certificate WHERE id = ${id}
) chain WHERE (c.id = chain.root OR c.chain_root_id = chain.root)`;

export interface ChainLink {
  readonly id: Id<'certificate'>;
  readonly code: string;
  readonly state: CertificateState;
}

/** Every certificate of the chain, oldest first. */
export async function listChain(sql: Sql, id: Id<'certificate'>): Promise<ChainLink[]> {
  return sql<ChainLink[]>`
    WITH RECURSIVE link AS (
      SELECT c.id, c.code, c.state, 0 AS depth FROM certificate_certificate c, ${inChainOf(sql, id)} AND c.replaces_id IS NULL
      UNION ALL
      SELECT c.id, c.code, c.state, depth + 1 FROM certificate_certificate c JOIN link ON c.replaces_id = link.id
    ) SELECT id, code, state FROM link ORDER BY depth`;
}

/** Hides the name in every certificate of the chain whose name differs from that of `id`. */
export async function hideOtherNames(sql: Sql, id: Id<'certificate'>): Promise<void> {
  await sql`
    UPDATE certificate_certificate c SET is_name_hidden = true
    FROM certificate_certificate newest, ${inChainOf(sql, id)} AND newest.id = ${id}
      AND (c.display_name, c.printed_name) IS DISTINCT FROM (newest.display_name, newest.printed_name)`;
}

export async function setPrivacy(sql: Sql, id: Id<'certificate'>, isPrivate: boolean): Promise<void> {
  await sql`UPDATE certificate_certificate c SET is_private = ${isPrivate} FROM ${inChainOf(sql, id)}`;
}

export async function countDownload(db: Database, id: Id<'certificate'>, now: Instant): Promise<void> {
  await run(
    () => db.sql`
    UPDATE certificate_certificate SET download_count = download_count + 1,
      first_downloaded_at = coalesce(first_downloaded_at, ${now}::timestamptz) WHERE id = ${id}`,
  );
}
