// Reads one object over S3: HEAD, and GET of the whole object or a range.

import { type ByteRange, type ObjectBody, ObjectStoreError, type StoredObject } from './object-store.ts';
import { proveObject, WrongAnswer } from './s3-answer.ts';
import { rangeHeader, readRange, readStoredObject, type SendS3 } from './s3-wire.ts';

/** An answer to HEAD has no body and so no error code. After a refusal, a GET of the first byte returns the code. */
export async function headObject(send: SendS3, key: string): Promise<StoredObject | null> {
  const read = async (response: Response) => {
    proveObject(response);
    return readStoredObject(key, response.headers);
  };
  try {
    return await send({ operation: 'head', method: 'HEAD', key, read });
  } catch (error) {
    const { status = 0 } = error instanceof ObjectStoreError ? error.facts : {};
    if (status < 300 || status >= 500) throw error;
    return headByReading(send, key);
  }
}

async function headByReading(send: SendS3, key: string): Promise<StoredObject | null> {
  try {
    const {
      body,
      range: _,
      ...object
    } = await getObject(send, { operation: 'head', key, range: { first: 0, last: 0 } });
    await body.cancel();
    return object;
  } catch (error) {
    if (error instanceof ObjectStoreError && error.failure === 'not_found') return null;
    throw error;
  }
}

interface Wanted {
  readonly operation: string;
  readonly key: string;
  readonly range?: ByteRange;
}

export async function getObject(send: SendS3, { operation, key, range }: Wanted): Promise<ObjectBody> {
  const headers: Record<string, string> = range === undefined ? {} : { range: rangeHeader(range) };
  const read = async (response: Response): Promise<ObjectBody | { readonly first: number }> => {
    const sent = readRange(response.headers.get('content-range'));
    if (range !== undefined && 'suffixLength' in range && sent !== null && sent.range.last < sent.sizeBytes - 1) {
      // s3rver answers a suffix range with the first bytes: request the range from its first byte instead.
      await response.body?.cancel();
      return { first: Math.max(0, sent.sizeBytes - range.suffixLength) };
    }
    const proven = proveObject(response, range);
    if (response.body === null) throw new WrongAnswer('NoBody');
    const object = readStoredObject(key, response.headers);
    return { ...object, sizeBytes: sent?.sizeBytes ?? object.sizeBytes, body: response.body, range: proven };
  };
  const answer = await send({ operation, method: 'GET', key, headers, read });
  return 'first' in answer ? getObject(send, { operation, key, range: answer }) : answer;
}
