// What operators run beside a Laurel: backfills that may be killed, and checks. As processes, against the Worker as deployed.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { backfill, control } from '../../src/cli/operator/backfill.ts';
import { parseBackfillWords } from '../../src/cli/operator/backfill-words.ts';
import { checkObjects } from '../../src/cli/operator/check-objects.ts';
import { lifecycle } from '../../src/cli/operator/lifecycle.ts';
import { openOperatorDatabase, openStores } from '../../src/cli/operator/operator-world.ts';
import { describeRehearsal, type Rehearsed, rehearse } from '../../src/cli/operator/rehearse.ts';
import { createProgressBar, describeProgress } from '../../src/cli/process/progress-bar.ts';
import { StartRefusal } from '../../src/cli/process/start-refusal.ts';
import type { BackfillReport } from '../../src/objects/runs/backfill.ts';
import { readWhole } from '../../src/objects/stores/mirrored.ts';
import { createTrackedStore } from '../../src/objects/tracked.ts';
import { anObject, randomBytes } from '../contracts/object-store.ts';
import { startWholeLaurel, type WholeLaurel } from '../support/whole-laurel.ts';

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

const off = { CERT_S3_DUAL_WRITE: 'false', CERT_S3_BACKFILL_ENABLED: 'false' };

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function begin(program: string, words: readonly string[], variables = laurel.variables): ChildProcess {
  const env = { ...process.env, LAUREL_HOME: home, ...variables };
  return spawn(process.execPath, [`src/cli/operator/${program}.ts`, ...words], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function run(...given: Parameters<typeof begin>): Promise<Ran> {
  const child = begin(...given);
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout?.on('data', (chunk) => out.push(String(chunk)));
  child.stderr?.on('data', (chunk) => err.push(String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out: out.join(''), err: err.join('') };
}

/** The same command in this process. */
const here = async (words: readonly string[], environment = laurel.variables) =>
  backfill({
    options: optionsOf(words),
    environment: { LAUREL_HOME: home, ...environment },
    signal: new AbortController().signal,
  });

function optionsOf(words: readonly string[]) {
  const request = parseBackfillWords(words);
  if (request.control !== null) throw new Error('no backfill');
  return request.options;
}

async function putOld(count: number) {
  const { db, clock } = database;
  const kept = createTrackedStore(
    { db, clock },
    {
      ...stores.mirrored,
      phase: { ...stores.mirrored.phase, write: ['r2'] },
      putEach: async (object) => {
        await stores.r2.put(object);
        return [{ side: 'r2', error: null }];
      },
    },
  );
  const objects = await Promise.all(Array.from({ length: count }, () => anObject(randomBytes(400))));
  for (const object of objects) await kept.put(object);
  return objects;
}

describe('npm run backfill', () => {
  it('killed and interrupted again and again, copies everything once, and says so in JSON', async () => {
    const objects = await putOld(300);
    const words = ['--direction', 'r2-to-s3', '--batch-size', '5', '--concurrency', '2'];
    for (const signal of ['SIGKILL', 'SIGKILL', 'SIGTERM', 'SIGINT'] as const) {
      const child = begin('backfill', words);
      const before = await processed();
      while ((await processed()) <= before && child.exitCode === null)
        await new Promise((resolve) => setTimeout(resolve, 20));
      child.kill(signal);
      const [code] = (await once(child, 'close')) as [number | null];
      if (signal !== 'SIGKILL') expect(code).toBe(130);
      // Nobody else goes on with what was interrupted; what was killed is carried on by the queue.
      const [row] = await database.db.sql`SELECT paused_at FROM object_run WHERE finished_at IS NULL`;
      expect(row?.paused_at === null).toBe(signal === 'SIGKILL');
    }
    const { code, out } = await run('backfill', words);
    const report = JSON.parse(out) as BackfillReport;
    expect([code, report.isFinished, report.processed, report.failed]).toEqual([0, true, 300, 0]);
    expect(report.bytes).toBe(300 * 400);
    // Of all five processes together, and never what lies between them.
    const [row] = await database.db.sql<
      { tally: { workedMs: number } }[]
    >`SELECT tally FROM object_run WHERE id = ${report.id ?? ''}`;
    expect(report.durationMs).toBe(row?.tally.workedMs);
    expect(report.durationMs).toBeGreaterThan(0);
    for (const { key, sha256 } of objects) await readWhole(stores.s3, key, sha256);
    expect((await stores.r2.list('test/', { limit: 1000 })).objects).toHaveLength(300);
  });

  it('is paused, resumed and cancelled from elsewhere, and says so', async () => {
    const words = ['--direction', 'r2-to-s3', '--verify', '--batch-size', '1', '--concurrency', '1'];
    const child = begin('backfill', words);
    const said: string[] = [];
    const closed = once(child, 'close');
    child.stderr?.on('data', (chunk) => said.push(String(chunk)));
    while ((await processed()) < 2 && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20));
    // From this process: starting another takes longer than what is left may last.
    const [paused] = await control({ control: 'pause', runId: null }, laurel.variables);
    const [code] = (await closed) as [number | null];
    expect([code, paused?.state, said.join('')]).toEqual([
      130,
      'paused',
      expect.stringMatching(/Paused after \d+ objects/),
    ]);
    expect(said.join('')).toContain(`--cancel --run ${paused?.id}`);
    const [resumed] = JSON.parse((await run('backfill', ['--resume', '--run', paused?.id ?? ''])).out);
    expect(resumed.state).toBe('running');
    const [cancelled] = JSON.parse((await run('backfill', ['--cancel'])).out);
    expect([cancelled.id, cancelled.state, cancelled.isFinished]).toEqual([paused?.id, 'cancelled', true]);
    expect(await run('backfill', ['--cancel'])).toEqual({ code: 2, out: '', err: 'No backfill is unfinished.\n' });
    expect((await here(['--direction', 'r2-to-s3', '--verify'])).id).not.toBe(paused?.id);
  });

  it('notices by itself that a bucket was emptied, and sends nothing again that is right', async () => {
    for (const { key } of (await stores.s3.list('test/', { limit: 1000 })).objects) await stores.s3.delete(key);
    expect(await here(['--direction', 'r2-to-s3'])).toMatchObject({ migrated: 300, skipped: 0 });
    await database.db.sql`UPDATE object_item SET s3_status = 'none'`;
    expect(await here(['--direction', 'r2-to-s3'])).toMatchObject({ migrated: 0, skipped: 300 });
    expect(await database.db.sql`SELECT 1 FROM object_item WHERE s3_status <> 'stored'`).toHaveLength(0);
  });

  it('on trial copies nothing', async () => {
    const [object] = await putOld(1);
    const report = await here(['--direction', 'r2-to-s3', '--dry-run']);
    expect(report).toMatchObject({ isDryRun: true, id: null, migrated: 1, skipped: 300 });
    expect(await stores.s3.head(object?.key ?? '')).toBeNull();
  });

  it('says with 1 that something could not be copied, and what', async () => {
    const [object] = await putOld(1);
    await stores.r2.delete(object?.key ?? '');
    const { code, out } = await run('backfill', ['--direction', 'r2-to-s3']);
    const failure = {
      key: object?.key,
      side: 'r2',
      problem: 'not_found',
      cause: expect.stringMatching(/not_found: get/),
    };
    expect([code, JSON.parse(out)]).toMatchObject([1, { failedBy: { not_found: 1 }, failures: [failure] }]);
    // Only that one is tried again, and it is migrated once its source is back.
    const retry = ['--direction', 'r2-to-s3', '--retry-failed'];
    expect(await here(retry)).toMatchObject({ processed: 1, failed: 1, failures: [failure] });
    if (object !== undefined) await stores.r2.put(object);
    expect(await here(retry)).toMatchObject({ processed: 1, migrated: 1, failed: 0 });
    expect(await here(retry)).toMatchObject({ processed: 0, failed: 0 });
    await stores.r2.delete(object?.key ?? '');
    await stores.s3.delete(object?.key ?? '');
    await database.db.sql`DELETE FROM object_item WHERE key = ${object?.key ?? ''}`;
  });

  it('keeps to one tournament, and to a number of objects', async () => {
    const unknown = ['--direction', 's3-to-r2', '--tournament', 'trn_00000000000000000000000000'];
    for (const words of [unknown, [...unknown, '--dry-run']]) {
      const { code, out, err } = await run('backfill', words);
      expect([code, out, err]).toEqual([2, '', 'There is no tournament trn_00000000000000000000000000.\n']);
    }
    expect(await here(['--direction', 's3-to-r2', '--limit', '7', '--verify'])).toMatchObject({
      processed: 7,
      skipped: 7,
    });
  });

  it.each([
    ['its flag is off', ['--direction', 'r2-to-s3'], { CERT_S3_BACKFILL_ENABLED: 'false' }, /switched off/],
    [
      'there is nothing to work on',
      ['--direction', 'r2-to-s3'],
      { DATABASE_URL: '', S3_ENDPOINT: '' },
      /No Laurel runs here/,
    ],
    ['the other store cannot be reached', ['--direction', 'r2-to-s3'], { R2_ENDPOINT: '' }, /R2_ENDPOINT is needed/],
    ['a word is unknown', ['--frobnicate'], {}, /--frobnicate/],
    ['a direction is missing', [], {}, /--direction/],
    ['a run is named for nothing', ['--run', 'run_00000000000000000000000000'], {}, /--run goes with/],
    ['the database is not named', ['--direction', 'r2-to-s3'], { DATABASE_URL: '' }, /DATABASE_URL is needed/],
    ['S3 is not named', ['--direction', 'r2-to-s3'], { S3_ENDPOINT: '', S3_BUCKET: '' }, /S3_ENDPOINT/],
    ['flags cannot be', ['--direction', 'r2-to-s3'], { CERT_S3_DUAL_WRITE: 'false' }, /CERT_S3_DUAL_WRITE/],
  ])('refuses in a sentence when %s', async (_, words, variables, sentence) => {
    const refused = await here(words, { ...laurel.variables, LAUREL_HOME: home, ...variables }).catch((error) => error);
    expect(refused).toBeInstanceOf(StartRefusal);
    expect([refused.exitCode, refused.message]).toEqual([2, expect.stringMatching(sentence)]);
    expect(refused.message).not.toContain(laurel.variables.S3_SECRET_ACCESS_KEY);
  });

  it('a refusal is one line and the exit code 2', async () => {
    const { code, out, err } = await run('backfill', ['--frobnicate']);
    expect([code, out, err.trim().split('\n').length]).toEqual([2, '', 1]);
    expect((await run('backfill', ['--help'])).out).toContain('Usage: npm run backfill');
  });
});

describe('npm run check:objects', () => {
  it('says with 0 that all agree, and with 1 that they do not', async () => {
    expect((await checkObjects(laurel.variables)).consistency.agreement).toBe('success');
    expect((await run('check-objects', [])).code).toBe(0);
    const gone = { ...laurel.variables, DATABASE_URL: `postgres://laurel@127.0.0.1:${inject('closedPort')}/laurel` };
    expect(await run('check-objects', [], gone)).toEqual({ code: 2, out: '', err: 'The database does not answer.\n' });
    const cut = { ...laurel.variables, S3_ENDPOINT: `http://127.0.0.1:${inject('closedPort')}` };
    expect(await run('check-objects', [], cut)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^s3: unavailable: list/),
    });
    // One of three hundred is below what fails a nightly check; here whoever asks is about to switch.
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
    // Neither a check nor one that was refused is a run that somebody would carry on, or take for the nightly one.
    expect(await database.db.sql`SELECT 1 FROM object_run WHERE kind <> 'backfill'`).toHaveLength(0);
  });
});

