// Writing what becomes of a certificate: each act is one statement that judges the state, changes it and leaves an audit row.

import type { Id } from '../core/id.ts';
import type { Instant } from '../core/instant.ts';
import { type AuditRow, appendAudit, type Fragment } from '../db/append.ts';
import type { Database, Sql } from '../db/client.ts';
import { run } from '../db/transaction.ts';
import { type Language, overdueAfterSeconds } from './certificate.ts';
import { type CertificateAct, statesBefore } from './permission.ts';

export interface Change {
  readonly id: Id<'certificate'>;
  readonly reason: string;
  readonly expiresAt: Instant | null;
  readonly audit: AuditRow;
}

export type SimpleAct = Exclude<CertificateAct, 'replace'>;

/** @returns false when the state was none that allows the act. */
export async function changeCertificate(db: Database, act: SimpleAct, change: Change): Promise<boolean> {
  const { sql } = db;
  const rows = await run(
    () => sql`
    WITH changed AS (
      UPDATE certificate_certificate SET ${assignmentsOf(sql, act, change)}
      WHERE id = ${change.id} AND state = ANY (string_to_array(${statesBefore(act).join(',')}, ',')) RETURNING id
    ), audited AS (${appendAudit(sql, change.audit, sql`changed`)})
    SELECT id FROM changed`,
  );
  return rows.length > 0;
}

function assignmentsOf(sql: Sql, act: SimpleAct, { reason, expiresAt, audit: { createdAt } }: Change): Fragment {
  if (act === 'revoke')
    return sql`state = 'revoked', revoked_at = ${createdAt}::timestamptz, revoked_reason = ${reason}`;
  if (act === 'suspend')
    return sql`state = 'suspended', suspended_at = ${createdAt}::timestamptz, suspended_reason = ${reason}`;
  if (act === 'lift') return sql`state = 'active', suspended_at = NULL, suspended_reason = NULL`;
  return sql`expires_at = ${expiresAt}::timestamptz`;
}

export interface Replacement {
  readonly id: Id<'certificate'>;
  readonly newId: Id<'certificate'>;
  readonly code: string;
  /** null keeps what was printed. */
  readonly displayName: string | null;
  readonly language: Language | null;
  readonly reason: string;
  readonly audit: AuditRow;
}

/** The old one is superseded and the new one pending, or neither. @returns false when the state did not allow it. */
export async function replaceCertificate(db: Database, replacement: Replacement): Promise<boolean> {
  const { id, newId, code, displayName, language, reason, audit } = replacement;
  const { sql } = db;
  const rows = await run(
    () => sql`
    WITH superseded AS (
      UPDATE certificate_certificate SET state = 'superseded'
      WHERE id = ${id} AND state = ANY (string_to_array(${statesBefore('replace').join(',')}, ',')) RETURNING *
    ), made AS (
      INSERT INTO certificate_certificate (id, code, tournament_id, registration_id, type, language, state, display_name,
        tournament_title, place, is_place_shared, entrant_count, ended_on, issuer, accent_color, expires_at, is_private, replaces_id,
        replaces_reason, created_at, retry_at)
      SELECT ${newId}, ${code}, tournament_id, registration_id, type, coalesce(${language}, language), 'pending',
        coalesce(${displayName}, display_name), tournament_title, place, is_place_shared, entrant_count, ended_on, issuer, accent_color,
        expires_at, is_private, id, ${reason}, ${audit.createdAt}::timestamptz,
        ${audit.createdAt}::timestamptz + make_interval(secs => ${overdueAfterSeconds})
      FROM superseded RETURNING id
    ), audited AS (${appendAudit(sql, audit, sql`made`)})
    SELECT id FROM made`,
  );
  return rows.length > 0;
}

export async function setPrivacy(db: Database, id: Id<'certificate'>, isPrivate: boolean): Promise<void> {
  await run(() => db.sql`UPDATE certificate_certificate SET is_private = ${isPrivate} WHERE id = ${id}`);
}

export async function countDownload(db: Database, id: Id<'certificate'>, now: Instant): Promise<void> {
  await run(
    () => db.sql`
    UPDATE certificate_certificate SET download_count = download_count + 1,
      first_downloaded_at = coalesce(first_downloaded_at, ${now}::timestamptz) WHERE id = ${id}`,
  );
}
