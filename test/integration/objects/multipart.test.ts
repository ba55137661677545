// Objects above 5 MiB are uploaded in parts over a failing network: the whole object is stored, or nothing.

import { afterEach, expect, inject, it } from 'vitest';
import { readWhole } from '../../../src/objects/stores/mirrored.ts';
import { ObjectStoreError } from '../../../src/objects/stores/object-store.ts';
import { createS3Store, type S3Store } from '../../../src/objects/stores/s3.ts';
import { putInParts, storedChecksum } from '../../../src/objects/stores/s3-multipart.ts';
import type { S3Request } from '../../../src/objects/stores/s3-wire.ts';
import { signProvenUrl } from '../../../src/objects/stores/sign-url.ts';
import { anObject, failure, patient, randomBytes } from '../../contracts/object-store.ts';
import { listRequests, planFaults } from '../../support/servers/faults.ts';

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

it('with checksums every part has its own, and a URL is signed only for the checksum of all of them', async () => {
  const object = await anObject(randomBytes(6 * mebibyte));
  const checksums: string[] = [];
  let completion = '';
  const request = async <T>({ method, query, headers, body, read }: S3Request<T>) => {
    if (method === 'PUT') checksums.push(headers?.['x-amz-checksum-sha256'] ?? 'none');
    const isCompletion = method === 'POST' && query?.uploadId !== undefined;
    if (isCompletion) completion = new TextDecoder().decode(body);
    else if (method === 'POST') expect(headers?.['x-amz-checksum-algorithm']).toBe('SHA256');
    const root = isCompletion ? 'CompleteMultipartUploadResult' : 'InitiateMultipartUploadResult';
    const xml = `<${root}><UploadId>u</UploadId></${root}>`;
    return read(new Response(method === 'PUT' ? null : xml, { headers: { etag: '"x"' } }));
  };
  await putInParts(request, object, {}, true);
  const parts = [object.bytes.subarray(0, 5 * mebibyte), object.bytes.subarray(5 * mebibyte)];
  const digest = async (bytes: Uint8Array) =>
    new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
  const base64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
  const [first, second] = (await Promise.all(parts.map(digest))) as [Uint8Array, Uint8Array];
  expect(checksums.toSorted()).toEqual([base64(first), base64(second)].toSorted());
  expect(completion).toContain(`<ChecksumSHA256>${base64(second)}</ChecksumSHA256>`);
  const stored = `${base64(await digest(new Uint8Array([...first, ...second])))}-2`;
  expect(await storedChecksum(object.bytes as Uint8Array<ArrayBuffer>)).toBe(stored);

  const s3 = { ...store, request: async () => stored } as unknown as S3Store;
  const wanted = { key: object.key, sha256: object.sha256, fileName: 'a.zip', expiresSeconds: 900 };
  const url = await signProvenUrl(s3, { ...wanted, checksum: stored });
  expect(new URL(url).searchParams.get('X-Amz-Expires')).toBe('900');
  await expect(signProvenUrl(s3, wanted)).rejects.toMatchObject({ failure: 'corrupt' });
});
