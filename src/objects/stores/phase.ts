// The phases of a migration between two stores: what each combination of flags means for every operation, and which combinations
// are invalid. Pure; docs/rules/objects.md, Phases.

import type { ConfigurationFault } from '../../core/public-url.ts';

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
   * In this order: the second store is asked if the first has no object or does not answer. The same order holds for existence, size
   * and modification time.
   */
  readonly read: readonly Side[];
  /** The store whose signed URLs are given out; null: the Worker streams (the R2 binding cannot sign URLs). */
  readonly url: 's3' | null;
  /** Always all stores: a remaining copy would become visible again in a later phase. */
  readonly delete: readonly Side[];
}

/**
 * Reads always fall back to a configured S3, also after a return to an earlier phase: an object whose R2 write failed during dual
 * write exists only there until the repair.
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

/** Why the combination of flags is invalid; null if it is valid. */
export function impossibilityOf(flags: MigrationFlags, hasS3: boolean): ConfigurationFault | null {
  const { dualWrite, readPrimary, backfill } = flags;
  if (!hasS3 && (dualWrite || readPrimary || backfill)) {
    return {
      variable: 'S3_ENDPOINT',
      reason: 'is not set: the flags CERT_S3_… need it, S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY',
    };
  }
  if (readPrimary && !dualWrite) {
    return {
      variable: 'CERT_S3_READ_PRIMARY',
      reason: 'needs CERT_S3_DUAL_WRITE: what is written now would be missing where it is read first',
    };
  }
  if (backfill && !dualWrite) {
    return {
      variable: 'CERT_S3_BACKFILL_ENABLED',
      reason: 'needs CERT_S3_DUAL_WRITE: a backfill would never catch up with what is written meanwhile',
    };
  }
  return null;
}
