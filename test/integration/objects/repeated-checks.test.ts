// Two checks in a row give the same result until something is repaired: for every kind of damage, for the report and the metrics.

import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/db/client.ts';
import { copyProblems } from '../../../src/objects/copy-state.ts';
import { measureBacklog } from '../../../src/objects/measure-backlog.ts';
import type { Measurement } from '../../../src/objects/metrics.ts';
import { repairObjects } from '../../../src/objects/repair-objects.ts';
import { agreements, reportConsistency, reportIntegrity } from '../../../src/objects/runs/consistency.ts';
import { continueRun } from '../../../src/objects/runs/continue-run.ts';
import { sides } from '../../../src/objects/runs/object-item.ts';
import { unsavedRun } from '../../../src/objects/runs/run.ts';
import { startDueChecks } from '../../../src/objects/runs/start-due-checks.ts';
import { createMirroredStore } from '../../../src/objects/stores/mirrored.ts';
import { type ObjectStore, ObjectStoreError, type PutObject } from '../../../src/objects/stores/object-store.ts';
import type { Side } from '../../../src/objects/stores/phase.ts';
import { createTrackedStore } from '../../../src/objects/tracked.ts';
import { anObject, spoil } from '../../contracts/object-store.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { createTwoStores, r2Only, twice } from '../../support/isolate/two-stores.ts';

const database = useDatabase();
let db: ReturnType<typeof openDatabase>;
let world: ReturnType<typeof createTwoStores>;
let measured: Measurement[];

beforeEach(async () => {
  db ??= openDatabase(database.url, 4);
  await database.sql`TRUNCATE object_item, object_run`;
  world = createTwoStores(db);
  measured = [];
});

afterAll(() => db.close());

const measure = (measurement: Measurement) => void measured.push(measurement);
const latest = (name: Measurement['name'], labels: Record<string, string>) =>
  measured.findLast((sample) => sample.name === name && JSON.stringify(sample.labels) === JSON.stringify(labels))
    ?.value;

/** Stores of which one has the given broken operations. */
function breaking(side: Side, broken: Partial<ObjectStore>) {
  const { mirrored } = world.ports;
  const storeOf = (asked: Side) =>
    asked === side ? { ...mirrored.storeOf(asked), ...broken } : mirrored.storeOf(asked);
  return { ...world.ports, measure, mirrored: { ...mirrored, storeOf } };
}

const refuseGet = {
  get: () => Promise.reject(new ObjectStoreError('s3', 'unavailable', 'get: 500')),
};
const refusePut = {
  put: () => Promise.reject(new ObjectStoreError('s3', 'unavailable', 'put: 500')),
};

/** Runs both nightly checks, with metrics. */
async function look(ports: ReturnType<typeof breaking>) {
  const runOf = async (kind: 'consistency' | 'integrity') =>
    continueRun(ports, await world.open(kind, { sides: 'r2,s3' }, crypto.randomUUID()), () => false);
  const { findings, ...consistency } = reportConsistency(await runOf('consistency'));
  const { agreement } = reportIntegrity(await runOf('integrity'));
  return { ...consistency, problems: findings.map(({ side, problem }) => `${side} ${problem}`), integrity: agreement };
}

type Damage = (objects: readonly PutObject[]) => Promise<unknown>;
const each = (objects: readonly PutObject[], act: (object: PutObject) => Promise<unknown>) =>
  Promise.all(objects.map(act));
const firstOf = ([object]: readonly PutObject[]) => object as PutObject;

const damages: readonly [name: string, damage: Damage, problem: string, broken?: Partial<ObjectStore>][] = [
  ['a bucket was emptied', (objects) => each(objects, ({ key }) => world.s3.delete(key)), 's3 missing'],
  [
    'an object is gone from both stores',
    (objects) =>
      each([firstOf(objects)], async ({ key }) => {
        await world.r2.delete(key);
        await world.s3.delete(key);
      }),
    'null lost',
  ],
  ['a store answers every GET with 500', async () => {}, '', refuseGet],
  ['objects were never copied', () => world.putMany(3, r2Only), 's3 uncopied'],
  [
    'copies are pending',
    () =>
      database.sql`UPDATE object_item SET s3_status = 'wanted' WHERE key IN (SELECT key FROM object_item LIMIT 2)`
        .then(() => world.s3.list(''))
        .then(({ objects }) => each(objects as never, ({ key }) => world.s3.delete(key))),
    's3 owed',
  ],
  [
    'copies could not be made',
    async () => {
      const { ports } = world;
      const s3 = { ...world.s3, ...refusePut };
      const mirrored = createMirroredStore({ r2: world.r2, s3, flags: twice });
      await createTrackedStore(ports, mirrored).put(await anObject());
      world.wait(7200);
      await repairObjects({ ...ports, mirrored });
    },
    's3 failed',
  ],
  ['a copy has other bytes of the same length', (objects) => spoil(world.r2, firstOf(objects)), ''],
  [
    'a copy has another length',
    async (objects) => world.r2.put({ ...(await anObject()), key: firstOf(objects).key }),
    'r2 differing',
  ],
  ['a bucket has a foreign object', async () => world.r2.put(await anObject()), 'r2 extra'],
  [
    'a deleted object was resurrected',
    async (objects) => {
      await world.tracked(twice).delete(firstOf(objects).key);
      await world.s3.put(firstOf(objects));
    },
    's3 resurrected',
  ],
  [
    'a deleted object could not be removed',
    async (objects) => {
      await world.tracked(twice).delete(firstOf(objects).key);
      await world.s3.put(firstOf(objects));
      await database.sql`UPDATE object_item SET s3_status = 'unwanted' WHERE deleted_at IS NOT NULL`;
      world.wait(7200);
    },
    's3 undeleted',
  ],
];

