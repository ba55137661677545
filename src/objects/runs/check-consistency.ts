// Use case: one step of a consistency check, which compares the database with the stores in both directions. It reads one page of
// each in key order. A suspected problem is checked again before it counts, because objects change during the check.

import type { Instant } from '../../core/instant.ts';
import { mapConcurrently } from '../../core/map-concurrently.ts';
import { type CopyProblem, judgeCopy } from '../copy-state.ts';
import type { RepairPorts } from '../repair-objects.ts';
import { scheduleCopy, scheduleDelete } from '../store.ts';
import { compareKeys, isPlainKey, printableKey } from '../stores/object-key.ts';
import { type ObjectStore, ObjectStoreError, type StoredObject } from '../stores/object-store.ts';
import type { Side } from '../stores/phase.ts';
import { tallyName } from './consistency.ts';
import type { ObjectItem } from './object-item.ts';
import { findObjects, listKnown } from './object-scan-store.ts';
import { addTallies, type Finding, type Run, type Step, sidesOf, type Tally } from './run.ts';

const pageSize = 1_000;
const rechecksAtOnce = 4;
/** Keys of rehearsals and probes; lifecycle rules delete them. */
const temporary = '_';

/** `run.options.sides` names the stores: `r2` or `r2,s3`. */
export async function checkConsistency(ports: RepairPorts, run: Run): Promise<Step> {
  const sides = sidesOf(run, ports.mirrored.phase);
  // Stores before rows: a row is written before its object, so every listed object has one by the time the rows are read.
  const lists = await Promise.all(sides.map((side) => listPage(ports.mirrored.storeOf(side), run.cursor)));
  const known = await listKnown(ports.db, run.cursor, pageSize);
  const ends = [known.length < pageSize ? null : (known.at(-1)?.key ?? null), ...lists.map((list) => list.end)];
  const end = ends.filter((key) => key !== null).sort(compareKeys)[0] ?? null;
  const isInPage = ({ key }: { readonly key: string }) => end === null || compareKeys(key, end) <= 0;
  const items = known.filter(isInPage);
  const results = await Promise.all(
    sides.map((side, index) => compare(ports, { side, items, stored: (lists[index]?.objects ?? []).filter(isInPage) })),
  );
  const lost = ports.mirrored.phase.delete.every((side) => sides.includes(side)) ? findLost(results) : [];
  return {
    cursor: end ?? run.cursor,
    tally: addTallies({ lost: lost.length }, ...results.map((result) => result.tally)),
    findings: [...lost, ...results.flatMap((result) => result.findings)],
    isLast: end === null,
  };
}

/** Reads on until a page ends with a key that a row can hold as cursor: foreign keys may contain any byte. */
async function listPage(store: ObjectStore, after: string) {
  const objects: StoredObject[] = [];
  for (let from = after; ; ) {
    const page = await store.list('', from === '' ? { limit: pageSize } : { after: from, limit: pageSize });
    objects.push(...page.objects.filter(({ key }) => !key.startsWith(temporary)));
    if (page.next !== null && compareKeys(page.next, from) <= 0)
      throw new ObjectStoreError(store.name, 'unavailable', 'list: the page does not advance');
    if (page.next === null || isPlainKey(page.next)) return { objects, end: page.next };
    from = page.next;
  }
}

interface SidePage {
  readonly side: Side;
  readonly items: readonly ObjectItem[];
  readonly stored: readonly StoredObject[];
}

interface Comparison {
  readonly tally: Tally;
  readonly findings: readonly Finding[];
  /** Known objects that this store does not have. */
  readonly absent: ReadonlySet<string>;
}

async function compare(ports: RepairPorts, { side, items, stored }: SidePage): Promise<Comparison> {
  const storedByKey = new Map(stored.map((object) => [object.key, object]));
  const itemsByKey = new Map(items.map((item) => [item.key, item]));
  const now = ports.clock();
  const suspects = [...new Set([...itemsByKey.keys(), ...storedByKey.keys()])].flatMap((key): Suspect[] => {
    const object = storedByKey.get(key);
    const problem = judgeCopy({ side, item: itemsByKey.get(key), object, now });
    return problem === null ? [] : [{ key, problem, object }];
  });
  const confirmed = await recheck(ports, side, suspects);
  for (const { key, problem } of confirmed) {
    const status = itemsByKey.get(key)?.copies[side];
    // A copy that is already scheduled keeps its cause and its delay.
    if (status !== 'wanted' && status !== 'unwanted') await scheduleRepair(ports, { key, side, problem }, now);
  }
  const expected = items.filter(
    (item) => item.acknowledgedAt !== null && ['stored', 'wanted'].includes(item.copies[side]),
  );
  const tally = addTallies(
    { [tallyName(side, 'expected')]: expected.length, [tallyName(side, 'found')]: stored.length },
    ...confirmed.map(({ problem }) => ({ [tallyName(side, problem)]: 1 })),
  );
  const findings = confirmed.map(({ key, problem }) => ({ key: printableKey(key), side, problem }));
  const absent = new Set(confirmed.filter(({ object }) => object === undefined).map(({ key }) => key));
  return { tally, findings, absent };
}

interface Suspect {
  readonly key: string;
  readonly problem: CopyProblem;
  /** As listed. */
  readonly object: StoredObject | undefined;
}

/** These problems follow from the row, and the list shows no object. Checking each would cost one request per object. */
const needsNoRecheck: readonly CopyProblem[] = ['owed', 'failed', 'uncopied'];

/** Reads row, store, row. Only a problem that holds for both rows is confirmed. */
async function recheck({ db, mirrored, clock }: RepairPorts, side: Side, suspects: readonly Suspect[]) {
  const keys = suspects.map(({ key }) => key);
  const before = await findObjects(db, keys);
  const looks = await mapConcurrently(suspects, rechecksAtOnce, async ({ key, problem, object }) =>
    needsNoRecheck.includes(problem) || !isPlainKey(key)
      ? object
      : await findNow(mirrored.storeOf(side), key, before.has(key)),
  );
  const after = await findObjects(db, keys);
  const now = clock();
  return suspects.flatMap(({ key }, index): Suspect[] => {
    const object = looks[index];
    const problem = judgeCopy({ side, item: before.get(key), object, now });
    const isSame = problem === judgeCopy({ side, item: after.get(key), object, now });
    return problem === null || !isSame ? [] : [{ key, problem, object }];
  });
}

/** A foreign key is looked up in a list: it may contain `..` segments, which a URL path cannot. */
async function findNow(store: ObjectStore, key: string, isKnown: boolean): Promise<StoredObject | undefined> {
  if (isKnown) return (await store.head(key)) ?? undefined;
  const { objects } = await store.list(key, { limit: 1 });
  return objects.find((object) => object.key === key);
}

/** Objects that are in no store. */
function findLost([first, ...others]: readonly Comparison[]): Finding[] {
  const keys = [...(first?.absent ?? [])].filter((key) => others.every(({ absent }) => absent.has(key)));
  return keys.map((key) => ({ key, side: null, problem: 'lost' }));
}

/** Objects without a row are not deleted: they may be the only copy of something. */
async function scheduleRepair(
  { db }: RepairPorts,
  copy: { readonly key: string; readonly side: Side; readonly problem: CopyProblem },
  now: Instant,
): Promise<void> {
  const { key, side, problem } = copy;
  if (problem === 'missing' || problem === 'differing') await scheduleCopy(db, { key, side, problem }, now);
  if (problem === 'resurrected') await scheduleDelete(db, { key, side, problem }, now);
}
