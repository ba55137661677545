// Queries on the audit trail.

import { and, desc, eq, gte, lt, sql } from 'drizzle-orm';
import type { Id } from '../core/id.ts';
import type { Instant } from '../core/instant.ts';
import type { PageRequest } from '../core/page.ts';
import type { Database } from '../db/client.ts';
import { run } from '../db/transaction.ts';
import type { AuditEvent, AuditRefType } from './event.ts';
import { auditTable } from './tables.ts';

export type AuditEntry = typeof auditTable.$inferSelect;

/** All of them must fit; none: all rows. */
export interface AuditFilter {
  readonly refType?: AuditRefType | undefined;
  readonly refId?: string | undefined;
  readonly actorId?: Id<'player'> | undefined;
  readonly event?: AuditEvent | undefined;
  /** `from` is inclusive, `to` is exclusive. */
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
}

/** Newest first: of one reference by time, along its index; otherwise by id. */
export function listAudit(db: Database, filter: AuditFilter, page: PageRequest): Promise<AuditEntry[]> {
  const { id, createdAt, refType, refId, actorId, event } = auditTable;
  const isByTime = filter.refId !== undefined;
  // Row comparison on both columns of the index order.
  const last = sql`(SELECT created_at, id FROM moderation_audit WHERE id = ${page.after})`;
  const isAfter =
    page.after === null
      ? undefined
      : isByTime
        ? sql`(${createdAt}, ${id}) < ${last}`
        : lt(id, page.after as Id<'audit'>);
  return run(() =>
    db.orm
      .select()
      .from(auditTable)
      .where(
        and(
          filter.refType === undefined ? undefined : eq(refType, filter.refType),
          filter.refId === undefined ? undefined : eq(refId, filter.refId),
          filter.actorId === undefined ? undefined : eq(actorId, filter.actorId),
          filter.event === undefined ? undefined : eq(event, filter.event),
          filter.from === undefined ? undefined : gte(createdAt, filter.from),
          filter.to === undefined ? undefined : lt(createdAt, filter.to),
          isAfter,
        ),
      )
      .orderBy(...(isByTime ? [desc(createdAt)] : []), desc(id))
      .limit(page.limit + 1),
  );
}
