// What operators run beside a Laurel: backfills that may be killed, and checks. As processes, against the Worker as deployed.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openOperatorDatabase, openStores } from '../../src/cli/operator-world.ts';
import { describeProgress } from '../../src/cli/progress-bar.ts';
import type { BackfillReport } from '../../src/objects/backfill.ts';
import { createKeptStore } from '../../src/objects/kept.ts';
import { readWhole } from '../../src/objects/mirrored.ts';
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
}, 120_000);

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
  return spawn(process.execPath, [`src/cli/${program}.ts`, ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function run(...given: Parameters<typeof begin>): Promise<Ran> {
  const child = begin(...given);
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout?.on('data', (chunk) => out.push(String(chunk)));
  child.stderr?.on('data', (chunk) => err.push(String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out: out.join(''), err: err.join('') };
}

async function putOld(count: number) {
  const { db, clock } = database;
  const kept = createKeptStore(
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
    const words = ['--direction', 'r2-to-s3', '--batch-size', '10', '--concurrency', '2'];
    for (const signal of ['SIGKILL', 'SIGKILL', 'SIGTERM', 'SIGINT'] as const) {
      const child = begin('backfill', words);
      const before = await processed();
      while ((await processed()) <= before && child.exitCode === null)
        await new Promise((resolve) => setTimeout(resolve, 20));
      child.kill(signal);
      const [code] = (await once(child, 'close')) as [number | null];
      if (signal !== 'SIGKILL') expect(code).toBe(130);
    }
    const { code, out } = await run('backfill', words);
    const report = JSON.parse(out) as BackfillReport;
    expect([code, report.isFinished, report.processed, report.failed]).toEqual([0, true, 300, 0]);
    expect(report.bytes).toBe(300 * 400);
    for (const { key, sha256 } of objects) await readWhole(stores.s3, key, sha256);
    expect((await stores.r2.list('test/', { limit: 1000 })).objects).toHaveLength(300);
  }, 120_000);

  it('on trial copies nothing', async () => {
    const [object] = await putOld(1);
    const { code, out } = await run('backfill', ['--direction', 'r2-to-s3', '--dry-run']);
    expect([code, JSON.parse(out)]).toMatchObject([0, { isDryRun: true, id: null, migrated: 1, skipped: 300 }]);
    expect(await stores.s3.head(object?.key ?? '')).toBeNull();
  });

  it('says with 1 that something could not be copied, and what', async () => {
    const [object] = await putOld(1);
    await stores.r2.delete(object?.key ?? '');
    const { code, out } = await run('backfill', ['--direction', 'r2-to-s3']);
    expect([code, JSON.parse(out).failures]).toEqual([1, [{ key: object?.key, side: 'r2', problem: 'not_found' }]]);
    await database.db.sql`DELETE FROM object_item WHERE key = ${object?.key ?? ''}`;
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
  ])('refuses in a sentence when %s', async (_, words, variables, sentence) => {
    const { code, out, err } = await run('backfill', words, { ...laurel.variables, ...variables });
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(sentence);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).not.toContain(laurel.variables.S3_SECRET_ACCESS_KEY);
  });
});

describe('npm run check:objects', () => {
  it('says with 0 that all agree, and with 1 that they do not', async () => {
    const right = await run('check-objects', []);
    expect([right.code, JSON.parse(right.out).consistency.agreement]).toEqual([0, 'success']);
    for (const { key } of (await stores.s3.list('test/', { limit: 20 })).objects) await stores.s3.delete(key);
    const wrong = await run('check-objects', []);
    expect([wrong.code, JSON.parse(wrong.out).consistency]).toMatchObject([
      1,
      { agreement: 'fail', sides: { s3: { missing: 20 } } },
    ]);
  });
});

describe('npm run rehearse', () => {
  const words = ['--objects', '12', '--size-kb', '2'];

  it('says go for a bucket that does as it should, and leaves nothing behind', async () => {
    const { code, out } = await run('rehearse', words, { ...laurel.variables, ...off });
    expect(out).toMatch(/hashes +100 % +100 %/);
    // How fast a busy machine is, is no matter of this test.
    if (code !== 0) expect(out).toMatch(/✗ (upload|presign)/);
    expect((await stores.s3.list('_temp/')).objects).toEqual([]);
  });

  it('says no-go with the reason while a flag is on, and when nothing answers', async () => {
    const on = await run('rehearse', words);
    expect([on.code, on.out]).toEqual([
      1,
      expect.stringMatching(/✗ flags +off +on: dualWrite, backfill\n[\s\S]*NO-GO/),
    ]);
    const dead = { ...laurel.variables, ...off, S3_ENDPOINT: `http://127.0.0.1:${inject('closedPort')}` };
    const gone = await run('rehearse', ['--objects', '2', '--json'], dead);
    expect([gone.code, JSON.parse(gone.out).isGo]).toEqual([1, false]);
  });

  it('tries a bundled server where none is named', async () => {
    const nowhere = { DATABASE_URL: '', S3_ENDPOINT: '', ...off };
    expect((await run('rehearse', words, nowhere)).out).toMatch(/after 12 objects and 60 requests/);
  });
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
