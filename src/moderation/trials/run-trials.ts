// Use case of the cron: judges what was done since, for each trial that is not finished. A run does a bounded part; the next one goes on.

import { addSeconds, type Clock } from '../../core/instant.ts';
import type { Database } from '../../db/client.ts';
import { firstIdAt, readableUntil, refusalDays, sourceNames, type Trial } from './trial.ts';
import { deleteRefusalsBefore, finishTrial, judgeNext, listUnfinishedTrials } from './trial-store.ts';

interface TrialPorts {
  readonly db: Database;
  readonly clock: Clock;
}

/** Every rule in shadow and every trial that may run has its turn in each run. */
const trialsPerRunMax = 25;
/** A piece of this size is judged in well below a second. */
const rowsPerStep = 5000;
const stepsPerTrialMax = 10;
const deletedPerRunMax = 5000;

export async function runTrials(ports: TrialPorts): Promise<void> {
  for (const trial of await listUnfinishedTrials(ports.db, trialsPerRunMax)) await runTrial(ports, trial);
  await deleteRefusalsBefore(ports.db, addSeconds(ports.clock(), -refusalDays * 86_400), deletedPerRunMax);
}

async function runTrial({ db, clock }: TrialPorts, trial: Trial): Promise<void> {
  const now = clock();
  const until = readableUntil(trial, now);
  let steps = 0;
  for (const source of sourceNames) {
    const step = { trialId: trial.id, source, before: firstIdAt(source, until), rowsMax: rowsPerStep };
    do {
      if (steps === stepsPerTrialMax) return;
      steps += 1;
    } while ((await judgeNext(db, step)) === rowsPerStep);
  }
  await finishTrial(db, { trialId: trial.id, until, now });
}
