// What is known of a stored object, whatever the stores say: which copies it should have, and which it has.

import type { Instant } from '../../core/instant.ts';
import type { Side } from '../stores/phase.ts';

/**
 * A copy is wanted until it is stored; once the object is deleted, unwanted until it is removed.
 * `none`: no phase has asked for it.
 */
export const copyStatuses = ['none', 'wanted', 'stored', 'unwanted', 'removed'] as const;
export type CopyStatus = (typeof copyStatuses)[number];

export interface ObjectItem {
  readonly key: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly contentType: string;
  readonly copies: Readonly<Record<Side, CopyStatus>>;
  /** Why a wanted or unwanted copy is not done yet: what a check found, or how the last attempt failed. */
  readonly problems: Readonly<Record<Side, string | null>>;
  /** Of the repair, since the copy was scheduled. */
  readonly attempts: number;
  readonly createdAt: Instant;
  readonly acknowledgedAt: Instant | null;
  /** Set for ever: a tombstone. */
  readonly deletedAt: Instant | null;
}

export const sides: readonly Side[] = ['r2', 's3'];

/** While a put is under way nobody else repairs it. */
export const graceSeconds = 60;

const repairDelaySecondsMax = 3600;

/** 30 s, 1 min, 2 min … an hour. */
export function repairDelaySeconds(attempts: number): number {
  return Math.min(30 * 2 ** attempts, repairDelaySecondsMax);
}

/** An intent that nobody was told had succeeded, and of which no copy exists, is forgotten after this long. */
export const abandonedAfterSeconds = 24 * 3600;
