// Use case of the queue: a slice of a run, short enough for one message. Whoever switches the flag off stops a backfill here;
// switched on again, it goes on where it was.

import type { Id } from '../../core/id.ts';
import { addSeconds } from '../../core/instant.ts';
import type { MigrationFlags } from '../stores/phase.ts';
import { carryOnRun, type RunPorts } from './carry-on-run.ts';
import { stateOf } from './run.ts';
import { findRun } from './run-store.ts';

/** Messages that wait behind it are certificates, where there is one consumer only. */
const sliceSeconds = 5;

/** @returns whether there is more to do. */
export async function continueRun(
  ports: RunPorts & { readonly flags: MigrationFlags },
  id: Id<'run'>,
): Promise<boolean> {
  const run = await findRun(ports.db, id);
  if (run === null || stateOf(run) !== 'running') return false;
  if (run.kind === 'backfill' && !ports.flags.backfill) return false;
  const until = addSeconds(ports.clock(), sliceSeconds);
  const after = await carryOnRun(ports, run, () => ports.clock() >= until);
  return stateOf(after) === 'running';
}
