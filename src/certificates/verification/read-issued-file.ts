// Use case at the edge: the bytes of an issued file, for whoever was granted them. They are compared with the issued hash
// before any is handed on: a copy that was altered, cut or lost in one store is never sent while another store is right.

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
  /** A store has other bytes, or none, where another has the right ones: the copy is to be repaired. */
  readonly onWrongCopy: (key: string, side: Side) => void;
}

/**
 * @throws DomainError file_lost when every store answered and none has the file; file_damaged when none has the right bytes.
 * @throws ObjectStoreError when a store that does not answer may have it.
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
