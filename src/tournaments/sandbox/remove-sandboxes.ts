// Use case, for cron: removes sandboxes after seven days, each in a transaction of its own. The rows of the ledger and of the audit trail stay:
// nothing is ever taken from those.

import type { Ports } from '../../outbox/ports.ts';
import { lastRemovable } from './sandbox.ts';
import { listOldSandboxes, removeSandbox } from './sandbox-store.ts';

/** Limit per run. */
const sandboxesPerRun = 20;

/** One that fails does not block the others. @returns how many were removed. */
export async function removeSandboxes({ db, clock }: Pick<Ports, 'db' | 'clock'>): Promise<number> {
  const now = clock();
  let removed = 0;
  for (const id of await listOldSandboxes(db, lastRemovable(now), sandboxesPerRun)) {
    removed += await removeSandbox(db, id, now).then(Number, (error: unknown) => {
      const line = { level: 'error', message: 'sandbox not removed', tournament: id, error: String(error) };
      console.error(JSON.stringify(line));
      return 0;
    });
  }
  return removed;
}
