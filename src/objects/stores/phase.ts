// The phases of a migration between two stores, as a table: what each combination of flags makes of every operation, and
// which combinations cannot be. Pure; docs/rules/objects.md#phases.

export interface StorageFlags {
  readonly dualWrite: boolean;
  readonly readPrimary: boolean;
}

export interface MigrationFlags extends StorageFlags {
  readonly backfill: boolean;
}

export type Side = 'r2' | 's3';

export interface Phase {
  readonly write: readonly Side[];
  /**
   * In this order: the second is asked when the first has nothing, or does not answer. Existence, size and modified time
   * are asked in the same order.
   */
  readonly read: readonly Side[];
  /** Which store gives out URLs of its own; null where the Worker streams (R2's binding cannot sign any). */
  readonly url: 's3' | null;
  /** From everywhere: a copy left behind would come back in a later phase. */
  readonly delete: readonly Side[];
}

/**
 * A configured S3 is always the last resort of a read, also after a step back: an object whose R2 write failed during
 * dual write lives there alone until it is repaired.
 */
export function phaseOf(flags: StorageFlags, hasS3: boolean): Phase {
  if (!hasS3) return { write: ['r2'], read: ['r2'], url: null, delete: ['r2'] };
  return {
    write: flags.dualWrite ? ['r2', 's3'] : ['r2'],
    read: flags.readPrimary ? ['s3', 'r2'] : ['r2', 's3'],
    url: flags.readPrimary ? 's3' : null,
    delete: ['r2', 's3'],
  };
}

/** Why these flags cannot stand together, in a sentence; null when they can. */
export function impossibilityOf(flags: MigrationFlags, hasS3: boolean): string | null {
  const { dualWrite, readPrimary, backfill } = flags;
  if (!hasS3 && (dualWrite || readPrimary || backfill)) {
    return 'S3 needs S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY before any CERT_S3 flag is on.';
  }
  if (readPrimary && !dualWrite) {
    return 'CERT_S3_READ_PRIMARY needs CERT_S3_DUAL_WRITE: what is written now would be missing where it is read first.';
  }
  if (backfill && !dualWrite) {
    return 'CERT_S3_BACKFILL_ENABLED needs CERT_S3_DUAL_WRITE: a backfill would never catch up with what is written meanwhile.';
  }
  return null;
}
