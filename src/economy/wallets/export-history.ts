// Use case: a whole history as a stream of CSV. A page of rows is asked for when the reader has taken the one before, so that a
// million rows need no more memory than one page and hold no transaction open.

import type { Id } from '../../core/id.ts';
import type { Database } from '../../db/client.ts';
import { csvHeader, type HistoryFilter, toCsvRow } from './history.ts';
import { listHistory } from './history-store.ts';

const rowsAtOnce = 1000;

export function exportHistory(db: Database, walletId: Id<'wallet'>, filter: HistoryFilter): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let after: string | null = null;
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(csvHeader)),
    async pull(controller) {
      const rows = await listHistory(db, walletId, filter, { after, limit: rowsAtOnce });
      const page = rows.slice(0, rowsAtOnce);
      if (page.length > 0) controller.enqueue(encoder.encode(page.map(toCsvRow).join('')));
      after = page.at(-1)?.position ?? null;
      if (rows.length <= rowsAtOnce) controller.close();
    },
  });
}
