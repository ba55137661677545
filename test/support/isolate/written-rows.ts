// Compares the rows that a test file has written with the lists of what may be written. Called after each file that uses a database, so
// that rows built in SQL are checked like rows built in TypeScript, whatever act wrote them.

import { auditEvents, auditKeyFact } from '../../../src/audit/event.ts';
import type { Sql } from '../../../src/db/client.ts';
import { type OutboxJson, toEvent } from '../../../src/outbox/append.ts';
import { tournamentEvent } from '../../../src/outbox/contract.ts';

const listed: Readonly<Record<string, { readonly refType: string; readonly meta: readonly string[] }>> = auditEvents;

/** One line for each audit row whose event, reference or fact is not in the list. */
export async function unlistedAuditRows(sql: Sql): Promise<string[]> {
  const rows = await sql<{ event: string; ref_type: string; key: string | null }[]>`
    SELECT DISTINCT a.event, a.ref_type, k AS key FROM moderation_audit a LEFT JOIN LATERAL jsonb_object_keys(a.meta) k ON true`;
  return rows.flatMap(({ event, ref_type, key }) => {
    const rule = listed[event];
    if (rule === undefined) return [`${event} is not listed`];
    const wrongReference = rule.refType === ref_type ? [] : [`${event} refers to ${ref_type}`];
    return key === null || key === auditKeyFact || rule.meta.includes(key)
      ? wrongReference
      : [...wrongReference, `${event} carries ${key}`];
  });
}

/** One line for each event that its schema does not allow. Equal payloads are parsed once. */
export async function unlistedEvents(sql: Sql): Promise<string[]> {
  const rows = await sql<{ event: OutboxJson }[]>`
    SELECT DISTINCT ON (type, payload) to_jsonb(e) AS event FROM event_outbox e ORDER BY type, payload`;
  return rows.flatMap(({ event }) => {
    const { error } = tournamentEvent.safeParse(toEvent(event));
    return error === undefined ? [] : [`${event.type}: ${error.message}`];
  });
}
