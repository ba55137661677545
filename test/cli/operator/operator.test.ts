// The operator commands as processes, against the deployed build of the Worker.

import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { backfill, control } from '../../../src/cli/operator/backfill.ts';
import { parseBackfillArguments } from '../../../src/cli/operator/backfill-arguments.ts';
import { checkObjects } from '../../../src/cli/operator/check-objects.ts';
import { lifecycle } from '../../../src/cli/operator/lifecycle.ts';
import { openOperatorDatabase, openStores } from '../../../src/cli/operator/operator-connections.ts';
import { describeRehearsal, type Rehearsed, rehearse } from '../../../src/cli/operator/rehearse.ts';
import { StartRefusal } from '../../../src/cli/process/start-refusal.ts';
import { mapConcurrently } from '../../../src/core/map-concurrently.ts';
import type { BackfillReport } from '../../../src/objects/runs/backfill.ts';
import { type MirroredStore, readWhole } from '../../../src/objects/stores/mirrored.ts';
import { createTrackedStore } from '../../../src/objects/tracked.ts';
import { anObject, randomBytes } from '../../contracts/object-store.ts';
import { operatorCommands } from '../../support/laurels/operator-commands.ts';
import { startWholeLaurel, type WholeLaurel } from '../../support/laurels/whole-laurel.ts';

const home = mkdtempSync(join(tmpdir(), 'laurel-operator-'));
let laurel: WholeLaurel;
let stores: ReturnType<typeof openStores>;
let database: ReturnType<typeof openOperatorDatabase>;

beforeAll(async () => {
  laurel = await startWholeLaurel({ CERT_S3_DUAL_WRITE: 'true', CERT_S3_BACKFILL_ENABLED: 'true' });
  stores = openStores(laurel.variables);
  database = openOperatorDatabase(laurel.variables);
});

afterAll(async () => {
  await database?.db.close();
  await laurel?.stop();
  rmSync(home, { recursive: true, force: true });
});

const objectCount = 60;
/** More than 200, because one missing object in 200 fails the nightly check. */
const checkedCount = 210;
const off = { CERT_S3_DUAL_WRITE: 'false', CERT_S3_BACKFILL_ENABLED: 'false' };

const commands = operatorCommands(home);
const spawnCommand = (program: string, args: readonly string[]) => commands.spawn(program, args, laurel.variables);
const run = (program: string, args: readonly string[], variables = laurel.variables) =>
  commands.run(program, args, variables);

/** Runs the command in this process. */
const runHere = async (args: readonly string[], environment = laurel.variables) =>
  backfill({
    options: optionsOf(args),
    environment: { LAUREL_HOME: home, ...environment },
    signal: new AbortController().signal,
  });

function optionsOf(args: readonly string[]) {
  const request = parseBackfillArguments(args);
  if (request.control !== null) throw new Error('not a backfill');
  return request.options;
}

const uncopied = (): MirroredStore => ({
  ...stores.mirrored,
  phase: { ...stores.mirrored.phase, write: ['r2'] },
  putEach: async (object) => {
    await stores.r2.put(object);
    return [{ side: 'r2', error: null }];
  },
});

async function put(count: number, mirrored: MirroredStore) {
  const tracked = createTrackedStore({ db: database.db, clock: database.clock }, mirrored);
  const objects = await Promise.all(Array.from({ length: count }, () => anObject(randomBytes(400))));
  await mapConcurrently(objects, 8, (object) => tracked.put(object));
  return objects;
}

