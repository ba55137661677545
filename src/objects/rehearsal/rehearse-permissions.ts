// Checks each permission that the credentials need with one request.

import { sha256Hex } from '../../core/hex.ts';
import { type DescribedFailure, describeFailure, ObjectStoreError } from '../stores/object-store.ts';
import type { S3Store } from '../stores/s3.ts';
import { readDocument, WrongAnswer } from '../stores/s3-answer.ts';
import { multipartAboveBytes } from '../stores/s3-multipart.ts';
import { readText } from '../stores/s3-wire.ts';

/** Amazon's names; other servers have equivalent permissions. */
export type Permission =
  | 's3:PutObject'
  | 's3:GetObject'
  | 's3:ListBucket'
  | 's3:DeleteObject'
  | 's3:AbortMultipartUpload'
  | 'reads by the reading keys';

/** What the server must refuse. */
export type Refusal =
  | 'unsigned reads'
  | 'unsigned writes'
  | 'a wrong secret'
  | 'an unknown access key'
  | 'a URL for another object'
  | 'a URL for another method'
  | 'an expired URL'
  | 'other bytes than were signed'
  | 'writes by the reading keys'
  | 'another bucket';

export interface PermissionCheck {
  /** Or what was refused. */
  readonly permission: Permission | Refusal;
  readonly failed: DescribedFailure | null;
}

export async function checkPermissions(store: S3Store, prefix: string): Promise<PermissionCheck[]> {
  const small = await anObject(`${prefix}permissions.bin`, 100);
  const large = await anObject(`${prefix}parts.bin`, multipartAboveBytes + 1);
  const tried: PermissionCheck[] = [];
  const attempt = async (permission: Permission, work: () => Promise<unknown>) => {
    const failed = await work().then(
      () => null,
      (error: unknown) => describeFailure(error),
    );
    tried.push({ permission, failed });
  };
  await attempt('s3:PutObject', async () => {
    await store.put(small);
    await store.put(large);
  });
  await attempt('s3:GetObject', async () => (await store.get(small.key)).body.cancel());
  await attempt('s3:ListBucket', async () => {
    const { objects } = await store.list(prefix);
    if (!objects.some(({ key }) => key === small.key)) throw wrong('list', 'object not listed');
    if ((await store.head(`${prefix}missing.bin`)) !== null) throw wrong('head', 'missing key found');
  });
  await attempt('s3:AbortMultipartUpload', () => abortUpload(store, `${prefix}aborted.bin`));
  await attempt('s3:DeleteObject', async () => {
    for (const { key } of [small, large]) await store.delete(key);
    if ((await store.head(small.key)) !== null) throw wrong('delete', 'object still there');
  });
  return tried;
}

async function abortUpload(store: S3Store, key: string): Promise<void> {
  const read = async (response: Response) =>
    readText(await readDocument(response, 'InitiateMultipartUploadResult'), 'UploadId') ?? '';
  const begin = { operation: 'begin upload', method: 'POST', key, query: { uploads: '' } };
  const uploadId = await store.request({ ...begin, read });
  const abort = { operation: 'abort upload', method: 'DELETE', key, query: { uploadId } };
  await store.request({
    ...abort,
    read: async (response) => {
      await response.body?.cancel();
      if (response.status !== 204 && response.status !== 200) throw new WrongAnswer('UnexpectedStatus');
    },
  });
}

function wrong(operation: string, code: string): ObjectStoreError {
  return new ObjectStoreError('s3', 'unavailable', `${operation}: ${code}`, { facts: { operation, code } });
}

async function anObject(key: string, sizeBytes: number) {
  const bytes = new Uint8Array(sizeBytes);
  return { key, bytes, contentType: 'application/octet-stream', sha256: await sha256Hex(bytes) };
}
