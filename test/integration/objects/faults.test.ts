// Every S3 operation under every fault: what is retried, which failure is reported, and how the mirrored store reacts.

import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { createMirroredStore, readWhole } from '../../../src/objects/stores/mirrored.ts';
import { type ObjectStore, ObjectStoreError } from '../../../src/objects/stores/object-store.ts';
import { createS3Store } from '../../../src/objects/stores/s3.ts';
import { multipartAboveBytes } from '../../../src/objects/stores/s3-multipart.ts';
import { createR2Store } from '../../../src/platform/cloudflare/r2.ts';
import { anObject, patient, randomBytes } from '../../contracts/object-store.ts';
import { countFaults, type Fault, planFaults } from '../../support/servers/faults.ts';

const { s3: access, proxyPort } = inject('faulty');
/** Short time limits, for faults without an answer. */
const impatient = createS3Store(access, { budgetMs: 300, bodyTimeoutMs: 300, backoffMs: 2 });
const s3 = createS3Store(access, { ...patient, backoffMs: 2 });
/** For answers that begin and never end. It has longer to begin one, because a busy machine may be slow. */
const stallable = createS3Store(access, { ...patient, budgetMs: 1_500, bodyTimeoutMs: 300, backoffMs: 2 });
const isUnanswered = (fault: string) => ['hang', 'late', 'stall'].includes(fault);
const r2 = createR2Store(env.CERTIFICATES, patient);

afterEach(() => planFaults(proxyPort, { kinds: [] }));

type Act = (store: ObjectStore, object: Awaited<ReturnType<typeof anObject>>) => Promise<unknown>;

const acts: Record<string, Act> = {
  put: (store, object) => store.put(object),
  get: (store, { key, sha256 }) => readWhole(store, key, sha256),
  head: (store, { key }) => store.head(key),
  delete: (store, { key }) => store.delete(key),
  list: (store) => store.list('test/'),
  'get of a range': async (store, { key, bytes }) => {
    const { body } = await store.get(key, { first: 10, last: 19 });
    const sent = new Uint8Array(await new Response(body).arrayBuffer());
    if (String(sent) !== String(bytes.subarray(10, 20))) throw new Error('other bytes');
  },
  'put in parts': async (store) => store.put(await anObject(randomBytes(multipartAboveBytes + 1))),
  // Sends no request.
  presign: () => s3.presign({ method: 'GET', key: 'test/x' }),
};

const outcomeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error: unknown) => (error instanceof ObjectStoreError ? error.failure : 'broken'),
  );

const lasting: Record<Fault, Partial<Record<keyof typeof acts, string>> & { all: string }> = {
  '500': { all: 'unavailable', presign: 'ok' },
  '503': { all: 'throttled', presign: 'ok' },
  reset: { all: 'unavailable', presign: 'ok' },
  reset_after: { all: 'unavailable', presign: 'ok' },
  hang: { all: 'unavailable', presign: 'ok' },
  late: { all: 'unavailable', presign: 'ok' },
  // A range is streamed: its reader sees the failure, or compares the hash of the whole object.
  truncate: { all: 'ok', get: 'unavailable', list: 'unavailable', 'get of a range': 'broken' },
  stall: { all: 'ok', get: 'unavailable', list: 'unavailable', 'get of a range': 'broken' },
  corrupt: { all: 'ok', get: 'corrupt', 'get of a range': 'broken' },
  stale_list: { all: 'ok' },
};

it.each(Object.keys(lasting) as Fault[])('each act under a lasting %s ends, as the table says', async (fault) => {
  const outcomes = lasting[fault];
  const expected = Object.fromEntries(Object.keys(acts).map((act) => [act, outcomes[act] ?? outcomes.all]));
  const objects = await Promise.all(Object.keys(acts).map(() => anObject()));
  for (const object of objects) await s3.put(object);
  await planFaults(proxyPort, { kinds: [fault] });
  // At once: most of the time is spent waiting for answers that do not come.
  const ended = await Promise.all(
    Object.entries(acts).map(async ([name, act], index) => {
      const isWaitedFor = isUnanswered(fault) && expected[name] !== 'ok';
      const store = isWaitedFor ? (fault === 'stall' ? stallable : impatient) : s3;
      return [name, await outcomeOf(act(store, objects[index] as (typeof objects)[number]))] as const;
    }),
  );
  expect(Object.fromEntries(ended)).toEqual(expected);
});

describe.each(['500', '503', 'reset', 'reset_after'] as const)('a single %s', (fault) => {
  it.each(Object.keys(acts).filter((act) => act !== 'presign'))('on %s is retried', async (act) => {
    const object = await anObject();
    await s3.put(object);
    await planFaults(proxyPort, { kinds: [fault], count: 1 });
    expect(await outcomeOf((acts[act] as Act)(s3, object))).toBe('ok');
    expect(await countFaults(proxyPort)).toEqual({ [fault]: 1 });
  });
});

it('a stale list does not affect reads of newer objects', async () => {
  const [old, young] = [await anObject(), await anObject()];
  const keysBelow = async () => (await s3.list('test/')).objects.map(({ key }) => key);
  await s3.put(old);
  expect(await keysBelow()).toContain(old.key);
  await planFaults(proxyPort, { kinds: ['stale_list'] });
  await s3.put(young);
  const listed = await keysBelow();
  expect([listed.includes(old.key), listed.includes(young.key)]).toEqual([true, false]);
  expect(await outcomeOf(readWhole(s3, young.key, young.sha256))).toBe('ok');
});

const flags = { dualWrite: true, readPrimary: true };
const double: ObjectStore = createS3Store({ ...inject('s3'), name: 'r2' }, patient);

describe.each([
  ['S3', (faulty: ObjectStore) => ({ r2, s3: faulty })],
  ['R2 (another S3 server)', (faulty: ObjectStore) => ({ r2: { ...faulty, name: 'r2' as const }, s3: double })],
] as const)('with a faulty %s', (_, stores) => {
  it.each(Object.keys(lasting))('a lasting %s fails no write and no verified read', async (fault) => {
    const mirrored = createMirroredStore({ ...stores(isUnanswered(fault) ? impatient : s3), flags, ...patient });
    const [object, gone] = [await anObject(), await anObject()];
    await mirrored.put(gone);
    await planFaults(proxyPort, { kinds: [fault as Fault] });
    await mirrored.put(object);
    expect((await mirrored.getVerified(object.key, object.sha256)).bytes).toEqual(object.bytes);
    expect((await mirrored.head(object.key))?.sha256).toBe(object.sha256);
    expect((await mirrored.list(object.key)).objects.map(({ key }) => key)).toContain(object.key);
    const deleted = await mirrored.deleteEach(gone.key);
    expect(deleted.filter(({ error }) => error === null).length).toBeGreaterThan(0);
  });
});
