// Multipart upload (Amazon S3 User Guide, "Uploading and copying objects using multipart upload"): large objects are
// sent in parts, each signed with its own payload hash. If a part fails, the upload is aborted.

import { sha256Hex } from '../../core/hex.ts';
import { mapConcurrently } from '../../core/map-concurrently.ts';
import { ObjectStoreError, type PutObject } from './object-store.ts';
import { provePut, readBounded, readDocument, WrongAnswer } from './s3-answer.ts';
import { headObject } from './s3-read.ts';
import { readText, type SendS3, writeCompletion } from './s3-wire.ts';

/** Also the size of a part: S3 requires at least this many bytes in every part but the last. */
export const multipartAboveBytes = 5 * 1024 * 1024;
/** Leaves connections for the other store and the database (`connectionsMax`). Laurel's own files are smaller than a part. */
const partsAtOnce = 3;

export async function putInParts(
  request: SendS3,
  object: PutObject,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const { key } = object;
  const operation = 'put in parts';
  const uploadId = await request({
    operation,
    method: 'POST',
    key,
    query: { uploads: '' },
    headers,
    read: readUploadId,
  });
  try {
    const etags = await uploadParts(request, object, uploadId);
    await complete(request, object, { uploadId, etags });
  } catch (error) {
    // Best effort: a lifecycle rule removes uploads that could not be aborted.
    await request({ operation, method: 'DELETE', key, query: { uploadId }, read: readBounded }).catch(() => {});
    throw error;
  }
}

/** Waits for all parts in progress before it throws, so that no part is stored after the abort. */
function uploadParts(request: SendS3, object: PutObject, uploadId: string): Promise<string[]> {
  const count = Math.ceil(object.bytes.byteLength / multipartAboveBytes);
  const starts = Array.from({ length: count }, (_, index) => index * multipartAboveBytes);
  return mapConcurrently(starts, partsAtOnce, async (start, index) => {
    const body = object.bytes.subarray(start, start + multipartAboveBytes) as Uint8Array<ArrayBuffer>;
    const query = { partNumber: String(index + 1), uploadId };
    const payloadSha256 = await sha256Hex(body);
    const part = { operation: `part ${index + 1}`, method: 'PUT', key: object.key, query, body, payloadSha256 };
    return request({ ...part, read: etagOf });
  });
}

interface Upload {
  readonly uploadId: string;
  readonly etags: readonly string[];
}

/**
 * An answer with status 200 may contain an error or be truncated: only the root element proves success. A retry after a lost answer
 * finds no upload; then the stored object proves success.
 */
async function complete(request: SendS3, object: PutObject, { uploadId, etags }: Upload): Promise<void> {
  const { key, sha256 } = object;
  const body = new TextEncoder().encode(writeCompletion(etags)) as Uint8Array<ArrayBuffer>;
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
