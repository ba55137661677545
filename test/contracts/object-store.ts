// The contract of ObjectStore, which every implementation passes.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../src/core/hex.ts';
import {
  type ByteRange,
  type ObjectBody,
  type ObjectStore,
  ObjectStoreError,
  type PutObject,
} from '../../src/objects/stores/object-store.ts';

export async function anObject(bytes: Uint8Array<ArrayBuffer> = randomBytes(1000), contentType = 'application/pdf') {
  const sha256 = await sha256Hex(bytes);
  return { key: `test/${crypto.randomUUID()}/${sha256}.bin`, bytes, contentType, sha256 };
}

/** Long time limits, so that a busy machine does not fail a test. */
export const patient = { budgetMs: 30_000, readBudgetMs: 30_000, firstReadMsMax: 30_000 };

export function randomBytes(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (let start = 0; start < length; start += 65_536) crypto.getRandomValues(bytes.subarray(start, start + 65_536));
  return bytes;
}

export async function bytesOf(object: ObjectBody): Promise<Uint8Array> {
  return new Uint8Array(await new Response(object.body).arrayBuffer());
}

/** Replaces the object by other bytes of the same length. */
export async function spoil(store: ObjectStore, { key, bytes, contentType }: PutObject): Promise<void> {
  const other = bytes.map((byte) => byte ^ 1) as Uint8Array<ArrayBuffer>;
  await store.put({ key, bytes: other, contentType, sha256: await sha256Hex(other) });
}

export const failure = (name: string) => expect.objectContaining({ name: 'ObjectStoreError', failure: name });

export function describeObjectStore(name: string, makeStore: () => ObjectStore): void {
  describe(`${name} as an object store`, () => {
    const store = makeStore();

    it.each([0, 1, 20_000, 1_000_000, 12_000_000])(
      'returns exactly the %i bytes that were put, with size, type and hash',
      async (size) => {
        const object = await anObject(randomBytes(size), size === 1 ? 'image/png' : 'application/pdf');
        await store.put(object);
        const found = await store.get(object.key);
        expect(found).toMatchObject({
          key: object.key,
          sizeBytes: size,
          contentType: object.contentType,
          sha256: object.sha256,
          range: null,
        });
        expect(await sha256Hex((await bytesOf(found)) as Uint8Array<ArrayBuffer>)).toBe(object.sha256);
        const head = await store.head(object.key);
        expect(head).toMatchObject({
          key: object.key,
          sizeBytes: size,
          contentType: object.contentType,
          sha256: object.sha256,
        });
        expect(Math.abs(Date.parse(head?.modifiedAt ?? '') - Date.now())).toBeLessThan(60_000);
      },
    );

    it('refuses bytes with another hash as corrupt, and stores nothing', async () => {
      const object = await anObject();
      const promised = { ...object, sha256: await sha256Hex('something else') };
      await expect(store.put(promised)).rejects.toEqual(failure('corrupt'));
      expect(await store.head(object.key)).toBeNull();
    });

    it('does not find a key that was never put', async () => {
      expect(await store.head('test/nothing')).toBeNull();
      await expect(store.get('test/nothing')).rejects.toEqual(failure('not_found'));
      await expect(store.get('test/nothing')).rejects.toBeInstanceOf(ObjectStoreError);
    });

    it('does not find a deleted object; deleting twice, or an unknown key, is no error', async () => {
      const object = await anObject();
      await store.put(object);
      await store.delete(object.key);
      expect(await store.head(object.key)).toBeNull();
      await store.delete(object.key);
    });

    it('accepts the same bytes under the same key again, also concurrently', async () => {
      const object = await anObject();
      await Promise.all(Array.from({ length: 10 }, () => store.put(object)));
      expect(await bytesOf(await store.get(object.key))).toEqual(object.bytes);
    });

    it('returns exactly the requested range', async () => {
      const object = await anObject(randomBytes(100));
      await store.put(object);
      await fc.assert(
        fc.asyncProperty(fc.nat(99), fc.option(fc.nat(200), { nil: undefined }), async (first, length) => {
          const range: ByteRange = length === undefined ? { first } : { first, last: first + length };
          const last = Math.min(length === undefined ? 99 : first + length, 99);
          const found = await store.get(object.key, range);
          expect([found.range, found.sizeBytes]).toEqual([{ first, last }, 100]);
          expect(await bytesOf(found)).toEqual(object.bytes.slice(first, last + 1));
        }),
        {
          numRuns: 15,
          examples: [
            [0, 0],
            [99, undefined],
          ],
        },
      );
      const tail = await store.get(object.key, { suffixLength: 7 });
      expect([tail.range, await bytesOf(tail)]).toEqual([{ first: 93, last: 99 }, object.bytes.slice(93)]);
    });

    it('returns the whole object for a longer suffix range', async () => {
      const object = await anObject(randomBytes(10));
      await store.put(object);
      const found = await store.get(object.key, { suffixLength: 50 });
      expect([found.range, await bytesOf(found)]).toEqual([{ first: 0, last: 9 }, object.bytes]);
    });

    it('refuses a range that begins after the end, and every range of an empty object', async () => {
      for (const size of [10, 0]) {
        const object = await anObject(randomBytes(size));
        await store.put(object);
        await expect(store.get(object.key, { first: size })).rejects.toBeInstanceOf(RangeError);
      }
    });

    it('lists keys below a prefix, in order and in pages', async () => {
      const prefix = `test/list-${crypto.randomUUID()}/`;
      const names = ['a', 'b & c', 'bb', 'ç', 'd+e', 'f'];
      const object = await anObject();
      await Promise.all(names.map((name) => store.put({ ...object, key: prefix + name })));
      const seen: string[] = [];
      for (let after: string | null | undefined; after !== null; ) {
        const options: { limit: number; after?: string } = after === undefined ? { limit: 2 } : { limit: 2, after };
        const page = await store.list(prefix, options);
        seen.push(...page.objects.map((entry) => entry.key.slice(prefix.length)));
        expect(page.objects.every((entry) => entry.sizeBytes === 1000)).toBe(true);
        after = page.next;
      }
      expect(seen).toEqual(names.toSorted());
      expect(await store.list(`${prefix}nothing/`)).toEqual({ objects: [], next: null });
    });
  });
}
