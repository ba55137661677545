// Use case: carries a run on, step by step; each step is written down before the next begins. Whoever comes after a kill, or at
// the same time, goes on from the same place.

import { type BackfillPorts, backfillObjects } from './backfill-objects.ts';
import { checkConsistency } from './check-consistency.ts';
import { checkIntegrity } from './check-integrity.ts';
import { reportConsistency, reportIntegrity } from './consistency.ts';
import type { Observe } from './observed.ts';
import type { Run, RunKind, Step } from './run.ts';
import { advanceRun } from './run-store.ts';

export interface RunPorts extends BackfillPorts {
  readonly observe: Observe;
}

const steps: Readonly<Record<RunKind, (ports: RunPorts, run: Run) => Promise<Step>>> = {
  backfill: backfillObjects,
  consistency: checkConsistency,
  integrity: checkIntegrity,
};

/** Until it is finished or `isEnough` says so; never less than a step. */
export async function carryOnRun(ports: RunPorts, from: Run, isEnough: (run: Run) => boolean): Promise<Run> {
  let run = from;
  while (run.finishedAt === null) {
    run = await advanceRun(ports.db, run, await steps[run.kind](ports, run), ports.clock());
    if (run.finishedAt !== null) announce(ports.observe, run);
    else if (isEnough(run)) break;
  }
  return run;
}

function announce(observe: Observe, run: Run): void {
  if (run.kind === 'consistency')
    observe({ name: `cert.consistency.${reportConsistency(run).agreement}`, error: null });
  if (run.kind === 'integrity') observe({ name: `cert.integrity.${reportIntegrity(run).agreement}`, error: null });
}