describe('npm run backfill', () => {
  it('copies each object once despite kills and interruptions, and prints a JSON report', async () => {
    const objects = await put(objectCount, uncopied());
    const args = ['--direction', 'r2-to-s3', '--batch-size', '2', '--concurrency', '2'];
    for (const signal of ['SIGKILL', 'SIGTERM', 'SIGINT'] as const) {
      const child = spawnCommand('backfill', args);
      const before = await processed();
      while ((await processed()) <= before && child.exitCode === null)
        await new Promise((resolve) => setTimeout(resolve, 20));
      child.kill(signal);
      const [code] = (await once(child, 'close')) as [number | null];
      if (signal !== 'SIGKILL') expect(code).toBe(130);
      // An interrupted backfill is paused; a killed one is continued by the queue.
      const [row] = await database.db.sql`SELECT paused_at FROM object_run WHERE finished_at IS NULL`;
      expect(row?.paused_at === null).toBe(signal === 'SIGKILL');
    }
    const { code, out } = await run('backfill', args);
    const report = JSON.parse(out) as BackfillReport;
    expect([code, report.isFinished, report.processed, report.failed]).toEqual([0, true, objectCount, 0]);
    expect(report.bytes).toBe(objectCount * 400);
    // The sum of all four processes, without the time between them.
    const [row] = await database.db.sql<
      { tally: { workedMs: number } }[]
    >`SELECT tally FROM object_run WHERE id = ${report.id ?? ''}`;
    expect(report.durationMs).toBe(row?.tally.workedMs);
    expect(report.durationMs).toBeGreaterThan(0);
    await mapConcurrently(objects, 8, ({ key, sha256 }) => readWhole(stores.s3, key, sha256));
    expect((await stores.r2.list('test/', { limit: 1000 })).objects).toHaveLength(objectCount);
  });

  it('can be paused, resumed and cancelled by another process, and reports it', async () => {
    const args = ['--direction', 'r2-to-s3', '--verify', '--batch-size', '1', '--concurrency', '1'];
    const child = spawnCommand('backfill', args);
    const stderr: string[] = [];
    const closed = once(child, 'close');
    child.stderr?.on('data', (chunk) => stderr.push(String(chunk)));
    while ((await processed()) < 2 && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20));
    // In this process, because starting another one could take longer than the remaining backfill.
    const [paused] = await control({ control: 'pause', runId: null }, laurel.variables);
    const [code] = (await closed) as [number | null];
    expect([code, paused?.state, stderr.join('')]).toEqual([
      130,
      'paused',
      expect.stringMatching(/Paused after \d+ objects/),
    ]);
    expect(stderr.join('')).toContain(`--cancel --run ${paused?.id}`);
    const [resumed] = JSON.parse((await run('backfill', ['--resume', '--run', paused?.id ?? ''])).out);
    expect(resumed.state).toBe('running');
    const [cancelled] = JSON.parse((await run('backfill', ['--cancel'])).out);
    expect([cancelled.id, cancelled.state, cancelled.isFinished]).toEqual([paused?.id, 'cancelled', true]);
    expect(await run('backfill', ['--cancel'])).toEqual({
      code: 2,
      out: '',
      err: 'There is no unfinished backfill.\n',
    });
    expect((await runHere(['--direction', 'r2-to-s3', '--verify'])).id).not.toBe(paused?.id);
  });

  it('copies again after a bucket was emptied, and skips correct copies', async () => {
    const { objects } = await stores.s3.list('test/', { limit: 1000 });
    await mapConcurrently(objects, 8, ({ key }) => stores.s3.delete(key));
    expect(await runHere(['--direction', 'r2-to-s3'])).toMatchObject({ migrated: objectCount, skipped: 0 });
    await database.db.sql`UPDATE object_item SET s3_status = 'none'`;
    expect(await runHere(['--direction', 'r2-to-s3'])).toMatchObject({ migrated: 0, skipped: objectCount });
    expect(await database.db.sql`SELECT 1 FROM object_item WHERE s3_status <> 'stored'`).toHaveLength(0);
  });

  it('copies nothing with --dry-run', async () => {
    const [object] = await put(1, uncopied());
    const report = await runHere(['--direction', 'r2-to-s3', '--dry-run']);
    expect(report).toMatchObject({ dryRun: true, id: null, migrated: 1, skipped: objectCount });
    expect(await stores.s3.head(object?.key ?? '')).toBeNull();
  });

  it('exits with 1 and reports the cause when an object cannot be copied', async () => {
    const [object] = await put(1, uncopied());
    await stores.r2.delete(object?.key ?? '');
    const { code, out } = await run('backfill', ['--direction', 'r2-to-s3']);
    const failure = {
      key: object?.key,
      side: 'r2',
      problem: 'not_found',
      cause: expect.stringMatching(/not_found: get/),
    };
    expect([code, JSON.parse(out)]).toMatchObject([1, { failedBy: { not_found: 1 }, failures: [failure] }]);
    // --retry-failed retries only this object, and copies it once the source object exists again.
    const retry = ['--direction', 'r2-to-s3', '--retry-failed'];
    expect(await runHere(retry)).toMatchObject({ processed: 1, failed: 1, failures: [failure] });
    if (object !== undefined) await stores.r2.put(object);
    expect(await runHere(retry)).toMatchObject({ processed: 1, migrated: 1, failed: 0 });
    expect(await runHere(retry)).toMatchObject({ processed: 0, failed: 0 });
    await stores.r2.delete(object?.key ?? '');
    await stores.s3.delete(object?.key ?? '');
    await database.db.sql`DELETE FROM object_item WHERE key = ${object?.key ?? ''}`;
  });

  it('can be limited to one tournament and to a number of objects', async () => {
    const unknown = ['--direction', 's3-to-r2', '--tournament', 'trn_00000000000000000000000000'];
    for (const args of [unknown, [...unknown, '--dry-run']]) {
      const { code, out, err } = await run('backfill', args);
      expect([code, out, err]).toEqual([2, '', 'There is no tournament trn_00000000000000000000000000.\n']);
    }
    expect(await runHere(['--direction', 's3-to-r2', '--limit', '7', '--verify'])).toMatchObject({
      processed: 7,
      skipped: 7,
    });
  });

  it.each([
    ['its flag is off', ['--direction', 'r2-to-s3'], { CERT_S3_BACKFILL_ENABLED: 'false' }, /disabled/],
    [
      'there is no configuration',
      ['--direction', 'r2-to-s3'],
      {
        ...{ DATABASE_URL: '', S3_ENDPOINT: '', S3_BUCKET: '', S3_REGION: '' },
        ...{ S3_ACCESS_KEY_ID: '', S3_SECRET_ACCESS_KEY: '' },
      },
      /No Laurel is running here/,
    ],
    ['the other store is not configured', ['--direction', 'r2-to-s3'], { R2_ENDPOINT: '' }, /R2_ENDPOINT must be set/],
    ['an option is unknown', ['--frobnicate'], {}, /--frobnicate/],
    ['a direction is missing', [], {}, /--direction/],
    ['--run has no action', ['--run', 'run_00000000000000000000000000'], {}, /--run requires/],
    ['the database is not configured', ['--direction', 'r2-to-s3'], { DATABASE_URL: '' }, /DATABASE_URL must be set/],
    ['S3 is not configured', ['--direction', 'r2-to-s3'], { S3_ENDPOINT: '', S3_BUCKET: '' }, /S3_ENDPOINT is not/],
    [
      'the flags contradict each other',
      ['--direction', 'r2-to-s3'],
      { CERT_S3_DUAL_WRITE: 'false' },
      /CERT_S3_DUAL_WRITE/,
    ],
  ])('is refused with one sentence when %s', async (_, args, variables, sentence) => {
    const refused = await runHere(args, { ...laurel.variables, LAUREL_HOME: home, ...variables }).catch(
      (error) => error,
    );
    expect(refused).toBeInstanceOf(StartRefusal);
    expect([refused.exitCode, refused.message]).toEqual([2, expect.stringMatching(sentence)]);
    expect(refused.message).not.toContain(laurel.variables.S3_SECRET_ACCESS_KEY);
  });

  it('prints a refusal as one line and exits with 2', async () => {
    const { code, out, err } = await run('backfill', ['--frobnicate']);
    expect([code, out, err.trim().split('\n').length]).toEqual([2, '', 1]);
    expect((await run('backfill', ['--help'])).out).toContain('Usage: npm run backfill');
  });
});

