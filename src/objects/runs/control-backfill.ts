// Use case: an operator pauses, resumes or cancels backfills, which may run in a command, the queue, or both.

import type { Id } from '../../core/id.ts';
import { run } from '../../db/transaction.ts';
import type { Ports } from '../../outbox/ports.ts';
import type { Run } from './run.ts';
import { cancelRuns, pauseRuns, resumeRuns } from './run-store.ts';

export type BackfillControl = 'pause' | 'resume' | 'cancel';

/**
 * Takes effect after the current batch. A resumed run is continued by the cron and the queue, or by the command that started it.
 * @param id null: every unfinished backfill.
 * @returns the changed runs; empty if no run was unfinished.
 */
export function controlBackfills(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  control: BackfillControl,
  id: Id<'run'> | null,
): Promise<Run[]> {
  if (control === 'resume') return run(() => resumeRuns(db.sql, id));
  return (control === 'pause' ? pauseRuns : cancelRuns)(db, id, clock());
}
