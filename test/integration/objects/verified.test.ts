// Verified reads: whatever one store has in place of the object, the copy of the other store is returned.

import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { describe, expect, inject, it, vi } from 'vitest';
import { readIssuedFile } from '../../../src/certificates/verification/read-issued-file.ts';
import { createMirroredStore } from '../../../src/objects/stores/mirrored.ts';
import type { ObjectStore, PutObject } from '../../../src/objects/stores/object-store.ts';
import type { Side } from '../../../src/objects/stores/phase.ts';
import { readAtMost } from '../../../src/objects/stores/read-at-most.ts';
import { createS3Store } from '../../../src/objects/stores/s3.ts';
import { createR2Store } from '../../../src/platform/cloudflare/r2.ts';
import { anObject, failure, patient, randomBytes } from '../../contracts/object-store.ts';
import { caseCount } from '../../support/rules/nightly.ts';

const r2 = createR2Store(env.CERTIFICATES, patient);
const s3 = createS3Store(inject('s3'), patient);
const quick = { budgetMs: 300, backoffMs: 10 };
const closed = createS3Store({ ...inject('s3'), endpoint: `http://127.0.0.1:${inject('closedPort')}` }, quick);
const phases = {
  'R2 first': { dualWrite: true, readPrimary: false },
  'S3 first': { dualWrite: true, readPrimary: true },
};

/** Streams the given bytes under any key and ignores the size. */
const storeOf = (name: 'r2' | 's3', bytes: Uint8Array | null, onCancel = () => {}): ObjectStore => ({
  ...(name === 'r2' ? r2 : s3),
  get: async (key) => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (bytes !== null && sent > 0) return controller.close();
        sent += 1;
        // Without bytes, the stream never ends.
        return controller.enqueue(bytes ?? new Uint8Array(1_000));
      },
      cancel: onCancel,
    });
    return { key, sizeBytes: 0, contentType: '', sha256: null, modifiedAt: '' as never, body, range: null };
  },
});

const damage = fc.oneof(
  fc.constant((bytes: Uint8Array) => bytes.subarray(0, -1)),
  fc.constant((bytes: Uint8Array) => Uint8Array.from([...bytes, 0])),
  fc.constant(() => new Uint8Array()),
  fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })).map(([at, mask]) => (bytes: Uint8Array) => {
    const copy = bytes.slice();
    const index = at % copy.length;
    copy[index] = (copy[index] ?? 0) ^ mask;
    return copy;
  }),
);

async function read(
  stores: { r2: ObjectStore; s3: ObjectStore },
  flags: (typeof phases)['R2 first'],
  object: PutObject,
) {
  const wrong: Side[] = [];
  const objects = createMirroredStore({ ...stores, flags, ...patient });
  const ports = { objects, onWrongCopy: (_: string, side: Side) => void wrong.push(side) };
  const { key, sha256, bytes } = object;
  return { bytes: await readIssuedFile(ports, { key, sha256, sizeBytes: bytes.byteLength }), wrong };
}

describe.each(Object.entries(phases))('%s, an issued file', (_, flags) => {
  it('is returned whatever bytes one store has, and a wrong copy that was read is reported once', async () => {
    const first: Side = flags.readPrimary ? 's3' : 'r2';
    await fc.assert(
      fc.asyncProperty(damage, fc.constantFrom<Side>('r2', 's3'), async (spoilBytes, side) => {
        const object = await anObject(randomBytes(300));
        const bytesOf = (name: Side) => (name === side ? spoilBytes(object.bytes) : object.bytes);
        const stores = { r2: storeOf('r2', bytesOf('r2')), s3: storeOf('s3', bytesOf('s3')) };
        expect(await read(stores, flags, object)).toEqual({ bytes: object.bytes, wrong: side === first ? [side] : [] });
      }),
      { numRuns: caseCount({ usual: 40, nightly: 500 }) },
    );
  });

  it('altered in one store while the other does not answer is unavailable', async () => {
    const object = await anObject();
    const altered = Uint8Array.from(object.bytes, (byte) => byte ^ 1);
    const stores = [
      { r2: storeOf('r2', altered), s3: closed },
      { r2: { ...closed, name: 'r2' } as ObjectStore, s3: storeOf('s3', altered) },
    ];
    for (const pair of stores) await expect(read(pair, flags, object)).rejects.toEqual(failure('unavailable'));
  });

  it('is read only up to its size, even if a store sends more', async () => {
    const object = await anObject();
    const cancel = vi.fn();
    const endless = () => storeOf('r2', null, cancel);
    await expect(read({ r2: endless(), s3: endless() }, flags, object)).rejects.toMatchObject({ code: 'file_damaged' });
    expect(cancel).toHaveBeenCalledTimes(2);
  });

  it('is unavailable after a timeout if the last store stops in the middle', async () => {
    const object = await anObject();
    const stuck: ObjectStore = {
      ...storeOf('r2', object.bytes),
      get: async (key) => ({ ...(await storeOf('r2', object.bytes).get(key)), body: new ReadableStream() }),
    };
    const objects = createMirroredStore({ r2: stuck, s3: stuck, flags, firstReadMsMax: 20, lastReadMsMax: 20 });
    await expect(objects.getVerified(object.key, object.sha256, 1_000)).rejects.toEqual(failure('unavailable'));
  });
});

it('a limited read returns all bytes up to the limit, and null beyond it', async () => {
  const sizes = fc.array(fc.nat(50), { maxLength: 10 });
  await fc.assert(
    fc.asyncProperty(sizes, fc.nat(300), async (lengths, sizeBytesMax) => {
      const chunks = lengths.map(randomBytes);
      const all = new Uint8Array(await new Blob(chunks).arrayBuffer());
      const stream = new ReadableStream<Uint8Array>({
        start(controller) {
          for (const chunk of chunks) controller.enqueue(chunk);
          controller.close();
        },
      });
      expect(await readAtMost(stream, sizeBytesMax)).toEqual(all.byteLength > sizeBytesMax ? null : all);
    }),
    { numRuns: caseCount({ usual: 100, nightly: 2_000 }) },
  );
});
