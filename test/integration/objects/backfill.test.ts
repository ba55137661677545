// A backfill copies objects of earlier phases to the store that lacks them. It survives crashes and counts each object once.

import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/db/client.ts';
import { repairObjects } from '../../../src/objects/repair-objects.ts';
import type { BackfillOptions } from '../../../src/objects/runs/backfill.ts';
import { backfillObjects } from '../../../src/objects/runs/backfill-objects.ts';
import { continueRun } from '../../../src/objects/runs/continue-run.ts';
import { controlBackfills } from '../../../src/objects/runs/control-backfill.ts';
import { stateOf } from '../../../src/objects/runs/run.ts';
import { advanceRun, findRun, listStalledRuns } from '../../../src/objects/runs/run-store.ts';
import { startBackfill } from '../../../src/objects/runs/start-backfill.ts';
import { readWhole } from '../../../src/objects/stores/mirrored.ts';
import type { ObjectStore, PutObject } from '../../../src/objects/stores/object-store.ts';
import { anObject, failure, spoil } from '../../contracts/object-store.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { backfillOf, createTwoStores, r2Only, twice } from '../../support/isolate/two-stores.ts';
import { seededRandom } from '../../support/rules/random.ts';

const database = useDatabase();
let db: ReturnType<typeof openDatabase>;
let world: ReturnType<typeof createTwoStores>;
const never = () => false;

beforeEach(async () => {
  db ??= openDatabase(database.url, 4);
  await database.sql`DELETE FROM object_item WHERE deleted_at IS NULL`;
  await database.sql`DELETE FROM object_run`;
  world = createTwoStores(db);
});

afterAll(() => db.close());

const whole = (store: ObjectStore, { key, sha256 }: PutObject) => readWhole(store, key, sha256);
const statuses = async () =>
  (await database.sql`SELECT DISTINCT r2_status, s3_status FROM object_item WHERE deleted_at IS NULL`).map((row) => [
    row.r2_status,
    row.s3_status,
  ]);

