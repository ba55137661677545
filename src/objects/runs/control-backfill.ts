// Use case: an operator pauses, resumes or cancels backfills, wherever they run: a process, the queue, or both.

import type { Id } from '../../core/id.ts';
import type { Ports } from '../../outbox/ports.ts';
import type { Run } from './run.ts';
import { cancelRuns, pauseRuns, resumeRuns } from './run-store.ts';

export type BackfillControl = 'pause' | 'resume' | 'cancel';

/**
 * Whoever carries a run on notices after the batch under way. A resumed run is carried on by the cron and the queue, or by the
 * command that began it.
 * @param id null: every backfill that is not finished.
 * @returns the runs as they are then; none where none was unfinished.
 */
export function controlBackfills(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  control: BackfillControl,
  id: Id<'run'> | null,
): Promise<Run[]> {
  if (control === 'resume') return resumeRuns(db, id);
  return (control === 'pause' ? pauseRuns : cancelRuns)(db, id, clock());
}
