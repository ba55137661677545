// Multipart upload (Amazon S3 User Guide, "Uploading and copying objects using multipart upload"): large objects are
// sent in parts, each signed with its own payload hash. If a part fails, the upload is aborted. With checksums, the server stores a checksum
// of the parts' checksums.

import { sha256Hex } from '../../core/hex.ts';
import { mapConcurrently } from '../../core/map-concurrently.ts';
import { ObjectStoreError, type PutObject } from './object-store.ts';
import { provePut, readBounded, readDocument, WrongAnswer } from './s3-answer.ts';
import { headObject } from './s3-read.ts';
import { readText, type SendS3, toBase64, type UploadedPart, writeCompletion } from './s3-wire.ts';

/** Also the size of a part: S3 requires at least this many bytes in every part but the last. */
export const multipartAboveBytes = 5 * 1024 * 1024;
/** Leaves connections for the other store and the database (`connectionsMax`). Laurel's own files are smaller than a part. */
const partsAtOnce = 3;

export async function putInParts(
  request: SendS3,
  object: PutObject,
  headers: Readonly<Record<string, string>>,
  hasChecksums = false,
): Promise<void> {
  const { key } = object;
  const operation = 'put in parts';
  const uploadId = await request({
    operation,
    method: 'POST',
    key,
    query: { uploads: '' },
    headers: hasChecksums ? { ...headers, 'x-amz-checksum-algorithm': 'SHA256' } : headers,
    read: readUploadId,
  });
  try {
    const parts = await uploadParts(request, object, { uploadId, hasChecksums });
    await complete(request, object, { uploadId, parts });
  } catch (error) {
    // Best effort: a lifecycle rule removes uploads that could not be aborted.
    await request({ operation, method: 'DELETE', key, query: { uploadId }, read: readBounded }).catch(() => {});
    throw error;
  }
}

/** Waits for all parts in progress before it throws, so that no part is stored after the abort. */
function uploadParts(
  request: SendS3,
  object: PutObject,
  { uploadId, hasChecksums }: { readonly uploadId: string; readonly hasChecksums: boolean },
): Promise<UploadedPart[]> {
  const count = Math.ceil(object.bytes.byteLength / multipartAboveBytes);
  const starts = Array.from({ length: count }, (_, index) => index * multipartAboveBytes);
  return mapConcurrently(starts, partsAtOnce, async (start, index) => {
    const body = object.bytes.subarray(start, start + multipartAboveBytes) as Uint8Array<ArrayBuffer>;
    const query = { partNumber: String(index + 1), uploadId };
    const payloadSha256 = await sha256Hex(body);
    const checksum = hasChecksums ? toBase64(payloadSha256) : null;
    const headers: Record<string, string> = checksum === null ? {} : { 'x-amz-checksum-sha256': checksum };
    const part = {
      operation: `part ${index + 1}`,
      method: 'PUT',
      key: object.key,
      query,
      headers,
      body,
      payloadSha256,
    };
    return { etag: await request({ ...part, read: etagOf }), checksum };
  });
}

interface Upload {
  readonly uploadId: string;
  readonly parts: readonly UploadedPart[];
}

/**
 * An answer with status 200 may contain an error or be truncated: only the root element proves success. A retry after a lost answer
 * finds no upload; then the stored object proves success.
 */
async function complete(request: SendS3, object: PutObject, { uploadId, parts }: Upload): Promise<void> {
  const { key, sha256 } = object;
  const body = new TextEncoder().encode(writeCompletion(parts)) as Uint8Array<ArrayBuffer>;
  const payloadSha256 = await sha256Hex(body);
  const completion = { operation: 'complete', method: 'POST', key, query: { uploadId }, body, payloadSha256 };
  try {
    await request({ ...completion, read: (answer) => readDocument(answer, 'CompleteMultipartUploadResult') });
  } catch (error) {
    const isUnknown = error instanceof ObjectStoreError && error.failure === 'not_found';
    if (isUnknown && (await headObject(request, key))?.sha256 === sha256) return;
    throw error;
  }
}

async function readUploadId(response: Response): Promise<string> {
  const uploadId = readText(await readDocument(response, 'InitiateMultipartUploadResult'), 'UploadId');
  if (!uploadId) throw new WrongAnswer('NoUploadId');
  return uploadId;
}

/** The completion request names parts by their ETags. */
async function etagOf(response: Response): Promise<string> {
  const etag = await provePut(response, null);
  if (etag === '') throw new WrongAnswer('NoETag');
  return etag;
}

/**
 * The SHA-256 checksum that S3 stores with an object, in base64 (Amazon S3 User Guide, "Checking object integrity"): of the bytes, or for
 * an upload in parts the checksum of the parts' checksums, and the number of parts.
 */
export async function storedChecksum(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const partOf = (index: number) => bytes.subarray(index * multipartAboveBytes, (index + 1) * multipartAboveBytes);
  const count = Math.ceil(bytes.byteLength / multipartAboveBytes);
  if (count <= 1) return toBase64(await sha256Hex(bytes));
  const digests = new Uint8Array(count * 32);
  for (let index = 0; index < count; index += 1) {
    digests.set(new Uint8Array(await crypto.subtle.digest('SHA-256', partOf(index))), index * 32);
  }
  return `${toBase64(await sha256Hex(digests))}-${count}`;
}
