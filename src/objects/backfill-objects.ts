// Use case: one batch of a backfill. Each copy is proven by its hash when read and again where it has arrived; what fails stays
// wanted, so that the repair goes on with it. Nothing is ever deleted.

import { mapAtOnce } from '../core/at-once.ts';
import type { BackfillOptions } from './backfill.ts';
import { intendCopies, listObjects, recordCopies } from './census-store.ts';
import { type MirroredStore, readWhole } from './mirrored.ts';
import type { ObjectItem } from './object-item.ts';
import { failureOf } from './observed.ts';
import type { RepairPorts } from './repair-objects.ts';
import { addTallies, type Finding, type Run, type Step } from './run.ts';

export interface BackfillPorts extends RepairPorts {
  /** The keys of one tournament's certificates. */
  readonly keysOfTournament: (id: string) => Promise<readonly string[]>;
}

export async function backfillObjects(ports: BackfillPorts, run: Run): Promise<Step> {
  const options = run.options as unknown as BackfillOptions;
  const { db, mirrored, clock } = ports;
  const startedAt = clock();
  const { to, isDryRun, limit } = options;
  const left = limit === null ? Number.POSITIVE_INFINITY : limit - (run.tally.processed ?? 0);
  const size = Math.min(options.batchSize, left);
  const keys = options.tournamentId === null ? null : await ports.keysOfTournament(options.tournamentId);
  const items = await listObjects(db, { after: run.cursor, limit: size, keys });
  const absent = items.filter((item) => item.copies[to] !== 'stored');
  if (!isDryRun) await intendCopies(db, absent, to, startedAt);
  const outcomes = await mapAtOnce(items, options.concurrency, (item) => copyObject(mirrored, item, options));
  const arrived = items.filter((_, index) => outcomes[index]?.result === 'migrated');
  if (!isDryRun) await recordCopies(db, arrived, to);
  const workedMs = Date.parse(clock()) - Date.parse(startedAt);
  return {
    cursor: items.at(-1)?.key ?? run.cursor,
    tally: addTallies({ workedMs }, ...outcomes.map(({ result, bytes }) => ({ processed: 1, [result]: 1, bytes }))),
    findings: outcomes.flatMap(({ finding }) => (finding === null ? [] : [finding])),
    isLast: items.length < size || items.length === left,
  };
}

interface Outcome {
  readonly result: 'migrated' | 'skipped' | 'failed';
  /** Copied. */
  readonly bytes: number;
  readonly finding: Finding | null;
}

const skipped: Outcome = { result: 'skipped', bytes: 0, finding: null };

async function copyObject(mirrored: MirroredStore, item: ObjectItem, options: BackfillOptions): Promise<Outcome> {
  const { key, sha256, contentType } = item;
  const { from, to, isVerifying, isDryRun } = options;
  const [source, target] = [mirrored.storeOf(from), mirrored.storeOf(to)];
  let side = to;
  try {
    if (item.copies[to] === 'stored' && (!isVerifying || (await isRight(readWhole(target, key, sha256)))))
      return skipped;
    side = from;
    const bytes = await readWhole(source, key, sha256);
    side = to;
    if (!isDryRun) {
      await target.put({ key, bytes, contentType, sha256 });
      await readWhole(target, key, sha256);
    }
    return { result: 'migrated', bytes: bytes.byteLength, finding: null };
  } catch (error) {
    return { result: 'failed', bytes: 0, finding: { key, side, problem: failureOf(error) } };
  }
}

/** False when nothing or something else is there. @throws ObjectStoreError when the store does not answer. */
async function isRight(read: Promise<unknown>): Promise<boolean> {
  try {
    await read;
    return true;
  } catch (error) {
    if (['not_found', 'corrupt'].includes(failureOf(error))) return false;
    throw error;
  }
}