describe('npm run check:objects', () => {
  it('exits with 0 when database and stores agree, 1 when they differ, 2 when one is unavailable', async () => {
    await put(checkedCount - objectCount, stores.mirrored);
    expect((await checkObjects(laurel.variables)).consistency.agreement).toBe('success');
    expect((await run('check-objects', [])).code).toBe(0);
    const gone = { ...laurel.variables, DATABASE_URL: `postgres://laurel@127.0.0.1:${inject('closedPort')}/laurel` };
    expect(await run('check-objects', [], gone)).toEqual({ code: 2, out: '', err: 'The database does not answer.\n' });
    const cut = { ...laurel.variables, S3_ENDPOINT: `http://127.0.0.1:${inject('closedPort')}` };
    expect(await run('check-objects', [], cut)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^s3: unavailable: list/),
    });
    // One of more than 200 does not fail the nightly check, but this command is used before switching stores.
    const [one] = (await stores.s3.list('test/', { limit: 1 })).objects;
    await stores.s3.delete(one?.key ?? '');
    const single = await run('check-objects', []);
    expect([single.code, JSON.parse(single.out).consistency.agreement]).toEqual([1, 'issues']);
    for (const { key } of (await stores.s3.list('test/', { limit: 19 })).objects) await stores.s3.delete(key);
    const wrong = await run('check-objects', []);
    expect([wrong.code, JSON.parse(wrong.out).consistency]).toMatchObject([
      1,
      { agreement: 'fail', sides: { s3: { missing: 20 } } },
    ]);
    const again = await run('check-objects', []);
    expect([again.code, JSON.parse(again.out).consistency]).toEqual([1, JSON.parse(wrong.out).consistency]);
    // The command stores no run: the queue does not continue it, and it does not count as the nightly check.
    expect(await database.db.sql`SELECT 1 FROM object_run WHERE kind <> 'backfill'`).toHaveLength(0);
  });
});

