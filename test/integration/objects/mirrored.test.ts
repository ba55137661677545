// The mirrored store in every phase, also with one of the stores down.

import { env } from 'cloudflare:workers';
import { describe, expect, inject, it, vi } from 'vitest';
import { toInstant } from '../../../src/core/instant.ts';
import { createBreakers, createGuardedStore } from '../../../src/objects/stores/breaker.ts';
import { createMirroredStore, type MirroredOptions } from '../../../src/objects/stores/mirrored.ts';
import { type ObjectStore, ObjectStoreError } from '../../../src/objects/stores/object-store.ts';
import { createObservedStore, type StoreEvent } from '../../../src/objects/stores/observed.ts';
import { createS3Store } from '../../../src/objects/stores/s3.ts';
import type { WantedUrl } from '../../../src/objects/stores/sign-url.ts';
import { createR2Store } from '../../../src/platform/cloudflare/r2.ts';
import { anObject, bytesOf, describeObjectStore, failure, patient, spoil } from '../../contracts/object-store.ts';

const r2 = createR2Store(env.CERTIFICATES, patient);
const s3 = createS3Store(inject('s3'), patient);
const mirror = (options: Partial<MirroredOptions> & Pick<MirroredOptions, 'flags'>) =>
  createMirroredStore({ r2, s3, ...patient, ...options });
/** Like a server that stores checksums. */
const signUrl = async ({ key }: WantedUrl) => {
  if ((await s3.head(key)) === null) throw new ObjectStoreError('s3', 'not_found', 'url');
  return s3.presign({ method: 'GET', key });
};
const fileName = 'certificate.pdf';
const quick = { budgetMs: 300, backoffMs: 10 };
const gone = createS3Store({ ...inject('s3'), endpoint: `http://127.0.0.1:${inject('closedPort')}` }, quick);
const silent = createS3Store({ ...inject('s3'), endpoint: `http://127.0.0.1:${inject('blackhole').port}` }, quick);

/** The local R2 has no network that could fail: a store on a closed port replaces it. */
const goneR2: ObjectStore = { ...gone, name: 'r2' };

const off = { dualWrite: false, readPrimary: false };
const dual = { dualWrite: true, readPrimary: false };
const primary = { dualWrite: true, readPrimary: true };
const phases = [
  ['off', off],
  ['dual write', dual],
  ['dual write and read-primary', primary],
  ['read-primary alone', { dualWrite: false, readPrimary: true }],
] as const;

for (const [name, flags] of phases) describeObjectStore(`mirrored, ${name},`, () => mirror({ flags }));
const clock = () => toInstant(Date.now());
const watched = () => createObservedStore(createGuardedStore(s3, createBreakers({ clock }), { clock }), () => {});
describeObjectStore('S3, observed and guarded,', watched);
describeObjectStore('mirrored without S3', () => mirror({ s3: null, flags: off }));

describe('a phase', () => {
  it('writes R2 always, and S3 when writing twice', async () => {
    for (const [, flags] of phases) {
      const object = await anObject();
      await mirror({ flags }).put(object);
      expect([await r2.head(object.key), await s3.head(object.key)].map((found) => found !== null)).toEqual([
        true,
        flags.dualWrite,
      ]);
    }
  });

  it('supports every operation on objects of any earlier or later phase', async () => {
    for (const [, writer] of phases) {
      for (const [, reader] of phases) {
        const object = await anObject();
        await mirror({ flags: writer }).put(object);
        const store = mirror({ flags: reader, signUrl });
        expect(await bytesOf(await store.get(object.key))).toEqual(object.bytes);
        expect(await store.head(object.key)).toMatchObject({ sizeBytes: 1000, sha256: object.sha256 });
        expect((await store.list(object.key)).objects.map(({ key }) => key)).toEqual([object.key]);
        await store.delete(object.key);
        for (const [, later] of phases) {
          expect(await mirror({ flags: later }).head(object.key)).toBeNull();
        }
      }
    }
  });

  it('gives out a URL of S3 if S3 is read first and has the object; otherwise the Worker streams it', async () => {
    for (const [, writer] of phases) {
      const object = await anObject();
      await mirror({ flags: writer }).put(object);
      for (const [, reader] of phases) {
        const url = await mirror({ flags: reader, signUrl }).link({ ...object, fileName });
        expect(url !== null).toBe(reader.readPrimary && writer.dualWrite);
        if (url !== null) expect(new Uint8Array(await (await fetch(url)).arrayBuffer())).toEqual(object.bytes);
      }
    }
    const events: StoreEvent[] = [];
    const observe = (event: StoreEvent) => void events.push(event);
    const cut = mirror({ flags: primary, signUrl: () => gone.head('test/x').then(() => ''), observe });
    expect(await cut.link({ key: 'test/x', sha256: '', fileName })).toBeNull();
    expect(events).toMatchObject([{ name: 'cert.s3.url.fail', error: 'unavailable', cause: { operation: 'head' } }]);
  });
});

