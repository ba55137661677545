// SQL fragments that append an audit row inside the statement of a privileged act: both are stored, or neither.

import type { Id } from '../core/id.ts';
import type { Instant } from '../core/instant.ts';
import type { Fragment, Sql } from '../db/client.ts';
import { type AuditEvent, type AuditMeta, auditEvents } from './event.ts';

/** A row of one event; its facts follow from the event. The kind of the reference is not repeated: `auditEvents` has it. */
export interface AuditRowOf<E extends AuditEvent> {
  readonly id: Id<'audit'>;
  readonly event: E;
  readonly actorId: Id<'player'>;
  readonly subjectId?: string;
  readonly refId: string;
  readonly meta?: AuditMeta<E>;
  readonly createdAt: Instant;
}

export type AuditRow = { readonly [E in AuditEvent]: AuditRowOf<E> }[AuditEvent];

/**
 * Inserts one row into `moderation_audit` if `source`, the CTE of the act, has a row.
 * @example sql`WITH done AS (UPDATE … RETURNING 1), audited AS (${appendAudit(sql, row, sql`done`)}) SELECT …`
 */
export function appendAudit(sql: Sql, row: AuditRow, source: Fragment) {
  return sql`
    INSERT INTO moderation_audit (id, event, actor_id, subject_id, ref_type, ref_id, meta, created_at)
    SELECT ${row.id}, ${row.event}, ${row.actorId}, ${row.subjectId ?? null}, ${auditEvents[row.event].refType}, ${row.refId},
           ${JSON.stringify(row.meta ?? {})}::text::jsonb, ${row.createdAt}::timestamptz
    FROM ${source} LIMIT 1`;
}

/**
 * Runs `call` and appends the audit row if the SQL condition `isAudited` holds for one of its rows. `also` is another statement on the
 * rows of `call`, the CTE `act`.
 */
export function withAudit(
  sql: Sql,
  call: Fragment,
  audit: AuditRow | null,
  isAudited: Fragment,
  also: Fragment | null = null,
) {
  if (audit === null && also === null) return call;
  const audited =
    audit === null
      ? sql``
      : sql`, done AS (SELECT 1 FROM act WHERE ${isAudited}), audited AS (${appendAudit(sql, audit, sql`done`)})`;
  return sql`
    WITH act AS MATERIALIZED (${call})${also === null ? sql`` : sql`, also AS (${also})`}${audited} SELECT * FROM act`;
}