describe('npm run rehearse', () => {
  const args = ['--objects', '12', '--size-kb', '2'];
  const metOf = ({ criteria }: Rehearsed) => criteria.filter(({ isMet }) => isMet).map(({ name }) => name);

  it('reports GO for a correct bucket and leaves no objects', async () => {
    const rehearsed = await rehearse(args, { ...laurel.variables, ...off });
    // Latency is not tested here: it depends on the machine.
    expect(metOf(rehearsed)).toEqual(expect.arrayContaining(['hashes', 'errors', 'flags', 'lifecycle']));
    expect(describeRehearsal(rehearsed)).toMatch(/✓ hashes +100 % +100 %/);
    expect((await stores.s3.list('_temp/')).objects).toEqual([]);
  });

  it('reports NO-GO with the reason when a flag is on or the server is unreachable', async () => {
    const on = await run('rehearse', args);
    expect([on.code, on.out]).toEqual([
      1,
      expect.stringMatching(/✗ flags +off +on: dualWrite, backfill\n[\s\S]*NO-GO/),
    ]);
    const dead = { ...laurel.variables, ...off, S3_ENDPOINT: `http://127.0.0.1:${inject('closedPort')}` };
    const gone = await rehearse(['--objects', '500'], dead);
    // It stops early once the result is certain.
    expect([gone.isGo, gone.objects < 20, metOf(gone)]).toEqual([
      false,
      true,
      expect.not.arrayContaining(['hashes', 'errors', 'lifecycle']),
    ]);
  });
});

it('npm run lifecycle reports what the server does not support and which options are valid', async () => {
  await expect(lifecycle(['--store', 's3', '--apply'], laurel.variables)).rejects.toThrow(/NotImplemented/);
  for (const args of [[], ['--store', 'x'], ['--frob']]) {
    await expect(lifecycle(args, laurel.variables)).rejects.toThrow(/npm run lifecycle -- --help/);
  }
});

async function processed(): Promise<number> {
  const rows = await database.db.sql<{ n: number }[]>`
    SELECT coalesce((tally->>'processed')::integer, 0) AS n FROM object_run WHERE finished_at IS NULL`;
  return rows[0]?.n ?? 0;
}
