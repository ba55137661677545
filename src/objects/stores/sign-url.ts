// A signed URL for one object. It is given out only if S3 confirms the right bytes by its stored checksum, which the server computed
// when it received them. Laurel's own metadata would only say what should be stored.

import { ObjectStoreError } from './object-store.ts';
import type { S3Store } from './s3.ts';
import { proveObject } from './s3-answer.ts';
import { toBase64 } from './s3-wire.ts';

export interface WantedUrl {
  readonly key: string;
  readonly sha256: string;
  readonly fileName: string;
  /** The checksum that S3 stores, in base64 (`storedChecksum`); absent: the hash. An upload in parts has another one. */
  readonly checksum?: string;
  /** Absent: `urlSecondsMax`. */
  readonly expiresSeconds?: number;
}

/** A revocation takes effect within 60 s, so no URL of a certificate is valid for longer. */
export const urlSecondsMax = 60;

/** @throws ObjectStoreError `not_found` without an object or a checksum, `corrupt` for another checksum. */
export async function signProvenUrl(s3: S3Store, wanted: WantedUrl): Promise<string> {
  const { key, sha256, fileName, checksum = toBase64(sha256), expiresSeconds = urlSecondsMax } = wanted;
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
  if (stored !== checksum) throw unproven(s3, 'corrupt', 'other checksum');
  const query = { 'response-content-disposition': `attachment; filename="${fileName}"` };
  return s3.presign({ method: 'GET', key, query, expiresSeconds });
}

function unproven(s3: S3Store, failure: 'not_found' | 'corrupt', code: string): ObjectStoreError {
  return new ObjectStoreError(s3.name, failure, `url: ${code}`, { facts: { operation: 'url', code } });
}
