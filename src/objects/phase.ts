// Which store is written, and which is asked first, in each phase of a migration. Pure; rules.md 6.

export interface StorageFlags {
  readonly dualWrite: boolean;
  readonly readPrimary: boolean;
}

export type Side = 'r2' | 's3';

export interface Phase {
  readonly write: readonly Side[];
  /** In this order: the second is asked when the first has nothing, or does not answer. */
  readonly read: readonly Side[];
  /** From everywhere: a copy left behind would come back in a later phase. */
  readonly delete: readonly Side[];
}

/**
 * A configured S3 is always the last resort of a read, also after a step back: an object whose R2 write failed during
 * dual write lives there alone until it is repaired.
 */
export function phaseOf(flags: StorageFlags, hasS3: boolean): Phase {
  if (!hasS3) return { write: ['r2'], read: ['r2'], delete: ['r2'] };
  return {
    write: flags.dualWrite ? ['r2', 's3'] : ['r2'],
    read: flags.readPrimary ? ['s3', 'r2'] : ['r2', 's3'],
    delete: ['r2', 's3'],
  };
}
