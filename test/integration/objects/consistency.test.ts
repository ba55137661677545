// Consistency checks compare the database with each store in both directions. Spot checks verify bytes. Problems are counted, reported
// and repaired.

import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/db/client.ts';
import { repairObjects } from '../../../src/objects/repair-objects.ts';
import { reportConsistency, reportIntegrity, sampleSize } from '../../../src/objects/runs/consistency.ts';
import { continueRun } from '../../../src/objects/runs/continue-run.ts';
import { lastDue, startDueChecks } from '../../../src/objects/runs/start-due-checks.ts';
import { scheduleCopy } from '../../../src/objects/store.ts';
import type { ObjectStore, PutObject } from '../../../src/objects/stores/object-store.ts';
import { anObject, failure, spoil } from '../../contracts/object-store.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { createTwoStores, r2Only, twice } from '../../support/isolate/two-stores.ts';

const database = useDatabase();
let db: ReturnType<typeof openDatabase>;
let world: ReturnType<typeof createTwoStores>;

beforeEach(async () => {
  db ??= openDatabase(database.url, 4);
  await database.sql`TRUNCATE object_item, object_run`;
  world = createTwoStores(db);
});

afterAll(() => db.close());

const never = () => false;
const run = async (kind: 'consistency' | 'integrity', sides = 'r2,s3') =>
  continueRun(world.ports, await world.open(kind, { sides }), never);
const check = async (sides?: string) => reportConsistency(await run('consistency', sides));
const spotCheck = async (sides?: string) => reportIntegrity(await run('integrity', sides));
const repair = async () => {
  world.wait(7200);
  await repairObjects(world.ports);
};
const lastEvent = () => world.events.at(-1)?.name;

describe('a consistency check', () => {
  it('succeeds when both stores have every object', async () => {
    await world.putMany(5, twice);
    const side = { expected: 5, found: 5, mismatchShare: 0 };
    expect(await check()).toMatchObject({ agreement: 'success', lost: 0, sides: { r2: side, s3: side }, findings: [] });
    expect(lastEvent()).toBe('cert.consistency.success');
  });

  it('reports copies that were never scheduled as an issue, not as a mismatch', async () => {
    await world.putMany(5, twice);
    const [first, second] = await world.putMany(2, r2Only);
    expect(await check()).toMatchObject({
      agreement: 'issues',
      sides: {
        r2: { expected: 7, found: 7, uncopied: 0 },
        s3: { expected: 5, found: 5, uncopied: 2, mismatchShare: 0 },
      },
      findings: [first, second].map((object) => ({ key: object?.key, side: 's3', problem: 'uncopied' })),
    });
    expect(lastEvent()).toBe('cert.consistency.issues');
  });

  it('reports first copies that are scheduled as an issue, also in an empty store', async () => {
    const [head] = (await world.putMany(1, r2Only)) as [PutObject];
    await scheduleCopy(db, { key: head.key, side: 's3', problem: null }, world.ports.clock());
    const report = { agreement: 'issues', findings: [{ key: head.key, side: 's3', problem: 'owed' }] };
    expect(await check()).toMatchObject(report);
    expect((await spotCheck()).agreement).toBe('success');
    await repair();
    expect((await check()).agreement).toBe('success');
  });

  it.each([
    ['missing', (store: ObjectStore, object: PutObject) => store.delete(object.key)],
    ['differing', async (store: ObjectStore, { key }: PutObject) => store.put({ ...(await anObject()), key })],
    ['extra', async (store: ObjectStore) => store.put(await anObject())],
  ] as const)('finds %s objects in either store', async (problem, spoilOne) => {
    for (const side of ['r2', 's3'] as const) {
      const [object] = await world.putMany(3, twice);
      await spoilOne(world[side], object as PutObject);
      const { agreement, findings } = await check();
      expect([agreement, lastEvent()]).toEqual(['fail', 'cert.consistency.fail']);
      expect(findings.map((finding) => [finding.side, finding.problem])).toContainEqual([side, problem]);
    }
    await repair();
    // An object without a row may be the only copy of something: it is reported and not deleted.
    expect((await check()).agreement).toBe(problem === 'extra' ? 'fail' : 'success');
  });

  it('reports foreign objects with any key and does not delete them', async () => {
    const names = ['a,b.pdf', 'pdf/ç & <d>.pdf', 'it\'s "東京" 🏆', 'x+y%20z', '\uFF5E/1'];
    await world.putMany(2, twice);
    for (const key of names) await world.s3.put({ ...(await anObject()), key });
    const { findings } = await check();
    expect(findings.map(({ key, problem }) => [key, problem]).sort()).toEqual(
      names.map((key) => [key, 'extra']).sort(),
    );
    for (const key of names) expect(await world.s3.head(key)).not.toBeNull();
  });

  it('fails, and does not loop, if a store repeats an old page', async () => {
    await world.putMany(3, twice);
    const [object] = (await world.s3.list('')).objects;
    const { ports } = world;
    const old = { objects: [object], next: object?.key };
    const storeOf = (side: 'r2' | 's3') => ({ ...ports.mirrored.storeOf(side), list: async () => old as never });
    const open = await world.open('consistency', { sides: 's3' });
    const checked = continueRun({ ...ports, mirrored: { ...ports.mirrored, storeOf } }, open, never);
    await expect(checked).rejects.toEqual(failure('unavailable'));
    expect(lastEvent()).toBe('cert.consistency.fail');
  });

  it('reports resurrected objects until they are removed, and schedules their removal', async () => {
    const [object] = (await world.putMany(3, twice)) as [PutObject];
    await world.tracked(twice).delete(object.key);
    await world.s3.put(object);
    for (let night = 0; night < 2; night += 1)
      expect((await check()).findings).toEqual([{ key: object.key, side: 's3', problem: 'resurrected' }]);
    await repair();
    expect([(await check()).agreement, await world.s3.head(object.key)]).toEqual(['success', null]);
  });

  it('fails for an empty bucket, and for more than one in two hundred; below that it has issues', async () => {
    const objects = await world.putMany(210, twice);
    await world.s3.delete(objects[0]?.key ?? '');
    expect([(await check('s3')).agreement, lastEvent()]).toEqual(['issues', 'cert.consistency.issues']);
    await world.s3.delete(objects[1]?.key ?? '');
    expect((await check('s3')).agreement).toBe('fail');
    for (const { key } of objects) await world.s3.delete(key);
    expect((await check('s3')).sides.s3).toMatchObject({ expected: 210, found: 0, missing: 210 });
  });

  it('compares more than one page of each', async () => {
    const objects = await Promise.all(Array.from({ length: 2_300 }, () => anObject(new Uint8Array([1]))));
    const rows = objects.map(
      ({ key, sha256 }) => `('${key}', '${sha256}', 1, 'a/b', 'stored', 'stored', now(), now(), now())`,
    );
    await database.sql.unsafe(
      `INSERT INTO object_item (key, sha256, size_bytes, content_type, r2_status, s3_status, next_attempt_at, created_at, acknowledged_at)
       VALUES ${rows.join(',')}`,
    );
    const inR2 = objects.filter((_, index) => index % 2 === 0);
    for (let start = 0; start < inR2.length; start += 50) {
      await Promise.all(inR2.slice(start, start + 50).map((object) => world.r2.put(object)));
    }
    const { sides, findings } = await check('r2');
    expect(sides.r2).toMatchObject({ expected: 2_300, found: 1_150, missing: 1_150, extra: 0 });
    expect(findings).toHaveLength(50);
  });

  it('checks suspects again: an object put and deleted meanwhile is not a finding', async () => {
    await world.putMany(2, twice);
    const { ports } = world;
    const passing = await anObject();
    const storeOf = (side: 'r2' | 's3') => {
      const store = ports.mirrored.storeOf(side);
      if (side === 's3') return store;
      return {
        ...store,
        list: async (...words: Parameters<typeof store.list>) => {
          const page = await store.list(...words);
          await world.tracked(r2Only).put(passing);
          return page;
        },
        head: async (key: string) => {
          if (key === passing.key) await world.tracked(r2Only).delete(key);
          return store.head(key);
        },
      };
    };
    const open = await world.open('consistency', { sides: 'r2' });
    const checked = await continueRun({ ...ports, mirrored: { ...ports.mirrored, storeOf } }, open, never);
    expect(checked.findings).toEqual([]);
  });

  it('does not count objects that are put or deleted meanwhile', async () => {
    await world.putMany(20, twice);
    let isOver = false;
    const traffic = (async () => {
      while (!isOver) {
        const [first] = await world.putMany(2, twice);
        await world.tracked(twice).delete(first?.key ?? '');
      }
    })();
    for (let round = 0; round < 8; round += 1) expect((await check()).findings).toEqual([]);
    isOver = true;
    await traffic;
  });
});

