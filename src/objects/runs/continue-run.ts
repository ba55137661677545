// Use case: continues a run step by step. Each step is saved before the next begins, so that a run whose process was killed
// continues from its last step. Two processes may continue the same run at once: of each step, one is saved.

import type { Id } from '../../core/id.ts';
import { addSeconds } from '../../core/instant.ts';
import type { Measure } from '../metrics.ts';
import { failureOf, type Observe } from '../stores/observed.ts';
import type { MigrationFlags } from '../stores/phase.ts';
import { type BackfillPorts, backfillObjects } from './backfill-objects.ts';
import { checkConsistency } from './check-consistency.ts';
import { checkIntegrity } from './check-integrity.ts';
import { agreements, type ConsistencyReport, countNames, reportConsistency, reportIntegrity } from './consistency.ts';
import { sides as everySide } from './object-item.ts';
import { applyStep, type Run, type RunKind, type Step, stateOf } from './run.ts';
import { advanceRun, findRun } from './run-store.ts';

export interface RunPorts extends BackfillPorts {
  readonly observe: Observe;
  readonly measure: Measure;
}

const steps: Readonly<Record<RunKind, (ports: RunPorts, run: Run) => Promise<Step>>> = {
  backfill: backfillObjects,
  consistency: checkConsistency,
  integrity: checkIntegrity,
};

/** Takes at least one step. Stops when the run is finished, paused or cancelled, or when `shouldStop` returns true. */
export async function continueRun(ports: RunPorts, from: Run, shouldStop: (run: Run) => boolean): Promise<Run> {
  let run = from;
  while (stateOf(run) === 'running') {
    run = await advanceRun(ports.db, run, await takeStep(ports, run), ports.clock());
    if (stateOf(run) === 'finished') announce(ports, run);
    else if (shouldStop(run)) break;
  }
  return run;
}

/** One queue consumer also issues certificates: a longer slice would delay them. */
const sliceSeconds = 5;

/**
 * For the queue: a part of a run, short enough for one message. A backfill does not continue while its flag is off.
 * @returns whether there is more to do.
 */
export async function continueRunSlice(
  ports: RunPorts & { readonly flags: MigrationFlags },
  id: Id<'run'>,
): Promise<boolean> {
  const run = await findRun(ports.db, id);
  if (run === null || stateOf(run) !== 'running') return false;
  if (run.kind === 'backfill' && !ports.flags.backfill) return false;
  const until = addSeconds(ports.clock(), sliceSeconds);
  const after = await continueRun(ports, run, () => ports.clock() >= until);
  return stateOf(after) === 'running';
}

/** The same steps for a run without a row: nothing is saved, and an interrupted run starts from the beginning. */
export async function continueUnsavedRun(ports: RunPorts, from: Run, shouldStop: (run: Run) => boolean): Promise<Run> {
  let run = from;
  do run = applyStep(run, await takeStep(ports, run), ports.clock());
  while (run.finishedAt === null && !shouldStop(run));
  return run;
}

/** A check that throws is counted as failed; its caller may repeat it. */
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

/** A store that was not checked is set to zero: otherwise its gauge would keep its last value. */
function measureConsistency(measure: Measure, { lost, sides }: ConsistencyReport): void {
  measure({ name: 'cert.consistency.lost', labels: {}, value: lost });
  for (const side of everySide) {
    measure({ name: 'cert.consistency.mismatch', labels: { side }, value: sides[side]?.mismatchShare ?? 0 });
    for (const state of countNames) {
      measure({ name: 'cert.consistency.copies', labels: { side, state }, value: sides[side]?.[state] ?? 0 });
    }
  }
}
