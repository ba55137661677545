// Inflates compressed parts of untrusted files, up to a size limit.

import { constants, inflateSync } from 'node:zlib';

export type Inflated = { readonly bytes: Uint8Array<ArrayBuffer> } | { readonly why: 'damaged' | 'too_large' };

/** zlib data (RFC 1950). It may be truncated or followed by other bytes. */
export function inflate(data: Uint8Array, sizeBytesMax: number): Inflated {
  const { Z_SYNC_FLUSH } = constants;
  try {
    return { bytes: new Uint8Array(inflateSync(data, { maxOutputLength: sizeBytesMax, finishFlush: Z_SYNC_FLUSH })) };
  } catch (error) {
    return { why: error instanceof RangeError ? 'too_large' : 'damaged' };
  }
}
