// Use case, for cron: removes sandboxes after seven days, each in a transaction of its own. The rows of the ledger and of the audit trail stay:
// nothing is ever taken from those.

import type { Id } from '../../core/id.ts';
import type { Ports } from '../../outbox/ports.ts';
import { lastRemovable } from './sandbox.ts';
import { listOldSandboxes, removeSandbox } from './sandbox-store.ts';

/** Limit per run. */
const sandboxesPerRun = 20;

interface RemovePorts extends Pick<Ports, 'db' | 'clock'> {
  /** Closes the sockets of its rooms. */
  readonly closeRooms: (id: Id<'tournament'>) => Promise<void>;
}

/** One that fails does not block the others. @returns how many were removed. */
export async function removeSandboxes({ db, clock, closeRooms }: RemovePorts): Promise<number> {
  const now = clock();
  let removed = 0;
  for (const id of await listOldSandboxes(db, lastRemovable(now), sandboxesPerRun)) {
    const isGone = await removeSandbox(db, id, now).catch((error: unknown) => {
      const line = { level: 'error', message: 'sandbox not removed', tournament: id, error: String(error) };
      console.error(JSON.stringify(line));
      return false;
    });
    if (!isGone) continue;
    removed += 1;
    await closeRooms(id);
  }
  return removed;
}
