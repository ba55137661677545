// Use case: one step of a check of the database against the stores, both ways. Everything is walked through in key order, a
// page of each at a time. What looks wrong is looked at again before it counts: objects come and go meanwhile.

import { mapAtOnce } from '../core/at-once.ts';
import type { Instant } from '../core/instant.ts';
import { findObjects, listKnown, unwantCopy } from './census-store.ts';
import { type Count, tallyName } from './consistency.ts';
import { compareKeys } from './key-order.ts';
import type { ObjectItem } from './object-item.ts';
import { type ObjectStore, ObjectStoreError, type StoredObject } from './object-store.ts';
import type { Side } from './phase.ts';
import type { RepairPorts } from './repair-objects.ts';
import { addTallies, type Discrepancy, type Finding, type Run, type Step, type Tally } from './run.ts';
import { wantCopy } from './store.ts';

const pageSize = 1_000;
const looksAtOnce = 4;
/** Rehearsals and probes; the lifecycle rules clear them. */
const passing = '_';

/** `run.options.sides` says which stores: `r2` or `r2,s3`. */
export async function checkConsistency(ports: RepairPorts, run: Run): Promise<Step> {
  const sides = String(run.options.sides).split(',') as Side[];
  // The stores first: whatever they list then has its row by the time the rows are read.
  const lists = await Promise.all(sides.map((side) => listPage(ports.mirrored.storeOf(side), run.cursor)));
  const known = await listKnown(ports.db, run.cursor, pageSize);
  const ends = [known.length < pageSize ? null : (known.at(-1)?.key ?? null), ...lists.map((list) => list.end)];
  const end = ends.filter((key) => key !== null).sort(compareKeys)[0] ?? null;
  const isInPage = ({ key }: { readonly key: string }) => end === null || compareKeys(key, end) <= 0;
  const items = known.filter(isInPage);
  const results = await Promise.all(
    sides.map((side, index) => compare(ports, { side, items, stored: (lists[index]?.objects ?? []).filter(isInPage) })),
  );
  return {
    cursor: end ?? run.cursor,
    tally: addTallies(...results.map((result) => result.tally)),
    findings: results.flatMap((result) => result.findings),
    isLast: end === null,
  };
}

async function listPage(store: ObjectStore, after: string) {
  const options = after === '' ? { limit: pageSize } : { after, limit: pageSize };
  const { objects, next } = await store.list('', options);
  if (next !== null && compareKeys(next, after) <= 0)
    throw new ObjectStoreError(store.name, 'unavailable', 'list: a page that was before');
  return { objects: objects.filter(({ key }) => !key.startsWith(passing)), end: next };
}

interface SidePage {
  readonly side: Side;
  readonly items: readonly ObjectItem[];
  readonly stored: readonly StoredObject[];
}

interface Comparison {
  readonly tally: Tally;
  readonly findings: readonly Finding[];
}

async function compare(ports: RepairPorts, { side, items, stored }: SidePage): Promise<Comparison> {
  const storedByKey = new Map(stored.map((object) => [object.key, object]));
  const itemsByKey = new Map(items.map((item) => [item.key, item]));
  const suspects = [...new Set([...itemsByKey.keys(), ...storedByKey.keys()])].filter(
    (key) => discrepancyOf(side, itemsByKey.get(key), storedByKey.get(key)) !== null,
  );
  const findings = await lookAgain(ports, side, suspects);
  for (const finding of findings) await haveRepaired(ports, finding, ports.clock());
  const count = (name: Count, number: number) => ({ [tallyName(side, name)]: number });
  const withStatus = (...statuses: readonly string[]) =>
    items.filter((item) => item.acknowledgedAt !== null && statuses.includes(item.copies[side])).length;
  const tally = addTallies(
    count('expected', withStatus('stored')),
    count('found', stored.length),
    count('pending', withStatus('wanted') + items.filter((item) => item.copies[side] === 'unwanted').length),
    count('uncopied', items.filter((item) => item.deletedAt === null && item.copies[side] === 'none').length),
    ...findings.map((finding) => count(finding.problem as Discrepancy, 1)),
  );
  return { tally, findings };
}

/** The row, the store, the row once more: only what is wrong by both rows was wrong in between. */
async function lookAgain({ db, mirrored }: RepairPorts, side: Side, suspects: readonly string[]): Promise<Finding[]> {
  const before = await findObjects(db, suspects);
  const heads = await mapAtOnce(suspects, looksAtOnce, (key) => mirrored.storeOf(side).head(key));
  const after = await findObjects(db, suspects);
  return suspects.flatMap((key, index) => {
    const object = heads[index] ?? undefined;
    const problem = discrepancyOf(side, before.get(key), object);
    return problem === null || problem !== discrepancyOf(side, after.get(key), object) ? [] : [{ key, side, problem }];
  });
}

/** What of it cannot be, one side at a time. Intents and copies the repair is at work on may be either way. */
function discrepancyOf(side: Side, item: ObjectItem | undefined, object: StoredObject | undefined): Discrepancy | null {
  if (item === undefined) return object === undefined ? null : 'extra';
  const status = item.copies[side];
  if (object === undefined) return status === 'stored' ? 'missing' : null;
  if (item.deletedAt !== null) return status === 'unwanted' ? null : 'risen';
  return status === 'stored' && object.sizeBytes !== item.sizeBytes ? 'differing' : null;
}

/** What nobody knows is left alone: it may be the only copy of something. */
async function haveRepaired({ db }: RepairPorts, { key, side, problem }: Finding, now: Instant): Promise<void> {
  if (problem === 'missing' || problem === 'differing') await wantCopy(db, key, side, now);
  if (problem === 'risen') await unwantCopy(db, key, side, now);
}