describe('npm run rehearse', () => {
  const words = ['--objects', '12', '--size-kb', '2'];
  const metOf = ({ criteria }: Rehearsed) => criteria.filter(({ isMet }) => isMet).map(({ name }) => name);

  it('says go for a bucket that does as it should, and leaves nothing behind', async () => {
    const rehearsed = await rehearse(words, { ...laurel.variables, ...off });
    // How fast a busy machine is, is no matter of this test.
    expect(metOf(rehearsed)).toEqual(expect.arrayContaining(['hashes', 'errors', 'flags', 'lifecycle']));
    expect(describeRehearsal(rehearsed)).toMatch(/✓ hashes +100 % +100 %/);
    expect((await stores.s3.list('_temp/')).objects).toEqual([]);
  });

  it('says no-go with the reason while a flag is on, and when nothing answers', async () => {
    const on = await run('rehearse', words);
    expect([on.code, on.out]).toEqual([
      1,
      expect.stringMatching(/✗ flags +off +on: dualWrite, backfill\n[\s\S]*NO-GO/),
    ]);
    const dead = { ...laurel.variables, ...off, S3_ENDPOINT: `http://127.0.0.1:${inject('closedPort')}` };
    const gone = await rehearse(['--objects', '500'], dead);
    // Once the verdict is known, nobody waits for the rest.
    expect([gone.isGo, gone.objects < 20, metOf(gone)]).toEqual([
      false,
      true,
      expect.not.arrayContaining(['hashes', 'errors', 'lifecycle']),
    ]);
  });

  it('tries a bundled server where none is named', async () => {
    const nowhere = { LAUREL_HOME: home, ...off };
    expect(await rehearse(words, nowhere)).toMatchObject({ objects: 12, requests: 60 });
    await expect(rehearse(['--objects', 'x'], nowhere)).rejects.toThrow(/whole number from 1/);
  });
});

