// Use case: export what happened on a day to the receipts of an issuer, as a stream. The next page is read when the reader asks for it.
// Memory use is one page, and no transaction stays open.

import { coinsToJson } from '../../core/money.ts';
import type { Database } from '../../db/client.ts';
import { addEntry, csvHead, type DayEntry, type DayTotals, noTotals, toCsvLine, toJsonLine } from './day-entry.ts';
import { boundsOf } from './receipt.ts';
import { hasSettled, listEntries, sumEntries } from './receipt-store.ts';

export const mediaTypes = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson' } as const;
export type DayForm = keyof typeof mediaTypes;

export interface Day {
  readonly issuer: string;
  /** `yyyy-mm-dd`, of UTC. */
  readonly day: string;
}

export interface DaySummary extends Day, DayTotals {
  /** Nothing can be added to the day any more. */
  readonly isFinal: boolean;
}

export async function summarizeDay(db: Database, day: Day): Promise<DaySummary> {
  const bounds = boundsOf(day.day);
  const isFinal = await hasSettled(db, bounds.to);
  return { ...day, ...(await sumEntries(db, { issuer: day.issuer, ...bounds })), isFinal };
}

export const summaryJson = ({ day, issuer, isFinal, ...totals }: DaySummary) => ({
  ...{ day, issuer, isFinal, creditCount: totals.credits, creditCoins: coinsToJson(totals.credited) },
  ...{ reversalCount: totals.reversals, reversalCoins: coinsToJson(totals.reversed) },
  ...{ netCoins: coinsToJson(totals.credited - totals.reversed) },
  ...{ lateCount: totals.late, lateCoins: coinsToJson(totals.lateCoins) },
});

interface Form {
  readonly head: string;
  readonly toLine: (entry: DayEntry) => string;
  /** The last line; a file without it was cut off. */
  readonly toEnd: (summary: DaySummary) => string;
}

const forms: Readonly<Record<DayForm, Form>> = {
  csv: { head: csvHead, toLine: toCsvLine, toEnd: () => '' },
  ndjson: {
    head: '',
    toLine: toJsonLine,
    toEnd: (all) => `${JSON.stringify({ type: 'total', ...summaryJson(all) })}\n`,
  },
};

const rowsPerPage = 1000;

export interface DayFile {
  readonly isFinal: boolean;
  readonly body: ReadableStream<Uint8Array>;
}

export async function exportDay(db: Database, day: Day, form: DayForm, pageSize = rowsPerPage): Promise<DayFile> {
  const bounds = boundsOf(day.day);
  const isFinal = await hasSettled(db, bounds.to);
  const { head, toLine, toEnd } = forms[form];
  const encoder = new TextEncoder();
  let [after, totals]: [string | null, DayTotals] = [null, noTotals];
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(head)),
    async pull(controller) {
      const page = await listEntries(db, { issuer: day.issuer, ...bounds }, { after, limit: pageSize });
      totals = page.reduce(addEntry, totals);
      after = page.at(-1)?.position ?? null;
      const isLast = page.length < pageSize;
      const text = page.map(toLine).join('') + (isLast ? toEnd({ ...day, ...totals, isFinal }) : '');
      if (text !== '') controller.enqueue(encoder.encode(text));
      if (isLast) controller.close();
    },
  });
  return { isFinal, body };
}
