// Every operation of S3 under every fault: what is tried again, what is refused and under which name, and what the mirrored
// store makes of it.

import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { createMirroredStore, readWhole } from '../../../src/objects/mirrored.ts';
import { type ObjectStore, ObjectStoreError } from '../../../src/objects/object-store.ts';
import { createR2Store } from '../../../src/objects/r2.ts';
import { createS3Store } from '../../../src/objects/s3.ts';
import { anObject } from '../../contracts/object-store.ts';
import { countFaults, type Fault, planFaults } from '../../support/faults.ts';

const { s3: access, proxyPort } = inject('faulty');
const s3 = createS3Store(access, { budgetMs: 300, bodyTimeoutMs: 300, backoffMs: 2 });
const r2 = createR2Store(env.CERTIFICATES);

afterEach(() => planFaults(proxyPort, { kinds: [] }));

type Act = (store: ObjectStore, object: Awaited<ReturnType<typeof anObject>>) => Promise<unknown>;

const acts: Record<string, Act> = {
  put: (store, object) => store.put(object),
  get: (store, { key, sha256 }) => readWhole(store, key, sha256),
  head: (store, { key }) => store.head(key),
  delete: (store, { key }) => store.delete(key),
  list: (store) => store.list('test/'),
};

const outcomeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error: unknown) => (error instanceof ObjectStoreError ? error.failure : String(error)),
  );

const lasting: Record<Fault, Partial<Record<keyof typeof acts, string>> & { all: string }> = {
  '500': { all: 'unavailable' },
  '503': { all: 'throttled' },
  reset: { all: 'unavailable' },
  reset_after: { all: 'unavailable' },
  hang: { all: 'unavailable' },
  late: { all: 'unavailable' },
  truncate: { all: 'ok', get: 'unavailable', list: 'unavailable' },
  corrupt: { all: 'ok', get: 'corrupt' },
  stale_list: { all: 'ok' },
};

const table = Object.entries(lasting).flatMap(([fault, outcomes]) =>
  Object.keys(acts).map((act) => ({ fault: fault as Fault, act, outcome: outcomes[act] ?? outcomes.all })),
);

it.each(table)('$act under a lasting $fault is $outcome, in time', async ({ fault, act, outcome }) => {
  const object = await anObject();
  await s3.put(object);
  await planFaults(proxyPort, { kinds: [fault] });
  const start = Date.now();
  expect(await outcomeOf((acts[act] as Act)(s3, object))).toBe(outcome);
  expect(Date.now() - start).toBeLessThan(1_500);
});

describe.each(['500', '503', 'reset', 'reset_after'] as const)('a single %s', (fault) => {
  it.each(Object.keys(acts))('on %s is made good by trying again', async (act) => {
    const object = await anObject();
    await s3.put(object);
    await planFaults(proxyPort, { kinds: [fault], count: 1 });
    expect(await outcomeOf((acts[act] as Act)(s3, object))).toBe('ok');
    expect(await countFaults(proxyPort)).toEqual({ [fault]: 1 });
  });
});

describe('beside R2, in dual write and read-primary,', () => {
  const mirrored = createMirroredStore({ r2, s3, flags: { dualWrite: true, readPrimary: true }, firstReadMsMax: 200 });

  it.each(Object.keys(lasting))('a lasting %s of S3 fails neither a write nor a verified read', async (fault) => {
    const object = await anObject();
    await planFaults(proxyPort, { kinds: [fault as Fault] });
    await mirrored.put(object);
    const { bytes } = await mirrored.getVerified(object.key, object.sha256);
    expect(bytes).toEqual(object.bytes);
  });
});
