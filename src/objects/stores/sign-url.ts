// A URL that reads one object past us. It is given out only where S3 itself says that it has the right bytes: its stored
// checksum, computed by the server as the bytes came in, and not our own metadata, which says what should be there.

import { ObjectStoreError } from './object-store.ts';
import type { S3Store } from './s3.ts';
import { proveObject } from './s3-answer.ts';
import { toBase64 } from './s3-wire.ts';

export interface WantedUrl {
  readonly key: string;
  readonly sha256: string;
  readonly fileName: string;
}

/** A revocation is seen within 60 s: no URL outlives that. */
export const urlSecondsMax = 60;

/** @throws ObjectStoreError `not_found` where nothing or no checksum is stored, `corrupt` for another checksum. */
export async function signProvenUrl(s3: S3Store, { key, sha256, fileName }: WantedUrl): Promise<string> {
  const headers = { 'x-amz-checksum-mode': 'ENABLED' };
  const read = async (response: Response) => {
    proveObject(response);
    return response.headers.get('x-amz-checksum-sha256');
  };
  const stored = await s3.request({ operation: 'url', method: 'HEAD', key, headers, read }).catch((error: unknown) => {
    if (error instanceof ObjectStoreError && error.facts.status === 404) throw unproven(s3, 'not_found', 'no object');
    throw error;
  });
  if (stored === null) throw unproven(s3, 'not_found', 'no checksum');
  // Of an object in parts the checksum is one of checksums, with their number behind it.
  if (stored !== toBase64(sha256)) throw unproven(s3, 'corrupt', 'other checksum');
  const query = { 'response-content-disposition': `attachment; filename="${fileName}"` };
  return s3.presign({ method: 'GET', key, query, expiresSeconds: urlSecondsMax });
}

function unproven(s3: S3Store, failure: 'not_found' | 'corrupt', code: string): ObjectStoreError {
  return new ObjectStoreError(s3.name, failure, `url: ${code}`, { facts: { operation: 'url', code } });
}
