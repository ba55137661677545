// Multipart upload (Amazon S3 User Guide, "Uploading and copying objects using multipart upload"): large objects go in parts,
// each signed with its own payload hash; a failure in any part takes the whole upload back.

import { mapAtOnce } from '../core/at-once.ts';
import { sha256Hex } from '../core/hex.ts';
import { ObjectStoreError, type PutObject, type StoredObject, type StoreName } from './object-store.ts';
import { failureOf, readText, type S3Request, writeCompletion } from './s3-wire.ts';

/** Also the size of a part: every one but the last has to have at least so many bytes. */
export const multipartAboveBytes = 5 * 1024 * 1024;
/** An invocation has six connections; the other store wants some too. */
const partsAtOnce = 3;

export interface MultipartPorts {
  readonly name: StoreName;
  readonly request: <T>(request: S3Request<T>) => Promise<T>;
  readonly head: (key: string) => Promise<StoredObject | null>;
}

export async function putInParts(
  ports: MultipartPorts,
  object: PutObject,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const { name, request } = ports;
  const { key } = object;
  const operation = 'put in parts';
  const created = await request({ operation, method: 'POST', key, query: { uploads: '' }, headers, read: text });
  const uploadId = readText(created, 'UploadId');
  if (uploadId === null) throw new ObjectStoreError(name, 'unavailable', `${operation}: no upload id`);
  try {
    const etags = await uploadParts(ports, object, uploadId);
    await complete(ports, object, { uploadId, etags });
  } catch (error) {
    // Best effort: what cannot be taken back now, the lifecycle rule removes.
    await request({ operation, method: 'DELETE', key, query: { uploadId }, read: text }).catch(() => {});
    throw error;
  }
}

/** All parts under way end before a failure is told: one of them would outlive the abort. */
function uploadParts({ name, request }: MultipartPorts, object: PutObject, uploadId: string): Promise<string[]> {
  const count = Math.ceil(object.bytes.byteLength / multipartAboveBytes);
  const starts = Array.from({ length: count }, (_, index) => index * multipartAboveBytes);
  return mapAtOnce(starts, partsAtOnce, async (start, index) => {
    const body = object.bytes.subarray(start, start + multipartAboveBytes) as Uint8Array<ArrayBuffer>;
    const query = { partNumber: String(index + 1), uploadId };
    const payloadSha256 = await sha256Hex(body);
    const part = { operation: `part ${index + 1}`, method: 'PUT', key: object.key, query, body, payloadSha256 };
    const etag = await request({ ...part, read: etagOf });
    if (etag === null) throw new ObjectStoreError(name, 'unavailable', 'a part without an ETag');
    return etag;
  });
}

interface Upload {
  readonly uploadId: string;
  readonly etags: readonly string[];
}

/** The answer may be 200 and still carry an error; and a repeated one finds no upload when the first had got through. */
async function complete(ports: MultipartPorts, object: PutObject, { uploadId, etags }: Upload): Promise<void> {
  const { key, sha256 } = object;
  const body = new TextEncoder().encode(writeCompletion(etags)) as Uint8Array<ArrayBuffer>;
  const payloadSha256 = await sha256Hex(body);
  const completion = { operation: 'complete', method: 'POST', key, query: { uploadId }, body, payloadSha256 };
  try {
    const answer = await ports.request({ ...completion, read: text });
    if (!/<Error>/.test(answer)) return;
    const { failure, code } = failureOf(200, answer);
    throw new ObjectStoreError(ports.name, failure, `complete: ${code}`);
  } catch (error) {
    const isUnknown = error instanceof ObjectStoreError && error.failure === 'not_found';
    if (isUnknown && (await ports.head(key))?.sha256 === sha256) return;
    throw error;
  }
}

const text = (response: Response): Promise<string> => response.text();

async function etagOf(response: Response): Promise<string | null> {
  await response.body?.cancel();
  return response.headers.get('etag');
}
