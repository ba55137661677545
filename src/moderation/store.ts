// Queries on the audit trail.

import { and, desc, eq, lt } from 'drizzle-orm';
import type { Id } from '../core/id.ts';
import type { PageRequest } from '../core/page.ts';
import type { Database } from '../db/client.ts';
import { run } from '../db/transaction.ts';
import { auditTable } from './tables.ts';

/** What was done to one thing, newest first. */
export function listAudit(db: Database, ref: { refType: string; refId: string }, page: PageRequest) {
  const isAfter = page.after === null ? undefined : lt(auditTable.id, page.after as Id<'audit'>);
  return run(() =>
    db.orm
      .select()
      .from(auditTable)
      .where(and(eq(auditTable.refType, ref.refType), eq(auditTable.refId, ref.refId), isAfter))
      .orderBy(desc(auditTable.id))
      .limit(page.limit + 1),
  );
}
