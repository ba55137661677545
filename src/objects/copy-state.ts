// The state of one copy of an object, derived from its row and from what the store has under its key. Pure. Every check gives the
// same state until the copy is repaired, because the row keeps the problem that an earlier check found.

import { addSeconds, type Instant } from '../core/instant.ts';
import { graceSeconds, type ObjectItem } from './runs/object-item.ts';
import type { StoredObject } from './stores/object-store.ts';
import type { Side } from './stores/phase.ts';

/**
 * - `missing`: it was stored and no longer exists.
 * - `differing`: the stored object is a different one.
 * - `extra`: the key has no row.
 * - `resurrected`: it was deleted and removed, and exists again.
 * - `failed`: it was never stored; the repair has tried, and the row has the cause.
 * - `owed`: it was never stored; the repair has not tried yet.
 * - `uncopied`: it was never scheduled: a backfill copies it.
 * - `undeleted`: it is deleted, but not yet removed from this store.
 */
export const copyProblems = [
  'missing',
  'differing',
  'extra',
  'resurrected',
  'failed',
  'owed',
  'uncopied',
  'undeleted',
] as const;
export type CopyProblem = (typeof copyProblems)[number];

/** Problems found in the store. A row with one of them had a completed copy or removal before. */
export const foundProblems = ['missing', 'differing', 'corrupt', 'resurrected'] as const;
export type FoundProblem = (typeof foundProblems)[number];

const isFound = (problem: string | null) => (foundProblems as readonly (string | null)[]).includes(problem);

export interface Copy {
  readonly side: Side;
  /** Undefined: no row. */
  readonly item: ObjectItem | undefined;
  /** Undefined: the store has no object under the key. */
  readonly object: Pick<StoredObject, 'sizeBytes'> | undefined;
  readonly now: Instant;
}

/** Null: the copy is correct, or its put was never acknowledged. */
export function judgeCopy({ side, item, object, now }: Copy): CopyProblem | null {
  if (item === undefined) return object === undefined ? null : 'extra';
  if (item.deletedAt !== null) return object === undefined ? null : judgeRemoval(item, side, now);
  if (item.acknowledgedAt === null) return null;
  return object === undefined ? judgeAbsence(item, side) : judgePresence(item, side, object.sizeBytes);
}

function judgeRemoval(item: ObjectItem, side: Side, now: Instant): CopyProblem | null {
  if (item.copies[side] !== 'unwanted' || item.problems[side] === 'resurrected') return 'resurrected';
  const isUnderWay = item.deletedAt !== null && addSeconds(item.deletedAt, graceSeconds) > now;
  return isUnderWay ? null : 'undeleted';
}

function judgeAbsence(item: ObjectItem, side: Side): CopyProblem {
  const problem = item.problems[side];
  if (item.copies[side] === 'none') return 'uncopied';
  if (item.copies[side] === 'stored' || isFound(problem)) return 'missing';
  return problem === null || item.attempts === 0 ? 'owed' : 'failed';
}

function judgePresence(item: ObjectItem, side: Side, sizeBytes: number): CopyProblem | null {
  const problem = item.problems[side];
  // Different bytes of the same length are found by the spot check.
  if (sizeBytes !== item.sizeBytes) return 'differing';
  // The object exists, but the repair could not read or replace it.
  return problem === null || isFound(problem) || item.attempts === 0 ? null : 'failed';
}
