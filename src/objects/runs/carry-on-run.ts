// Use case: carries a run on, step by step; each step is written down before the next begins. Whoever comes after a kill, or at
// the same time, goes on from the same place.

import type { Measure } from '../metrics.ts';
import { failureOf, type Observe } from '../stores/observed.ts';
import { type BackfillPorts, backfillObjects } from './backfill-objects.ts';
import { checkConsistency } from './check-consistency.ts';
import { checkIntegrity } from './check-integrity.ts';
import { agreements, type ConsistencyReport, countNames, reportConsistency, reportIntegrity } from './consistency.ts';
import { sides as everySide } from './object-item.ts';
import { applyStep, type Run, type RunKind, type Step, stateOf } from './run.ts';
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

/** Until it is finished, paused or cancelled, or `isEnough` says so; never less than a step. */
export async function carryOnRun(ports: RunPorts, from: Run, isEnough: (run: Run) => boolean): Promise<Run> {
  let run = from;
  while (stateOf(run) === 'running') {
    run = await advanceRun(ports.db, run, await takeStep(ports, run), ports.clock());
    if (stateOf(run) === 'finished') announce(ports, run);
    else if (isEnough(run)) break;
  }
  return run;
}

/** The same steps, never written down: whoever is killed leaves no unfinished run, and begins anew. */
export async function walkRun(ports: RunPorts, from: Run, isEnough: (run: Run) => boolean): Promise<Run> {
  let run = from;
  do run = applyStep(run, await takeStep(ports, run), ports.clock());
  while (run.finishedAt === null && !isEnough(run));
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
  if (run.kind === 'backfill') return;
  const report = run.kind === 'integrity' ? reportIntegrity(run) : reportConsistency(run);
  const check = { check: run.kind };
  observe({ name: `cert.${run.kind}.${report.agreement}`, error: null });
  measure({ name: 'cert.check.verdict', labels: check, value: agreements.indexOf(report.agreement) });
  measure({ name: 'cert.check.finished', labels: check, value: Date.parse(run.updatedAt) / 1000 });
  if ('lost' in report) measureConsistency(measure, report);
}

/** A store that was not checked has nothing wrong: its last value would stay for ever. */
function measureConsistency(measure: Measure, { lost, sides }: ConsistencyReport): void {
  measure({ name: 'cert.consistency.lost', labels: {}, value: lost });
  for (const side of everySide) {
    measure({ name: 'cert.consistency.mismatch', labels: { side }, value: sides[side]?.mismatchShare ?? 0 });
    for (const state of countNames) {
      measure({ name: 'cert.consistency.copies', labels: { side, state }, value: sides[side]?.[state] ?? 0 });
    }
  }
}
