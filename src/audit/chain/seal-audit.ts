// Use case of the cron: seals the rows of the audit trail that are in no segment yet. A row belongs to one segment, also when its act
// was committed after later rows were sealed.

import type { Clock } from '../../core/instant.ts';
import type { Database } from '../../db/client.ts';
import { findLastSegment, insertSegment, listUnsealed } from './chain-store.ts';
import { oldestUnsealed, rowsPerSegmentMax, seal } from './segment.ts';

const segmentsPerRunMax = 20;

/** @returns how many rows were sealed. */
export async function sealAudit({ db, clock }: { readonly db: Database; readonly clock: Clock }): Promise<number> {
  let sealed = 0;
  for (let segments = 0; segments < segmentsPerRunMax; segments += 1) {
    const last = await findLastSegment(db);
    const since = last === null ? null : oldestUnsealed(last.sealedAt);
    const rows = await listUnsealed(db, since, rowsPerSegmentMax);
    if (rows.length === 0) break;
    if (await insertSegment(db, await seal(last, rows, clock()))) sealed += rows.length;
    if (rows.length < rowsPerSegmentMax) break;
  }
  return sealed;
}
