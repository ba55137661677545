// Use case: export the audit trail as a stream of CSV (RFC 4180) or of JSON objects, one a line. The next page is read when the reader
// asks for it. Memory use is one page, and no transaction stays open.

import { type AuditEntry, type AuditFilter, listAudit } from '../../audit/store.ts';
import type { Id } from '../../core/id.ts';
import type { Database } from '../../db/client.ts';
import { csvCell } from '../../http/csv-cell.ts';

export const mediaTypes = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson' } as const;
export type AuditForm = keyof typeof mediaTypes;

const rowsPerPage = 500;

/** Starts with a byte order mark, so that spreadsheets read UTF-8. */
const header = '\ufeffDate,Event,Actor,Subject,Reference Type,Reference,Facts,ID\r\n';

function toCsvRow({ createdAt, event, actorId, subjectId, refType, refId, meta, id }: AuditEntry): string {
  const cells = [createdAt, event, actorId, subjectId ?? '', refType, refId, JSON.stringify(meta), id];
  return `${cells.map(csvCell).join()}\r\n`;
}

const forms: Readonly<Record<AuditForm, { readonly head: string; readonly toLine: (row: AuditEntry) => string }>> = {
  csv: { head: header, toLine: toCsvRow },
  ndjson: { head: '', toLine: (row) => `${JSON.stringify(row)}\n` },
};

export function exportAudit(db: Database, filter: AuditFilter, form: AuditForm): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const { head, toLine } = forms[form];
  let after: Id<'audit'> | null = null;
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(head)),
    async pull(controller) {
      const rows = await listAudit(db, filter, { after, limit: rowsPerPage });
      const page = rows.slice(0, rowsPerPage);
      if (page.length > 0) controller.enqueue(encoder.encode(page.map(toLine).join('')));
      after = page.at(-1)?.id ?? null;
      if (rows.length <= rowsPerPage) controller.close();
    },
  });
}
