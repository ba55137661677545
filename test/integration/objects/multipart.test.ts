// Objects above 5 MiB are uploaded in parts over a failing network: the whole object is stored, or nothing.

import { afterEach, expect, inject, it } from 'vitest';
import { readWhole } from '../../../src/objects/stores/mirrored.ts';
import { ObjectStoreError } from '../../../src/objects/stores/object-store.ts';
import { createS3Store } from '../../../src/objects/stores/s3.ts';
import { putInParts } from '../../../src/objects/stores/s3-multipart.ts';
import type { S3Request } from '../../../src/objects/stores/s3-wire.ts';
import { anObject, failure, patient, randomBytes } from '../../contracts/object-store.ts';
import { listRequests, planFaults } from '../../support/faults.ts';

const { s3: access, proxyPort } = inject('faultyParts');
const store = createS3Store(access, { ...patient, backoffMs: 1 });

afterEach(() => planFaults(proxyPort, { kinds: [] }));

const mebibyte = 1024 * 1024;

it.each([
  ['exactly 5 MiB go in one piece', 5 * mebibyte, false],
  ['one byte more goes in parts', 5 * mebibyte + 1, true],
])('%s', async (_, size, isMultipart) => {
  const object = await anObject(randomBytes(size));
  await store.put(object);
  // The ETag of a multipart object ends with the number of parts (S3 API reference, Object).
  const read = async (response: Response) => response.headers.get('etag') ?? '';
  const etag = await store.request({ operation: 'head', method: 'HEAD', key: object.key, read });
  expect(/-2"?$/.test(etag)).toBe(isMultipart);
  expect((await store.head(object.key))?.sha256).toBe(object.sha256);
});

it('over a failing network every object is stored whole or not at all, as reported', async () => {
  const counts = { stored: 0, failed: 0 };
  for (let seed = 1; seed <= 12; seed += 1) {
    const object = await anObject(randomBytes(6 * mebibyte));
    await planFaults(proxyPort, { kinds: ['500', '503', 'reset', 'reset_after'], probability: 0.45, seed });
    const outcome = await store.put(object).then(
      () => 'stored' as const,
      (error: unknown) => {
        expect(error).toBeInstanceOf(ObjectStoreError);
        return 'failed' as const;
      },
    );
    counts[outcome] += 1;
    await planFaults(proxyPort, { kinds: [] });
    // If the answer to the last request was lost, the object is stored and complete.
    if (outcome === 'stored' || (await store.head(object.key)) !== null)
      await readWhole(store, object.key, object.sha256);
  }
  expect(counts.stored).toBeGreaterThan(0);
  expect(counts.failed).toBeGreaterThan(0);
});

it('a completed upload whose answer was lost is a success', async () => {
  const object = await anObject(randomBytes(6 * mebibyte));
  await planFaults(proxyPort, { kinds: ['reset_after'], skip: 3, count: 1 });
  await store.put(object);
  expect((await listRequests(proxyPort)).filter((line) => line.startsWith('POST')).length).toBe(3);
  await readWhole(store, object.key, object.sha256);
});

it('an error document with status 200 is a failure and aborts the upload', async () => {
  const object = await anObject(randomBytes(6 * mebibyte));
  const sent: string[] = [];
  const request = async <T>({ method, query, read }: S3Request<T>) => {
    sent.push(method);
    const isCompletion = method === 'POST' && query?.uploadId !== undefined;
    const created = '<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>';
    const xml = isCompletion ? '<Error><Code>SlowDown</Code></Error>' : created;
    return read(new Response(method === 'PUT' ? null : xml, { headers: { etag: '"x"' } }));
  };
  await expect(putInParts(request, object, {})).rejects.toMatchObject({ code: 'SlowDown' });
  expect(sent).toEqual(['POST', 'PUT', 'PUT', 'POST', 'DELETE']);
});

it('a failed part aborts the upload', async () => {
  const object = await anObject(randomBytes(11 * mebibyte));
  await planFaults(proxyPort, { kinds: ['500'], skip: 2, count: 1 });
  await expect(createS3Store(access, { ...patient, attemptsMax: 1 }).put(object)).rejects.toBeInstanceOf(
    ObjectStoreError,
  );
  expect(await store.head(object.key)).toBeNull();
  const aborted = (await listRequests(proxyPort)).find((line) => line.startsWith('DELETE '));
  const uploadId = new URL(aborted?.replace('DELETE ', '') ?? '', access.endpoint).searchParams.get('uploadId') ?? '';
  expect(uploadId).not.toBe('');
  const another = { operation: 'part 1', method: 'PUT', key: object.key, query: { partNumber: '1', uploadId } };
  await expect(store.request({ ...another, read: (response) => response.text() })).rejects.toEqual(
    failure('not_found'),
  );
});
