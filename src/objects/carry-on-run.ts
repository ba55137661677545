// Use case: carries a run on, step by step; each step is written down before the next begins. Whoever comes after a kill, or at
// the same time, goes on from the same place.

import { type BackfillPorts, backfillObjects } from './backfill-objects.ts';
import { checkConsistency } from './check-consistency.ts';
import { checkIntegrity } from './check-integrity.ts';
import { reportConsistency, reportIntegrity } from './consistency.ts';
import type { Measure } from './metrics.ts';
import { failureOf, type Observe } from './observed.ts';
import type { Run, RunKind, Step } from './run.ts';
import { advanceRun } from './run-store.ts';

export interface RunPorts extends BackfillPorts {
  readonly observe: Observe;
  readonly measure: Measure;
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
    run = await advanceRun(ports.db, run, await takeStep(ports, run), ports.clock());
    if (run.finishedAt !== null) announce(ports, run);
    else if (isEnough(run)) break;
  }
  return run;
}

/** A check that cannot be made has failed, and is tried again all the same. */
async function takeStep(ports: RunPorts, run: Run): Promise<Step> {
  try {
    return await steps[run.kind](ports, run);
  } catch (error) {
    if (run.kind !== 'backfill') ports.observe({ name: `cert.${run.kind}.fail`, error: failureOf(error) });
    throw error;
  }
}

function announce({ observe, measure }: RunPorts, run: Run): void {
  if (run.kind === 'integrity') observe({ name: `cert.integrity.${reportIntegrity(run).agreement}`, error: null });
  if (run.kind !== 'consistency') return;
  const { agreement, sides } = reportConsistency(run);
  observe({ name: `cert.consistency.${agreement}`, error: null });
  for (const [side, { mismatchShare }] of Object.entries(sides)) {
    measure({ name: 'cert.consistency.mismatch', labels: { side }, value: mismatchShare });
  }
}