describe('a spot check', () => {
  it('finds wrong bytes and schedules their repair', async () => {
    const [object] = (await world.putMany(8, twice)) as [PutObject];
    await spoil(world.s3, object);
    expect(await spotCheck()).toMatchObject({ agreement: 'fail', checked: 16, wrong: 1 });
    expect(lastEvent()).toBe('cert.integrity.fail');
    await repair();
    expect(await spotCheck()).toMatchObject({ agreement: 'success', wrong: 0 });
  });

  it.each([
    [0, 0],
    [7, 7],
    [500, 10],
    [50_000, 500],
    [1_000_000, 1_000],
  ])('of %i objects reads %i', (objects, size) => expect(sampleSize(objects)).toBe(size));
});

describe('the nightly checks', () => {
  it('are due once after 02:00 UTC, however late the cron runs, and stalled runs are queued again', async () => {
    const newId = (kind: string) => `${kind.slice(0, 3)}_${crypto.randomUUID()}` as never;
    const at = (clock: string) => ({ ...world.ports, newId, clock: () => clock as never });
    const { phase } = world.ports.mirrored;
    const tonight = await startDueChecks(at('2026-11-24T02:00:30.000Z'), phase);
    expect(tonight).toHaveLength(2);
    expect(await startDueChecks(at('2026-11-24T02:01:30.000Z'), phase)).toEqual([]);
    expect(await startDueChecks(at('2026-11-24T02:10:00.000Z'), phase)).toEqual(tonight);
    await database.sql`UPDATE object_run SET finished_at = now()`;
    expect(await startDueChecks(at('2026-11-25T01:59:00.000Z'), phase)).toEqual([]);
    expect(await startDueChecks(at('2026-11-25T04:00:00.000Z'), phase)).toHaveLength(2);
  });

  it.each([
    ['2026-11-24T01:59:59.999Z', '2026-11-23T02:00:00.000Z'],
    ['2026-11-24T02:00:00.000Z', '2026-11-24T02:00:00.000Z'],
    ['2026-11-24T23:00:00.000Z', '2026-11-24T02:00:00.000Z'],
  ])('at %s were last due at %s', (now, due) => expect(lastDue(now as never)).toBe(due));
});
