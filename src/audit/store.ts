// Queries on the audit trail.

import { and, desc, eq, sql } from 'drizzle-orm';
import type { PageRequest } from '../core/page.ts';
import type { Database } from '../db/client.ts';
import { run } from '../db/transaction.ts';
import type { AuditRefType } from './event.ts';
import { auditTable } from './tables.ts';

export type AuditEntry = typeof auditTable.$inferSelect;

/** The audit rows of one subject, newest first. */
export function listAudit(
  db: Database,
  ref: { refType: AuditRefType; refId: string },
  page: PageRequest,
): Promise<AuditEntry[]> {
  // Row comparison on both columns of the index order.
  const { id, createdAt } = auditTable;
  const last = sql`(SELECT created_at, id FROM moderation_audit WHERE id = ${page.after})`;
  const isAfter = page.after === null ? undefined : sql`(${createdAt}, ${id}) < ${last}`;
  return run(() =>
    db.orm
      .select()
      .from(auditTable)
      .where(and(eq(auditTable.refType, ref.refType), eq(auditTable.refId, ref.refId), isAfter))
      .orderBy(desc(createdAt), desc(id))
      .limit(page.limit + 1),
  );
}
