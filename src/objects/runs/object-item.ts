// What the database knows about a stored object: which copies it should have, and which are stored.

import type { Instant } from '../../core/instant.ts';
import type { Side } from '../stores/phase.ts';

/**
 * `none`: never scheduled. `wanted`: to be copied, then `stored`. After the deletion of the object `unwanted`: to be removed, then
 * `removed`.
 */
export const copyStatuses = ['none', 'wanted', 'stored', 'unwanted', 'removed'] as const;
export type CopyStatus = (typeof copyStatuses)[number];

export interface ObjectItem {
  readonly key: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly contentType: string;
  readonly copies: Readonly<Record<Side, CopyStatus>>;
  /** Why a copy is still to be made or removed: a problem found by a check, or the cause of the last failed attempt. */
  readonly problems: Readonly<Record<Side, string | null>>;
  /** Attempts of the repair since the copy was scheduled. */
  readonly attempts: number;
  readonly createdAt: Instant;
  readonly acknowledgedAt: Instant | null;
  /** Never reset: a row with this is a tombstone. */
  readonly deletedAt: Instant | null;
}

export const sides: readonly Side[] = ['r2', 's3'];

/** The repair leaves an object alone for this long after its put began. */
export const graceSeconds = 60;

const repairDelaySecondsMax = 3600;

/** 30 s, 1 min, 2 min … an hour. */
export function repairDelaySeconds(attempts: number): number {
  return Math.min(30 * 2 ** attempts, repairDelaySecondsMax);
}

/** An unacknowledged intent without a copy is deleted after this long. */
export const abandonedAfterSeconds = 24 * 3600;
