// Use case of a command: recomputes the chain from the rows, and says what does not fit. It trusts no stored hash: only a head that
// somebody else keeps proves that the whole chain was not written anew.

import type { Id } from '../../core/id.ts';
import type { Clock } from '../../core/instant.ts';
import type { Database } from '../../db/client.ts';
import { findLastSegment, listRowsOf, listSegments, listUnsealedBefore } from './chain-store.ts';
import { hashRow, headOf, noHead, oldestUnsealed, type Segment } from './segment.ts';

/** A head as an object store has it. */
export interface KnownHead {
  readonly number: number;
  readonly head: string;
}

export type Finding =
  | { readonly kind: 'row_changed' | 'row_deleted'; readonly id: Id<'audit'>; readonly segment: number }
  /** Its act would have been sealed long before. `segment` is null for a row in none. */
  | { readonly kind: 'row_inserted'; readonly id: Id<'audit'>; readonly segment: number | null }
  | { readonly kind: 'segment_changed' | 'segment_missing' | 'head_differs'; readonly segment: number };

export interface Verification {
  readonly segments: number;
  readonly rows: number;
  /** Heads that were compared. */
  readonly heads: number;
  readonly head: string | null;
  readonly findings: readonly Finding[];
}

const segmentsPerPage = 5;
const findingsMax = 1000;

export async function verifyChain(
  ports: { readonly db: Database; readonly clock: Clock },
  heads: readonly KnownHead[],
): Promise<Verification> {
  const { db } = ports;
  const findings: Finding[] = [];
  const known = Map.groupBy(heads, ({ number }) => number);
  let last: Pick<Segment, 'number' | 'head' | 'sealedAt'> | null = null;
  let rows = 0;
  for (;;) {
    const page = await listSegments(db, last?.number ?? 0, segmentsPerPage);
    for (const segment of page) {
      findings.push(...(await judgeSegment(db, last, segment)));
      const differs = (known.get(segment.number) ?? []).some(({ head }) => head !== segment.head);
      if (differs) findings.push({ kind: 'head_differs', segment: segment.number });
      rows += segment.rows.length;
      last = segment;
    }
    if (page.length < segmentsPerPage || findings.length >= findingsMax) break;
  }
  const end = last?.number ?? 0;
  for (const number of known.keys()) if (number > end) findings.push({ kind: 'segment_missing', segment: number });
  findings.push(...(await findLateRows(db)));
  return {
    segments: end,
    rows,
    heads: heads.length,
    head: last?.head ?? null,
    findings: findings.slice(0, findingsMax),
  };
}

async function judgeSegment(
  db: Database,
  last: Pick<Segment, 'number' | 'head' | 'sealedAt'> | null,
  segment: Segment,
): Promise<Finding[]> {
  const { number, previous, rows } = segment;
  const found: Finding[] = [];
  for (let missing = (last?.number ?? 0) + 1; missing < number; missing += 1)
    found.push({ kind: 'segment_missing', segment: missing });
  const isLinked = number !== (last?.number ?? 0) + 1 || previous === (last?.head ?? noHead);
  if (!isLinked || (await headOf(segment)) !== segment.head) found.push({ kind: 'segment_changed', segment: number });
  const byId = new Map(
    (
      await listRowsOf(
        db,
        rows.map(([id]) => id),
      )
    ).map((row) => [row.id, row]),
  );
  for (const [id, sha256] of rows) {
    const row = byId.get(id);
    if (row === undefined) found.push({ kind: 'row_deleted', id, segment: number });
    else if ((await hashRow(row)) !== sha256) found.push({ kind: 'row_changed', id, segment: number });
    else if (last !== null && row.createdAt < oldestUnsealed(last.sealedAt).createdAt)
      found.push({ kind: 'row_inserted', id, segment: number });
  }
  return found;
}

/** Rows that no run of the cron seals any more. */
async function findLateRows(db: Database): Promise<Finding[]> {
  const last = await findLastSegment(db);
  if (last === null) return [];
  const ids = await listUnsealedBefore(db, oldestUnsealed(last.sealedAt).id, findingsMax);
  return ids.map((id) => ({ kind: 'row_inserted', id, segment: null }));
}
