// Use case: export a wallet's full history as a CSV stream. The next page is read when the reader asks for it. Memory use is one page,
// and no transaction stays open.

import type { Id } from '../../core/id.ts';
import type { Database } from '../../db/client.ts';
import { csvHeader, type HistoryFilter, toCsvRow } from './history.ts';
import { listHistory } from './history-store.ts';

const rowsPerPage = 1000;

export function exportHistory(db: Database, walletId: Id<'wallet'>, filter: HistoryFilter): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let after: string | null = null;
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(csvHeader)),
    async pull(controller) {
      const rows = await listHistory(db, walletId, filter, { after, limit: rowsPerPage });
      const page = rows.slice(0, rowsPerPage);
      if (page.length > 0) controller.enqueue(encoder.encode(page.map(toCsvRow).join('')));
      after = page.at(-1)?.position ?? null;
      if (rows.length <= rowsPerPage) controller.close();
    },
  });
}
