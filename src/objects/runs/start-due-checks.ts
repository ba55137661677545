// Use case of the cron: starts the nightly checks, once after 02:00 UTC, however late the cron runs. Stalled runs are queued again.

import type { Id } from '../../core/id.ts';
import { addSeconds, type Instant } from '../../core/instant.ts';
import { run } from '../../db/transaction.ts';
import type { Ports } from '../../outbox/ports.ts';
import type { Phase } from '../stores/phase.ts';
import { lastRun, listStalledRuns, openRun } from './run-store.ts';

const dueHourUtc = 2;
/** All objects. Checks with another scope do not count as nightly checks. */
const wholeScope = '';
/** A step takes seconds; failed messages are redelivered within this time. */
const stalledAfterSeconds = 300;

/** @returns the runs to queue. */
export async function startDueChecks(
  ports: Pick<Ports, 'db' | 'clock' | 'newId'>,
  phase: Phase,
): Promise<readonly Id<'run'>[]> {
  const now = ports.clock();
  const due: Id<'run'>[] = [];
  for (const kind of ['consistency', 'integrity'] as const) {
    const last = await lastRun(ports.db, kind, wholeScope);
    if (last !== null && last.startedAt >= lastDue(now)) continue;
    const check = {
      id: ports.newId('run'),
      kind,
      scope: wholeScope,
      options: { sides: phase.delete.join(',') },
      cursor: '',
    };
    due.push((await run(() => openRun(ports.db.sql, { ...check, now, audit: null }))).id);
  }
  const stalled = await listStalledRuns(ports.db, addSeconds(now, -stalledAfterSeconds));
  return [...new Set([...due, ...stalled.map(({ id }) => id)])];
}

/** The latest 02:00 UTC that has passed. */
export function lastDue(now: Instant): Instant {
  const today = `${now.slice(0, 10)}T${String(dueHourUtc).padStart(2, '0')}:00:00.000Z` as Instant;
  return today <= now ? today : addSeconds(today, -24 * 3600);
}
