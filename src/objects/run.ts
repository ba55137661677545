// A long piece of work on objects, done in steps: a backfill, a consistency check, a spot check. Its row is its checkpoint, so
// that it may be killed at any point and goes on where it was.

import type { Id } from '../core/id.ts';
import type { Instant } from '../core/instant.ts';
import type { StoreFailure } from './object-store.ts';

export const runKinds = ['backfill', 'consistency', 'integrity'] as const;
export type RunKind = (typeof runKinds)[number];

/** What was counted so far, by name. */
export type Tally = Readonly<Record<string, number>>;

/** What is wrong with one object. Keys are hashes: they name nobody. */
export interface Finding {
  readonly key: string;
  readonly problem: StoreFailure | Discrepancy;
  readonly side: 'r2' | 's3';
}

export type Discrepancy = 'missing' | 'extra' | 'differing' | 'risen';

export interface Run {
  readonly id: Id<'run'>;
  readonly kind: RunKind;
  /** As the kind understands them. */
  readonly options: Readonly<Record<string, string | number | boolean | null>>;
  /** The last key done with; empty at the beginning. */
  readonly cursor: string;
  readonly tally: Tally;
  /** The first of them only; the tally counts all. */
  readonly findings: readonly Finding[];
  readonly startedAt: Instant;
  readonly updatedAt: Instant;
  readonly finishedAt: Instant | null;
}

/** What one step adds to a run. */
export interface Step {
  readonly cursor: string;
  readonly tally: Tally;
  readonly findings: readonly Finding[];
  readonly isLast: boolean;
}

const findingsMax = 100;

/** What the run is after the step. */
export function applyStep(run: Run, step: Step, now: Instant): Run {
  return {
    ...run,
    cursor: step.cursor,
    tally: addTallies(run.tally, step.tally),
    findings: [...run.findings, ...step.findings].slice(0, findingsMax),
    updatedAt: now,
    finishedAt: step.isLast ? now : null,
  };
}

export function addTallies(...tallies: readonly Tally[]): Tally {
  const sum: Record<string, number> = {};
  for (const tally of tallies) {
    for (const [name, count] of Object.entries(tally)) sum[name] = (sum[name] ?? 0) + count;
  }
  return sum;
}
