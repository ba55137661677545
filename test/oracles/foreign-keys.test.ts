// Foreign objects in a bucket, with any key: each is reported as extra, and none makes a check fail early.

import fc from 'fast-check';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../src/core/instant.ts';
import { type Database, openDatabase } from '../../src/db/client.ts';
import { reportConsistency } from '../../src/objects/runs/consistency.ts';
import { continueRun } from '../../src/objects/runs/continue-run.ts';
import { openRun } from '../../src/objects/runs/run-store.ts';
import { createMirroredStore } from '../../src/objects/stores/mirrored.ts';
import { bytesOfKey, compareKeys, decodeListedKey, printableKey } from '../../src/objects/stores/object-key.ts';
import { createS3Store, type S3Store } from '../../src/objects/stores/s3.ts';
import { createDatabase } from '../support/isolate/new-database.ts';
import { caseCount } from '../support/rules/nightly.ts';
import { startListServer } from '../support/servers/list-server.ts';

const access = { bucket: 'certs', region: 'auto', accessKeyId: 'id', secretAccessKey: 'a-secret-of-some-length' };
let db: Database & { close(): Promise<void> };
let miniflare: Miniflare;
let store: S3Store;

beforeAll(async () => {
  db = openDatabase(await createDatabase(), 2);
  miniflare = new Miniflare(
    convertV4MiniflareOptions({
      name: 'foreign',
      host: '127.0.0.1',
      port: 0,
      cf: false,
      modules: true,
      script: 'export default { fetch: () => new Response(null, { status: 404 }) }',
      compatibilityDate: '2026-11-01',
      r2Buckets: { CERTS: { id: access.bucket, s3Credentials: access } },
    }),
  );
  const { origin } = await miniflare.ready;
  store = createS3Store({ ...access, endpoint: `${origin}/cdn-cgi/local/r2/s3` });
});

afterAll(async () => {
  await miniflare?.dispose();
  await db?.close();
});

/** With a row, like the nightly check. */
async function check(r2: S3Store) {
  const mirrored = createMirroredStore({ r2, s3: null, flags: { dualWrite: false, readPrimary: false } });
  const quiet = { observe: () => {}, measure: () => {}, keysOfTournament: async () => [] };
  const id = `run_${crypto.randomUUID()}` as const;
  const run = {
    id,
    kind: 'consistency',
    scope: id,
    options: { sides: 'r2' },
    cursor: '',
    now: systemClock(),
    audit: null,
  } as const;
  return reportConsistency(
    await continueRun({ db, clock: systemClock, mirrored, ...quiet }, await openRun(db.sql, run), () => false),
  );
}

it('a real bucket with `..` segments, control characters, spaces, punctuation and 1,024-byte keys', async () => {
  const names = [
    '../x',
    'a/../b',
    'a/./b',
    '.',
    '..',
    '/',
    '//double//',
    'a\u0001b\u001f\u007f',
    'line\nfeed\r\ttab',
    'a b+c%20d%',
    '<&>"\'',
    '\u0085\u2028',
    '東京 🏆',
    'x'.repeat(1024),
    'é'.repeat(512),
  ];
  const bucket = (await miniflare.getR2Bucket('CERTS')) as unknown as Pick<R2Bucket, 'put'>;
  for (const name of names) await bucket.put(name, 'foreign');
  const { findings, sides } = await check(store);
  expect(findings).toEqual(names.toSorted(compareKeys).map((key) => ({ key, side: 'r2', problem: 'extra' })));
  expect(sides.r2).toMatchObject({ extra: names.length, found: names.length });
});

it('keys with NUL or invalid UTF-8 are reported with their bytes, also at the end of a page', async () => {
  const odd = ['61ff62', '61fe', '00', '610061', 'c328', 'eda080', 'f4908080', 'ff'].map((hex) =>
    Buffer.from(hex, 'hex'),
  );
  const plain = Array.from({ length: 2_005 }, (_, index) => Buffer.from(`a\u00ff${String(index).padStart(5, '0')}`));
  // Each of these keys ends a page of a thousand.
  const fillers = odd
    .slice(0, 2)
    .flatMap((key) =>
      Array.from({ length: 1_000 }, (_, index) => Buffer.concat([key, Buffer.from([0xfd, index >> 8, index & 255])])),
    );
  const server = await startListServer([...odd, ...plain, ...fillers]);
  try {
    const { findings, sides } = await check(createS3Store({ ...access, endpoint: server.endpoint }));
    expect(sides.r2?.extra).toBe(odd.length + plain.length + fillers.length);
    expect(findings.map(({ key }) => key)).toContain('\\x00');
  } finally {
    await server.stop();
  }
});

it('different keys stay different, and keep their bytes and their order', () => {
  const aKey = fc.uint8Array({ minLength: 1, maxLength: 12 }).map((bytes) => Buffer.from(bytes));
  const read = (key: Buffer) =>
    decodeListedKey([...key].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
  fc.assert(
    fc.property(aKey, aKey, (a, b) => {
      expect(Buffer.from(bytesOfKey(read(a)))).toEqual(a);
      expect(Math.sign(compareKeys(read(a), read(b)))).toBe(Buffer.compare(a, b));
    }),
    { numRuns: caseCount({ usual: 500, nightly: 20_000 }) },
  );
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (key) => decodeListedKey(encodeURIComponent(key)) === key));
  expect(['a b', 'a%20b', 'a+b', 'a%2Bb'].map(decodeListedKey)).toEqual(['a b', 'a b', 'a b', 'a+b']);
  expect(printableKey(read(Buffer.from('6100ff62', 'hex')))).toBe('a\\x00\\xffb');
});