it('npm run lifecycle says what the server cannot do, and which words it knows', async () => {
  await expect(lifecycle(['--store', 's3', '--apply'], laurel.variables)).rejects.toThrow(/NotImplemented/);
  for (const words of [[], ['--store', 'x'], ['--frob']]) {
    await expect(lifecycle(words, laurel.variables)).rejects.toThrow(/npm run lifecycle -- --help/);
  }
});

it('progress is redrawn on a terminal, and anywhere else told at the end at the latest', () => {
  const written: string[] = [];
  const out = (isTTY: boolean) => ({ isTTY, write: (text: string) => written.push(text) > 0 }) as NodeJS.WriteStream;
  for (const isTerminal of [true, false]) {
    const bar = createProgressBar(out(isTerminal));
    for (const done of [1, 2, 3]) bar.show(done, 3, null);
    bar.end();
  }
  expect(written.map((text) => /(\d\/3)|\n/.exec(text)?.[0])).toEqual(['1/3', '2/3', '3/3', '\n', '3/3']);
});

it.each([
  [0, 0, null, '████████████████████████ 100 %  0/0'],
  [0, 10, null, '░░░░░░░░░░░░░░░░░░░░░░░░ 0 %  0/10'],
  [5, 10, 42, '████████████░░░░░░░░░░░░ 50 %  5/10  0:42 left'],
  [999, 1000, 3725, '████████████████████████ 99 %  999/1000  1:02:05 left'],
])('progress reads well at %i of %i', (done, total, left, line) =>
  expect(describeProgress(done, total, left)).toBe(line),
);

async function processed(): Promise<number> {
  const rows = await database.db.sql<{ n: number }[]>`
    SELECT coalesce((tally->>'processed')::integer, 0) AS n FROM object_run WHERE finished_at IS NULL`;
  return rows[0]?.n ?? 0;
}
