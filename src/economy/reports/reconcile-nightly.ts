// Use case of cron: reconcile the ledger once a night, at the first run after 03:00 UTC. The result is stored and reported as metrics;
// differences are logged.

import { addSeconds, type Instant } from '../../core/instant.ts';
import type { Sample } from '../../metrics/sample.ts';
import type { Ports } from '../../outbox/ports.ts';
import { reconcileLedger } from './reconcile-ledger.ts';
import { describeReconciliation } from './reconciliation.ts';
import { claimNight, saveNight } from './reconciliation-store.ts';

const dueHourUtc = 3;
/** A run takes minutes. */
const abandonedAfterSeconds = 3600;

export async function reconcileNightly(
  ports: Pick<Ports, 'db' | 'clock'> & { readonly gauge: (sample: Sample) => void },
): Promise<void> {
  const now = ports.clock();
  const day = nightOf(now);
  if (!(await claimNight(ports.db, day, now, addSeconds(now, -abandonedAfterSeconds)))) return;
  const found = await reconcileLedger(ports);
  await saveNight(ports.db, day, found);
  ports.gauge({ name: 'economy.reconcile.drift', labels: {}, value: found.driftCount });
  ports.gauge({ name: 'economy.reconcile.finished', labels: {}, value: Date.parse(found.finishedAt) / 1000 });
  if (found.driftCount > 0) {
    console.error(JSON.stringify({ level: 'error', message: 'ledger drift', found: describeReconciliation(found) }));
  }
}

/** The UTC day of the latest 03:00 that has passed. */
export function nightOf(now: Instant): string {
  return addSeconds(now, -dueHourUtc * 3600).slice(0, 10);
}
