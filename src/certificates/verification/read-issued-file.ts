// Use case at the edge: reads the bytes of an issued file after a download was granted. Their hash is verified before any byte is sent:
// an altered, truncated or lost copy of one store is never sent while the other store has the right bytes.

import { refuse } from '../../core/errors.ts';
import type { MirroredStore } from '../../objects/stores/mirrored.ts';
import { failureOf } from '../../objects/stores/observed.ts';
import type { Side } from '../../objects/stores/phase.ts';

export interface IssuedFile {
  readonly key: string;
  readonly sha256: string;
  readonly sizeBytes: number;
}

export interface IssuedFilePorts {
  readonly objects: MirroredStore;
  /** Called if one store has wrong bytes or no object while another has the right bytes: the copy needs repair. */
  readonly onWrongCopy: (key: string, side: Side) => void;
}

/**
 * @throws DomainError file_lost if every store answered and none has the file; file_damaged if none has the right bytes.
 * @throws ObjectStoreError if a store did not answer and may have the file.
 */
export async function readIssuedFile(
  { objects, onWrongCopy }: IssuedFilePorts,
  { key, sha256, sizeBytes }: IssuedFile,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const { bytes, wrongSides } = await objects.getVerified(key, sha256, sizeBytes);
    for (const side of wrongSides) onWrongCopy(key, side);
    return bytes;
  } catch (error) {
    const failure = failureOf(error);
    if (failure !== 'not_found' && failure !== 'corrupt') throw error;
    console.error(JSON.stringify({ level: 'error', message: 'no store has the right bytes', key, failure }));
    throw refuse(failure === 'not_found' ? 'file_lost' : 'file_damaged', { sha256 });
  }
}