it.each(damages)('when %s, a second check gives the same result', async (_, damage, problem, broken = {}) => {
  const objects = await world.putMany(4, twice);
  await damage(objects);
  const ports = breaking('s3', broken);
  const first = await look(ports);
  expect([first.agreement, first.integrity]).not.toEqual(['success', 'success']);
  if (problem !== '') expect(first.problems).toContain(problem);
  expect(await look(ports)).toEqual(first);
  expect(latest('cert.check.verdict', { check: 'consistency' })).toBe(agreements.indexOf(first.agreement));
  expect(latest('cert.check.verdict', { check: 'integrity' })).toBe(agreements.indexOf(first.integrity));
  for (const state of copyProblems) {
    for (const side of sides)
      expect(latest('cert.consistency.copies', { side, state })).toBe(first.sides[side]?.[state]);
  }
});

it('a store that answers no GET fails the spot check, even if the other store works', async () => {
  await world.putMany(4, twice);
  expect((await look(breaking('s3', refuseGet))).integrity).toBe('fail');
});

it('one lost object among a thousand fails the check', () => {
  const run = unsavedRun({ kind: 'consistency', options: { sides: 'r2,s3' }, cursor: '' }, world.ports.clock());
  const side = { expected: 1_000, found: 999, missing: 1 };
  const counts = Object.entries(side).flatMap(([name, count]) => sides.map((of) => [`${of}.${name}`, count]));
  expect(reportConsistency({ ...run, tally: Object.fromEntries(counts) }).agreement).toBe('issues');
  expect(reportConsistency({ ...run, tally: { ...Object.fromEntries(counts), lost: 1 } }).agreement).toBe('fail');
});

it('after the repair the result is success again', async () => {
  const [gone, wrong] = (await world.putMany(4, twice)) as [PutObject, PutObject];
  await world.s3.delete(gone.key);
  await spoil(world.r2, wrong);
  const ports = breaking('s3', {});
  for (let night = 0; night < 2; night += 1) await look(ports);
  world.wait(7200);
  await repairObjects(ports);
  expect(await look(ports)).toMatchObject({ agreement: 'success', integrity: 'success', problems: [] });
});

it('a check with a smaller scope does not count as the nightly check', async () => {
  const newId = (kind: string) => `${kind.slice(0, 3)}_${crypto.randomUUID()}` as never;
  const { phase } = world.ports.mirrored;
  await look(breaking('s3', {}));
  expect(await startDueChecks({ ...world.ports, newId }, phase)).toHaveLength(2);
});

it('a store that is no longer configured has no mismatch and is not compared', async () => {
  const [object] = (await world.putMany(4, twice)) as [PutObject];
  await world.s3.delete(object.key);
  await look(breaking('s3', {}));
  expect(latest('cert.consistency.mismatch', { side: 's3' })).toBe(0.25);
  const alone = createMirroredStore({ r2: world.r2, s3: null, flags: r2Only });
  // Started while both stores were configured.
  expect(await look({ ...breaking('s3', {}), mirrored: alone })).toMatchObject({ agreement: 'success', lost: 0 });
  expect(latest('cert.consistency.mismatch', { side: 's3' })).toBe(0);
});

describe('the backlog', () => {
  const ports = () => breaking('s3', {});

  it('is measured per store, with the age of the oldest pending copy', async () => {
    const [object] = (await world.putMany(2, twice)) as [PutObject];
    await measureBacklog(ports());
    expect([latest('cert.repair.backlog', { side: 's3' }), latest('cert.repair.lag.seconds', { side: 's3' })]).toEqual([
      0, 0,
    ]);
    await world.s3.delete(object.key);
    await look(ports());
    world.wait(1200);
    await measureBacklog(ports());
    expect([latest('cert.repair.backlog', { side: 's3' }), latest('cert.repair.backlog', { side: 'r2' })]).toEqual([
      1, 0,
    ]);
    expect(latest('cert.repair.lag.seconds', { side: 's3' })).toBeGreaterThan(1190);
    expect(latest('cert.repair.lag.seconds', { side: 'r2' })).toBe(0);
    await repairObjects(ports());
    await measureBacklog(ports());
    expect([latest('cert.repair.backlog', { side: 's3' }), latest('cert.repair.lag.seconds', { side: 's3' })]).toEqual([
      0, 0,
    ]);
  });

  it('of a store that is no longer configured is zero and does not block other repairs', async () => {
    const objects = await world.putMany(6, twice);
    await database.sql`UPDATE object_item SET s3_status = 'wanted', next_attempt_at = now() - interval '1 day'`;
    await database.sql`UPDATE object_item SET r2_status = 'wanted', next_attempt_at = now() WHERE key = ${objects[5]?.key ?? ''}`;
    const alone = { ...ports(), mirrored: createMirroredStore({ r2: world.r2, s3: null, flags: r2Only }) };
    world.wait(60);
    await repairObjects(alone, 3);
    const [row] = await database.sql`SELECT r2_status FROM object_item WHERE key = ${objects[5]?.key ?? ''}`;
    expect(row?.r2_status).toBe('stored');
    await measureBacklog(alone);
    expect([latest('cert.repair.backlog', { side: 's3' }), latest('cert.repair.lag.seconds', { side: 's3' })]).toEqual([
      0, 0,
    ]);
  });
});