describe('a backfill', () => {
  it('copies what the other store lacks, skips what it has, and does not change the source', async () => {
    const [old, young] = [await world.putMany(7, r2Only), await world.putMany(3, twice)];
    const run = await continueRun(world.ports, await world.open('backfill', backfillOf({ batchSize: 3 })), never);
    expect(run.tally).toMatchObject({ processed: 10, migrated: 7, skipped: 3, bytes: 350 });
    for (const object of [...old, ...young]) {
      await whole(world.s3, object);
      await whole(world.r2, object);
    }
    expect(await statuses()).toEqual([['stored', 'stored']]);
  });

  it('works in the other direction as well', async () => {
    const objects = await world.putMany(4, twice);
    for (const { key } of objects) await world.r2.delete(key);
    await database.sql`UPDATE object_item SET r2_status = 'none'`;
    const options = backfillOf({ from: 's3', to: 'r2' });
    expect((await continueRun(world.ports, await world.open('backfill', options), never)).tally.migrated).toBe(4);
    for (const object of objects) await whole(world.r2, object);
  });

  it('continues after a crash at any step, and counts each object once', async () => {
    const objects = await world.putMany(40, r2Only);
    const random = seededRandom(7);
    const { ports } = world;
    const dying = {
      ...ports,
      mirrored: {
        ...ports.mirrored,
        storeOf: (side: 'r2' | 's3') => ({
          ...ports.mirrored.storeOf(side),
          put: async (object: PutObject) => {
            if (random.below(10) === 0) throw new RangeError('killed');
            await ports.mirrored.storeOf(side).put(object);
          },
        }),
      },
    };
    const options = backfillOf({ batchSize: 5, concurrency: 2 });
    let deaths = 0;
    for (let isFinished = false; !isFinished; ) {
      // A crash is not a recorded failure: the process ends.
      const run = await world.open('backfill', options);
      const after = await continueRun(mortal(dying), run, never).catch(() => null);
      if (after === null) deaths += 1;
      else {
        isFinished = after.finishedAt !== null;
        expect(after.tally).toMatchObject({ processed: 40 });
      }
    }
    expect(deaths).toBeGreaterThan(0);
    for (const object of objects) await whole(world.s3, object);
    expect(await statuses()).toEqual([['stored', 'stored']]);
  });

  it('fills an emptied bucket regardless of the rows, and does not send correct copies again', async () => {
    const objects = await world.putMany(4, twice);
    for (const { key } of objects) await world.s3.delete(key);
    const first = await continueRun(world.ports, await world.open('backfill', backfillOf()), never);
    expect(first.tally).toMatchObject({ processed: 4, migrated: 4 });
    await database.sql`UPDATE object_item SET s3_status = 'none'`;
    const second = await continueRun(world.ports, await world.open('backfill', backfillOf()), never);
    expect([second.tally.skipped, second.tally.migrated ?? 0]).toEqual([4, 0]);
    expect(await statuses()).toEqual([['stored', 'stored']]);
  });

  it('stops after the current batch when it is paused or cancelled; only a cancelled one starts from the beginning', async () => {
    await world.putMany(6, r2Only);
    const options = backfillOf({ batchSize: 2 });
    const started = await world.open('backfill', options);
    const { ports } = world;
    await controlBackfills(ports, 'pause', null);
    const paused = await continueRun(ports, started, never);
    expect([stateOf(paused), paused.tally.processed]).toEqual(['paused', 2]);
    world.wait(3600);
    expect(await listStalledRuns(db, world.ports.clock())).toEqual([]);
    await controlBackfills(ports, 'resume', paused.id);
    expect(await listStalledRuns(db, world.ports.clock())).toHaveLength(1);
    await controlBackfills(ports, 'cancel', null);
    // A process that still works on it notices at the next checkpoint and changes nothing.
    const cancelled = await continueRun(ports, { ...paused, pausedAt: null }, never);
    expect([stateOf(cancelled), cancelled.tally.processed]).toEqual(['cancelled', 2]);
    expect(await controlBackfills(ports, 'cancel', null)).toEqual([]);
    expect((await world.open('backfill', options)).id).not.toBe(paused.id);
  });

  it('continued by two processes at once counts each object once', async () => {
    await world.putMany(30, r2Only);
    const options = backfillOf({ batchSize: 4 });
    const runs = await Promise.all([world.open('backfill', options), world.open('backfill', options)]);
    expect(runs[0]?.id).toBe(runs[1]?.id);
    await Promise.all(runs.map((run) => continueRun(world.ports, run, never)));
    const run = await findRun(db, runs[0]?.id as `run_${string}`);
    expect(run?.tally).toMatchObject({ processed: 30 });
    expect(run?.finishedAt).not.toBeNull();
  });

  it('in a dry run changes nothing and reports what it would do', async () => {
    const [object] = await world.putMany(5, r2Only);
    const run = await world.open('backfill', backfillOf({ isDryRun: true }));
    expect(await backfillObjects(world.ports, run)).toMatchObject({
      tally: { processed: 5, migrated: 5 },
      isLast: true,
    });
    expect(await statuses()).toEqual([['stored', 'none']]);
    expect(await world.s3.head(object?.key ?? '')).toBeNull();
  });

  it('is continued only by a request with the same scope', async () => {
    const { ports } = world;
    const newId = (kind: string) => `${kind}_${crypto.randomUUID()}` as never;
    const flags = { dualWrite: true, readPrimary: false, backfill: true };
    const start = (options: Partial<BackfillOptions>) =>
      startBackfill(
        { ...ports, newId, claim: null, publish: () => {} },
        { actor: null, flags, options: { ...backfillOf(), ...options } as never },
      );
    const limited = await start({ limit: 3 });
    expect((await start({ limit: 3, batchSize: 7, concurrency: 1 })).id).toBe(limited.id);
    const others = await Promise.all([start({}), start({ isVerifying: true }), start({ startAfter: 'pdf/' })]);
    expect(new Set([limited, ...others].map(({ id }) => id)).size).toBe(4);
  });

  it('copies objects with unusual keys', async () => {
    const object = { ...(await anObject()), key: "odd/a,b & 'ç' 東京 🏆 +%20.pdf" };
    await world.tracked(r2Only).put(object);
    await continueRun(world.ports, await world.open('backfill', backfillOf()), never);
    await whole(world.s3, object);
    expect(await statuses()).toEqual([['stored', 'stored']]);
  });

  it('respects start key, limit and tournament', async () => {
    const objects = await world.putMany(9, r2Only);
    const some = backfillOf({ startAfter: objects[1]?.key ?? '', limit: 3, batchSize: 2 });
    const run = await continueRun(world.ports, await world.open('backfill', some, 'some'), never);
    expect([run.tally.processed, run.cursor]).toEqual([3, objects[4]?.key]);
    const keysOfTournament = async (id: string) =>
      id === 'trn_x' ? [objects[0]?.key ?? '', objects[8]?.key ?? ''] : [];
    const one = await world.open('backfill', backfillOf({ tournamentId: 'trn_x' }), 'one');
    expect((await continueRun({ ...world.ports, keysOfTournament }, one, never)).tally.migrated).toBe(2);
    const copied = await Promise.all(objects.map(({ key }) => world.s3.head(key)));
    expect(copied.map((head) => head !== null)).toEqual([true, false, true, true, true, false, false, false, true]);
  });

  it('never copies wrong bytes; it continues and reports the failure', async () => {
    const [first, second] = await world.putMany(2, r2Only);
    await spoil(world.r2, first as PutObject);
    const run = await continueRun(world.ports, await world.open('backfill', backfillOf()), never);
    expect(run.tally).toMatchObject({ processed: 2, migrated: 1, failed: 1 });
    expect(run.findings).toEqual([
      { key: first?.key, side: 'r2', problem: 'corrupt', cause: 'r2: corrupt: other bytes' },
    ]);
    expect(await world.s3.head(first?.key ?? '')).toBeNull();
    await whole(world.s3, second as PutObject);
  });

  it('with verification replaces a wrong or missing copy whose row says `stored`', async () => {
    const [wrong, gone, right] = await world.putMany(3, twice);
    await spoil(world.s3, wrong as PutObject);
    await world.s3.delete(gone?.key ?? '');
    const run = await continueRun(world.ports, await world.open('backfill', backfillOf({ isVerifying: true })), never);
    expect(run.tally).toMatchObject({ migrated: 2, skipped: 1 });
    for (const object of [wrong, gone, right]) await whole(world.s3, object as PutObject);
  });

  it('removes a copy again if its object was deleted while it was copied', async () => {
    const [object] = (await world.putMany(1, r2Only)) as [PutObject];
    const { ports } = world;
    const storeOf = (side: 'r2' | 's3') => ({
      ...ports.mirrored.storeOf(side),
      put: async (copy: PutObject) => {
        await world.tracked(twice).delete(copy.key);
        await ports.mirrored.storeOf(side).put(copy);
      },
    });
    const run = await world.open('backfill', backfillOf());
    await continueRun({ ...ports, mirrored: { ...ports.mirrored, storeOf } }, run, never);
    expect(await world.s3.head(object.key)).not.toBeNull();
    world.wait(7200);
    await repairObjects(ports);
    expect(await world.s3.head(object.key)).toBeNull();
  });

  it('ignores a step from an outdated checkpoint', async () => {
    await world.putMany(6, r2Only);
    const start = await world.open('backfill', backfillOf({ batchSize: 2 }));
    const late = await backfillObjects(world.ports, start);
    const ahead = await continueRun(world.ports, start, (run) => run.tally.processed === 4);
    expect(await advanceRun(db, start, late, world.ports.clock())).toEqual(ahead);
    expect((await findRun(db, start.id))?.tally.processed).toBe(4);
  });

  it('does not resurrect deleted objects, including those deleted meanwhile', async () => {
    const objects = await world.putMany(12, r2Only);
    await world.tracked(twice).delete(objects[0]?.key ?? '');
    const options = backfillOf({ batchSize: 4, concurrency: 1 });
    const deleting = (async () => {
      for (const { key } of objects.slice(4, 8)) await world.tracked(twice).delete(key);
    })();
    await Promise.all([continueRun(world.ports, await world.open('backfill', options), never), deleting]);
    for (let round = 0; round < 3; round += 1) {
      world.wait(7200);
      await repairObjects(world.ports);
    }
    for (const { key } of [objects[0], ...objects.slice(4, 8)] as PutObject[]) {
      expect([await world.r2.head(key), await world.s3.head(key)]).toEqual([null, null]);
      await expect(world.tracked(twice).get(key)).rejects.toEqual(failure('not_found'));
    }
  });
});

/** A crash in a put ends the whole step and is not counted as a failure of the store. */
function mortal<T extends typeof world.ports>(ports: T): T {
  let isDead = false;
  const storeOf = (side: 'r2' | 's3') => {
    const store = ports.mirrored.storeOf(side);
    return {
      ...store,
      put: (object: PutObject) =>
        store.put(object).catch((error: unknown) => {
          isDead = true;
          throw error;
        }),
    };
  };
  const sql = new Proxy(ports.db.sql, {
    apply(target, self, words) {
      if (isDead) throw new Error('killed');
      return Reflect.apply(target, self, words);
    },
  });
  return { ...ports, db: { ...ports.db, sql }, mirrored: { ...ports.mirrored, storeOf } };
}
