// Use case: export statements of reasons as a stream, sanctions first. The next page is read when the reader asks for it. Memory use is
// one page, and no transaction stays open.

import type { Instant } from '../../core/instant.ts';
import type { Database } from '../../db/client.ts';
import { dsaCsvHeader, dsaOf, toDsaCsv } from './dsa.ts';
import { listMeasureStatements, listSanctionStatements } from './statement-store.ts';

export type StatementFormat = 'csv' | 'ndjson';

export interface StatementPeriod {
  readonly from: Instant;
  readonly to: Instant;
}

const rowsPerPage = 500;

export function exportStatements(
  db: Database,
  period: StatementPeriod,
  format: StatementFormat,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const sources = [listSanctionStatements, listMeasureStatements];
  let after = '';
  return new ReadableStream({
    start: (controller) => {
      if (format === 'csv') controller.enqueue(encoder.encode(dsaCsvHeader));
    },
    async pull(controller) {
      const [list] = sources;
      if (list === undefined) return controller.close();
      const rows = await list(db, { ...period, after, limit: rowsPerPage });
      const lines = rows.map(dsaOf).map((one) => (format === 'csv' ? toDsaCsv(one) : `${JSON.stringify(one)}\n`));
      if (lines.length > 0) controller.enqueue(encoder.encode(lines.join('')));
      after = rows.at(-1)?.id ?? '';
      if (rows.length === rowsPerPage) return;
      sources.shift();
      after = '';
      // A page without rows enqueues nothing, and then nobody would ask again.
      if (lines.length === 0) await this.pull?.(controller);
    },
  });
}
