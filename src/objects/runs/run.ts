// A run is long work on objects, done in steps: a backfill, a consistency check or a spot check. Its row is its checkpoint: a run
// whose process was killed continues from its last saved step.

import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { CopyProblem } from '../copy-state.ts';
import type { StoreFailure } from '../stores/object-store.ts';
import type { Phase, Side } from '../stores/phase.ts';

export const runKinds = ['backfill', 'consistency', 'integrity'] as const;
export type RunKind = (typeof runKinds)[number];

/** Counts so far, by name. */
export type Tally = Readonly<Record<string, number>>;

/** A problem with one object. Laurel's keys are hashes and contain no personal data. */
export interface Finding {
  readonly key: string;
  readonly problem: StoreFailure | CopyProblem | 'lost';
  /** Null: in no store. */
  readonly side: Side | null;
  /** The store's own message, if it gave one. */
  readonly cause?: string;
}

export interface Run {
  readonly id: Id<'run'>;
  readonly kind: RunKind;
  /** Their meaning depends on the kind. */
  readonly options: Readonly<Record<string, string | number | boolean | null>>;
  /** The last processed key; empty at the start. */
  readonly cursor: string;
  readonly tally: Tally;
  /** The first of each problem and store; the tally counts all. */
  readonly findings: readonly Finding[];
  readonly startedAt: Instant;
  readonly updatedAt: Instant;
  readonly finishedAt: Instant | null;
  /** Set: the run does not continue until it is resumed. */
  readonly pausedAt: Instant | null;
  /** Set: an operator ended the run early. */
  readonly cancelledAt: Instant | null;
}

/** The stores that a check compares: those it started with that are still configured. */
export function sidesOf(run: Run, phase: Phase): Side[] {
  return (String(run.options.sides).split(',') as Side[]).filter((side) => phase.delete.includes(side));
}

/** A run without a row. */
export function unsavedRun(begin: Pick<Run, 'kind' | 'options' | 'cursor'>, now: Instant): Run {
  const life = { startedAt: now, updatedAt: now, finishedAt: null, pausedAt: null, cancelledAt: null };
  return { ...begin, id: 'run_', tally: {}, findings: [], ...life };
}

export const runStates = ['running', 'paused', 'cancelled', 'finished'] as const;
export type RunState = (typeof runStates)[number];

export function stateOf({ finishedAt, pausedAt, cancelledAt }: Run): RunState {
  if (cancelledAt !== null) return 'cancelled';
  if (finishedAt !== null) return 'finished';
  return pausedAt === null ? 'running' : 'paused';
}

/** What one step adds to a run. */
export interface Step {
  readonly cursor: string;
  readonly tally: Tally;
  readonly findings: readonly Finding[];
  readonly isLast: boolean;
}

/** Per problem and store, so that a frequent problem does not hide the others. */
const findingsOfKindMax = 50;

/** The run after the step. */
export function applyStep(run: Run, step: Step, now: Instant): Run {
  return {
    ...run,
    cursor: step.cursor,
    tally: addTallies(run.tally, step.tally),
    findings: firstOfEach([...run.findings, ...step.findings]),
    updatedAt: now,
    finishedAt: step.isLast ? now : null,
  };
}

function firstOfEach(findings: readonly Finding[]): Finding[] {
  const counts = new Map<string, number>();
  return findings.filter(({ side, problem }) => {
    const count = (counts.get(`${side} ${problem}`) ?? 0) + 1;
    counts.set(`${side} ${problem}`, count);
    return count <= findingsOfKindMax;
  });
}

export function addTallies(...tallies: readonly Tally[]): Tally {
  const sum: Record<string, number> = {};
  for (const tally of tallies) {
    for (const [name, count] of Object.entries(tally)) sum[name] = (sum[name] ?? 0) + count;
  }
  return sum;
}
