// The tracked store: no acknowledged object is lost, no deleted object is resurrected, and missed copies are repaired.

import { env } from 'cloudflare:workers';
import { describe, expect, inject, it } from 'vitest';
import { addSeconds, type Instant, toInstant } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { repairCopy, repairObjects } from '../../../src/objects/repair-objects.ts';
import { createMirroredStore } from '../../../src/objects/stores/mirrored.ts';
import type { ObjectStore } from '../../../src/objects/stores/object-store.ts';
import { createS3Store } from '../../../src/objects/stores/s3.ts';
import { createTrackedStore } from '../../../src/objects/tracked.ts';
import { createR2Store } from '../../../src/platform/cloudflare/r2.ts';
import { anObject, bytesOf, describeObjectStore, failure, patient } from '../../contracts/object-store.ts';
import { countBacklog } from '../../support/certificates/backlog.ts';
import { useDatabase } from '../../support/isolate/database.ts';

const database = useDatabase();
const r2 = createR2Store(env.CERTIFICATES, patient);
const s3 = createS3Store(inject('s3'), patient);
const gone = createS3Store(
  { ...inject('s3'), endpoint: `http://127.0.0.1:${inject('closedPort')}` },
  { budgetMs: 200, backoffMs: 5 },
);
const both = { dualWrite: true, readPrimary: true };

let now: Instant = toInstant(Date.now());
const clock = () => now;
const later = (seconds: number) => {
  now = addSeconds(now, seconds);
};

let opened: Database | undefined;
/** Opened at first use: the database does not exist before the tests run. */
const db = (): Database => {
  opened ??= openDatabase(database.url, 2);
  return opened;
};

function aTrackedStore(stores: { r2?: ObjectStore; s3?: ObjectStore | null }, flags = both) {
  const mirrored = createMirroredStore({
    r2: stores.r2 ?? r2,
    s3: stores.s3 === undefined ? s3 : stores.s3,
    flags,
    ...patient,
  });
  const lazily = {
    get sql() {
      return db().sql;
    },
    get orm() {
      return db().orm;
    },
    close: () => db().close(),
  };
  const ports = { db: lazily as Database, clock };
  return {
    tracked: createTrackedStore(ports, mirrored),
    repair: () => repairObjects({ ...ports, mirrored }),
    ports: { ...ports, mirrored },
  };
}

describeObjectStore('tracked', () => aTrackedStore({}).tracked);

const sizes = async (key: string) => [(await r2.head(key))?.sizeBytes ?? null, (await s3.head(key))?.sizeBytes ?? null];

describe('an object that one store missed', () => {
  it.each([
    ['S3', { s3: gone }, [1000, null]],
    ['R2', { r2: { ...gone, name: 'r2' as const } }, [null, 1000]],
  ])('%s gets it from the repair when it is due, and then the backlog is empty', async (_, stores, missed) => {
    const object = await anObject();
    await aTrackedStore(stores).tracked.put(object);
    expect(await sizes(object.key)).toEqual(missed);
    expect(await countBacklog(db())).toBe(1);
    const { repair } = aTrackedStore({});
    await repair();
    expect(await sizes(object.key)).toEqual(missed);
    later(31);
    await repair();
    expect([await sizes(object.key), await countBacklog(db())]).toEqual([[1000, 1000], 0]);
  });

  it('is retried with growing delays while the store is down', async () => {
    const object = await anObject();
    const { tracked, repair } = aTrackedStore({ s3: gone });
    await tracked.put(object);
    const waits: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      let seconds = 0;
      while ((await repair()) === 0) {
        later(10);
        seconds += 10;
      }
      waits.push(seconds);
    }
    expect(waits).toEqual([30, 30, 60, 120]);
    later(3600);
    await aTrackedStore({}).repair();
    expect(await sizes(object.key)).toEqual([1000, 1000]);
  });
});

describe('a put that both stores refused', () => {
  it('fails, leaves an unacknowledged intent, and can be repeated', async () => {
    const object = await anObject();
    const dead = aTrackedStore({ r2: { ...gone, name: 'r2' }, s3: gone });
    await expect(dead.tracked.put(object)).rejects.toEqual(failure('unavailable'));
    const [row] = await database.sql`SELECT acknowledged_at FROM object_item WHERE key = ${object.key}`;
    expect(row).toEqual({ acknowledged_at: null });
    await aTrackedStore({}).tracked.put(object);
    expect(await sizes(object.key)).toEqual([1000, 1000]);
  });

  it('is deleted after a day unless it is repeated', async () => {
    const object = await anObject();
    const dead = aTrackedStore({ r2: { ...gone, name: 'r2' }, s3: gone });
    await dead.tracked.put(object).catch(() => {});
    later(25 * 3600);
    await aTrackedStore({}).repair();
    expect(await database.sql`SELECT 1 FROM object_item WHERE key = ${object.key}`).toHaveLength(0);
  });

  it('is found by the repair if its copy was stored after all', async () => {
    const object = await anObject();
    const dead = aTrackedStore({ r2: { ...gone, name: 'r2' }, s3: gone });
    await dead.tracked.put(object).catch(() => {});
    await s3.put(object);
    later(61);
    await aTrackedStore({}).repair();
    expect([await sizes(object.key), await countBacklog(db())]).toEqual([[1000, 1000], 0]);
  });
});

