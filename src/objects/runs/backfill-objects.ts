// Use case: one batch of a backfill. It checks each copy in the target store and does not rely on the row: correct copies are not
// sent again, and an emptied bucket is filled. The hash is verified after reading from the source and after writing to the target.
// A failed copy keeps the status `wanted` and its cause. A backfill never deletes.

import { mapConcurrently } from '../../core/map-concurrently.ts';
import type { RepairPorts } from '../repair-objects.ts';
import { readWhole } from '../stores/mirrored.ts';
import { describeCause, type ObjectStore } from '../stores/object-store.ts';
import { failureOf } from '../stores/observed.ts';
import type { Side } from '../stores/phase.ts';
import type { BackfillOptions } from './backfill.ts';
import type { ObjectItem } from './object-item.ts';
import { intendCopies, listObjects, recordCopies, recordFailures } from './object-scan-store.ts';
import { addTallies, type Finding, type Run, type Step } from './run.ts';

export interface BackfillPorts extends RepairPorts {
  /** The keys of one tournament's certificates; null: the tournament does not exist. */
  readonly keysOfTournament: (id: string) => Promise<readonly string[] | null>;
}

export async function backfillObjects(ports: BackfillPorts, run: Run): Promise<Step> {
  const options = run.options as unknown as BackfillOptions;
  const { db, clock } = ports;
  const startedAt = clock();
  const { limit, tournamentId, to } = options;
  const left = limit === null ? Number.POSITIVE_INFINITY : limit - (run.tally.processed ?? 0);
  const size = Math.min(options.batchSize, left);
  const keys = tournamentId === null ? null : ((await ports.keysOfTournament(tournamentId)) ?? []);
  const items = await listObjects(db, { after: run.cursor, keys, failedOn: options.isRetrying ? to : null }, size);
  const outcomes = await copyBatch(ports, items, options);
  const workedMs = Date.parse(clock()) - Date.parse(startedAt);
  return {
    cursor: items.at(-1)?.key ?? run.cursor,
    tally: addTallies({ workedMs }, ...outcomes.map(tallyOf)),
    findings: outcomes.flatMap((outcome) => (outcome.result === 'failed' ? [outcome.finding] : [])),
    isLast: items.length < size || items.length === left,
  };
}

type Outcome =
  | { readonly result: 'migrated'; readonly bytes: number }
  | { readonly result: 'skipped' }
  | { readonly result: 'failed'; readonly finding: Finding };

function tallyOf(outcome: Outcome) {
  const plain = { processed: 1, [outcome.result]: 1 };
  if (outcome.result === 'migrated') return { ...plain, bytes: outcome.bytes };
  return outcome.result === 'failed' ? { ...plain, [`failed.${outcome.finding.problem}`]: 1 } : plain;
}

async function copyBatch(ports: BackfillPorts, items: readonly ObjectItem[], options: BackfillOptions) {
  const { db, mirrored, clock } = ports;
  const { to, isDryRun, isVerifying, concurrency } = options;
  const looks = await mapConcurrently(items, concurrency, async (item): Promise<Outcome | null> => {
    try {
      return (await hasRightCopy(mirrored.storeOf(to), item, isVerifying)) ? { result: 'skipped' } : null;
    } catch (error) {
      return failed(item.key, to, error);
    }
  });
  // Before the first PUT: if this process dies, the repair finds the copies.
  if (!isDryRun)
    await intendCopies(
      db,
      items.filter((_, index) => looks[index] === null),
      to,
      clock(),
    );
  const outcomes = await mapConcurrently(
    items,
    concurrency,
    async (item, index) => looks[index] ?? copyObject(ports, item, options),
  );
  if (!isDryRun) await record(ports, items, outcomes, to);
  return outcomes;
}

async function record(
  { db, clock }: BackfillPorts,
  items: readonly ObjectItem[],
  outcomes: readonly Outcome[],
  to: Side,
): Promise<void> {
  const isNew = (item: ObjectItem, index: number) =>
    outcomes[index]?.result !== 'failed' && item.copies[to] !== 'stored';
  const arrived = items.filter((item, index) => isNew(item, index) || outcomes[index]?.result === 'migrated');
  await recordCopies(db, arrived, to);
  const failures = outcomes.flatMap((outcome) => (outcome.result === 'failed' ? [outcome.finding] : []));
  await recordFailures(db, failures, to, clock());
}

/** Compares size and stored hash; reads the bytes if `isVerifying` or if the object has no stored hash. */
async function hasRightCopy(target: ObjectStore, item: ObjectItem, isVerifying: boolean): Promise<boolean> {
  const { key, sha256, sizeBytes } = item;
  const head = await target.head(key);
  if (head === null || head.sizeBytes !== sizeBytes) return false;
  if (head.sha256 !== null && !isVerifying) return head.sha256 === sha256;
  try {
    await readWhole(target, key, sha256);
    return true;
  } catch (error) {
    if (['not_found', 'corrupt'].includes(failureOf(error))) return false;
    throw error;
  }
}

async function copyObject({ mirrored }: BackfillPorts, item: ObjectItem, options: BackfillOptions): Promise<Outcome> {
  const { key, sha256, contentType } = item;
  const { from, to, isDryRun } = options;
  let side = from;
  try {
    const bytes = await readWhole(mirrored.storeOf(from), key, sha256);
    side = to;
    if (!isDryRun) {
      await mirrored.storeOf(to).put({ key, bytes, contentType, sha256 });
      await readWhole(mirrored.storeOf(to), key, sha256);
    }
    return { result: 'migrated', bytes: bytes.byteLength };
  } catch (error) {
    return failed(key, side, error);
  }
}

/** A failed object does not stop the batch. */
function failed(key: string, side: Side, error: unknown): Outcome {
  return { result: 'failed', finding: { key, side, problem: failureOf(error), cause: describeCause(error) } };
}