describe.each([
  ['gone', gone],
  ['silent', silent],
] as const)('with S3 %s', (_, dead) => {
  it.each(phases)('nothing fails while %s', async (_, flags) => {
    const events: StoreEvent[] = [];
    const observe = (event: StoreEvent) => void events.push(event);
    const watched = createObservedStore(dead, observe);
    const store = mirror({ s3: watched, flags, observe, firstReadMsMax: 200 });
    const object = await anObject();
    await store.put(object);
    expect(await bytesOf(await store.get(object.key))).toEqual(object.bytes);
    expect(await store.head(object.key)).toMatchObject({ sha256: object.sha256 });
    const names = new Set(events.map((event) => event.name));
    expect([names.has('cert.s3.write.fail'), names.has('cert.s3.read.fallback')]).toEqual([
      flags.dualWrite,
      flags.readPrimary,
    ]);
  });
});

describe('with R2 gone', () => {
  it('dual write stores the object in S3, and every phase finds it there', async () => {
    const object = await anObject();
    await mirror({ r2: goneR2, flags: dual }).put(object);
    for (const [, flags] of phases) {
      const found = await mirror({ r2: goneR2, flags }).get(object.key);
      expect(await bytesOf(found)).toEqual(object.bytes);
    }
  });

  it('an object that is not in S3 is unavailable, never "not found"', async () => {
    const store = mirror({ r2: goneR2, flags: primary });
    await expect(store.get('test/unknown')).rejects.toEqual(failure('unavailable'));
    await expect(store.head('test/unknown')).rejects.toEqual(failure('unavailable'));
  });
});

describe.each([
  ['S3 first', primary],
  ['R2 first', dual],
] as const)('read %s, wrong bytes in one store', (_, flags) => {
  it.each(['r2', 's3'] as const)('and no answer from %s are unavailable, never corrupt', async (silentSide) => {
    const object = await anObject();
    await spoil(silentSide === 's3' ? r2 : s3, object);
    const stores = silentSide === 's3' ? { r2, s3: gone } : { r2: goneR2, s3 };
    const read = mirror({ ...stores, flags }).getVerified(object.key, object.sha256);
    await expect(read).rejects.toEqual(failure('unavailable'));
  });

  it('and no object in the other are corrupt', async () => {
    const object = await anObject();
    await spoil(s3, object);
    await expect(mirror({ flags }).getVerified(object.key, object.sha256)).rejects.toEqual(failure('corrupt'));
  });
});

it('a late answer of the first store is discarded and its body cancelled', async () => {
  const object = await anObject();
  await r2.put(object);
  const cancel = vi.fn();
  const body = new ReadableStream({ cancel });
  const slow: ObjectStore = {
    ...s3,
    get: () => new Promise((resolve) => setTimeout(resolve, 80, { body } as never)),
  };
  const store = mirror({ s3: slow, flags: primary, firstReadMsMax: 20 });
  expect(await bytesOf(await store.get(object.key))).toEqual(object.bytes);
  await expect.poll(() => cancel.mock.calls.length).toBe(1);
});

it('with both gone a write fails, and so does a read', async () => {
  const store = mirror({ r2: goneR2, s3: gone, flags: primary });
  const object = await anObject();
  await expect(store.put(object)).rejects.toBeInstanceOf(ObjectStoreError);
  await expect(store.get(object.key)).rejects.toEqual(failure('unavailable'));
});