describe('a key', () => {
  it('accepts only the bytes of its first put: other bytes are refused and change nothing', async () => {
    const [object, other] = [await anObject(), await anObject()];
    const { tracked } = aTrackedStore({});
    await tracked.put(object);
    await expect(tracked.put({ ...other, key: object.key })).rejects.toEqual(failure('corrupt'));
    expect(await bytesOf(await tracked.get(object.key))).toEqual(object.bytes);
  });

  it('whose put is repeated after a day is not deleted by a concurrent repair', async () => {
    const object = await anObject();
    const dead = aTrackedStore({ r2: { ...gone, name: 'r2' }, s3: gone });
    await dead.tracked.put(object).catch(() => {});
    later(25 * 3600);
    const interrupted: ObjectStore = {
      ...r2,
      put: async (copy) => {
        await database.sql`UPDATE object_item SET next_attempt_at = ${clock()} WHERE key = ${copy.key}`;
        await dead.repair();
        await r2.put(copy);
      },
    };
    await aTrackedStore({ r2: interrupted, s3: gone }).tracked.put(object);
    const rows =
      await database.sql`SELECT 1 FROM object_item WHERE key = ${object.key} AND acknowledged_at IS NOT NULL`;
    expect(rows).toHaveLength(1);
    later(61);
    await aTrackedStore({}).repair();
    expect([await sizes(object.key), await countBacklog(db())]).toEqual([[1000, 1000], 0]);
  });
});

describe('a deleted object', () => {
  it('is not found from the deletion on, and is removed from a store that was down once it is up', async () => {
    const object = await anObject();
    await aTrackedStore({}).tracked.put(object);
    const { tracked } = aTrackedStore({ s3: gone });
    await tracked.delete(object.key);
    await expect(tracked.get(object.key)).rejects.toEqual(failure('not_found'));
    expect(await tracked.head(object.key)).toBeNull();
    expect((await aTrackedStore({}).tracked.list(object.key)).objects).toEqual([]);
    expect(await sizes(object.key)).toEqual([null, 1000]);
    later(1);
    await aTrackedStore({}).repair();
    expect([await sizes(object.key), await countBacklog(db())]).toEqual([[null, null], 0]);
  });

  it('is never resurrected: not by a put, a repair, or a change of its row', async () => {
    const object = await anObject();
    const { tracked, repair, ports } = aTrackedStore({});
    await tracked.put(object);
    await tracked.delete(object.key);
    await expect(tracked.put(object)).rejects.toMatchObject({ code: 'object_deleted' });
    await repairCopy(ports, object.key, 'r2');
    later(7200);
    await repair();
    expect(await sizes(object.key)).toEqual([null, null]);
    await expect(database.sql`UPDATE object_item SET deleted_at = NULL WHERE key = ${object.key}`).rejects.toThrow(
      'stays deleted',
    );
    await expect(database.sql`DELETE FROM object_item WHERE key = ${object.key}`).rejects.toThrow('stays deleted');
  });

  it('under a legal hold is not deleted', async () => {
    const object = await anObject();
    const { tracked } = aTrackedStore({});
    await tracked.put(object);
    await database.sql`UPDATE object_item SET is_held = true WHERE key = ${object.key}`;
    await expect(tracked.delete(object.key)).rejects.toMatchObject({ code: 'object_held' });
    expect(await sizes(object.key)).toEqual([1000, 1000]);
  });
});

describe('a wrong copy', () => {
  it.each(['r2', 's3'] as const)('in %s is skipped and reported by verified reads, and repaired', async (side) => {
    const object = await anObject();
    const { tracked, ports } = aTrackedStore({});
    await tracked.put(object);
    const other = await anObject();
    if (side === 'r2') await env.CERTIFICATES.put(object.key, other.bytes);
    else await s3.put({ ...other, key: object.key });
    const found = await ports.mirrored.getVerified(object.key, object.sha256);
    expect([found.bytes, found.wrongSides]).toEqual([object.bytes, side === 's3' ? ['s3'] : []]);
    await repairCopy(ports, object.key, side);
    const store = side === 'r2' ? r2 : s3;
    expect(await bytesOf(await store.get(object.key))).toEqual(object.bytes);
  });

  it('in both stores is corrupt, never valid and never missing', async () => {
    const object = await anObject();
    const { tracked, ports } = aTrackedStore({});
    await tracked.put(object);
    const other = await anObject();
    await Promise.all([r2, s3].map((store) => store.put({ ...other, key: object.key })));
    await expect(ports.mirrored.getVerified(object.key, object.sha256)).rejects.toEqual(failure('corrupt'));
  });
});
