// What one copy of an object is, judged from its row and from what the store has under its key. Pure. The verdict is the same
// at every look until something is repaired: what an earlier check found stays in the row.

import { addSeconds, type Instant } from '../core/instant.ts';
import { graceSeconds, type ObjectItem } from './runs/object-item.ts';
import type { StoredObject } from './stores/object-store.ts';
import type { Side } from './stores/phase.ts';

/**
 * - `missing`: it was stored here and is not there any more.
 * - `differing`: something else is there.
 * - `extra`: no row knows it.
 * - `resurrected`: deleted and removed once, and there all the same.
 * - `failed`: never arrived; the repair has tried, and the row keeps the cause.
 * - `owed`: never arrived; the repair has not tried yet.
 * - `uncopied`: never asked for: work for a backfill.
 * - `undeleted`: deleted, but not removed from this store yet.
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

/** Found by looking at the store. A row with one of them had a copy, or a removal, that was done once. */
export const foundProblems = ['missing', 'differing', 'corrupt', 'resurrected'] as const;
export type FoundProblem = (typeof foundProblems)[number];

const isFound = (problem: string | null) => (foundProblems as readonly (string | null)[]).includes(problem);

export interface Copy {
  readonly side: Side;
  /** Undefined: no row. */
  readonly item: ObjectItem | undefined;
  /** Undefined: the store has nothing under the key. */
  readonly object: Pick<StoredObject, 'sizeBytes'> | undefined;
  readonly now: Instant;
}

/** Null: the copy is as it should be, or nobody was told that it exists. */
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
  // Other bytes of the same length are for the spot check to find.
  if (sizeBytes !== item.sizeBytes) return 'differing';
  // There, but the repair could not read it or replace it.
  return problem === null || isFound(problem) || item.attempts === 0 ? null : 'failed';
}
