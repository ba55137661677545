// Multipart upload (Amazon S3 User Guide, "Uploading and copying objects using multipart upload"): large objects go in parts,
// each signed with its own payload hash; a failure in any part takes the whole upload back.

import { sha256Hex } from '../../core/hex.ts';
import { mapConcurrently } from '../../core/map-concurrently.ts';
import { ObjectStoreError, type PutObject } from './object-store.ts';
import { provePut, readBounded, readDocument, WrongAnswer } from './s3-answer.ts';
import { headObject } from './s3-read.ts';
import { readText, type SendS3, writeCompletion } from './s3-wire.ts';

/** Also the size of a part: every one but the last has to have at least so many bytes. */
export const multipartAboveBytes = 5 * 1024 * 1024;
/** Beside the other store and the database within `connectionsMax`. No file that Laurel accepts is large enough for parts. */
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
    // Best effort: what cannot be taken back now, the lifecycle rule removes.
    await request({ operation, method: 'DELETE', key, query: { uploadId }, read: readBounded }).catch(() => {});
    throw error;
  }
}

/** All parts under way end before a failure is told: one of them would outlive the abort. */
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
 * The answer may be 200 and still carry an error, or end early: only its own root element says that the parts are one object.
 * A repeated request finds no upload when the first had got through; then the object tells.
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

/** Parts are named by their ETags. */
async function etagOf(response: Response): Promise<string> {
  const etag = await provePut(response, null);
  if (etag === '') throw new WrongAnswer('NoETag');
  return etag;
}
