// Use case of the cron: the books are added up once a night after 03:00 UTC, however late the cron comes. The result is kept, told as
// a metric, and where it is wrong, logged.

import { addSeconds, type Instant } from '../../core/instant.ts';
import type { Sample } from '../../metrics/sample.ts';
import type { Ports } from '../../outbox/ports.ts';
import { reconcileLedger } from './reconcile-ledger.ts';
import { describeReconciliation } from './reconciliation.ts';
import { beginNight, keepNight } from './reconciliation-store.ts';

const dueHourUtc = 3;
/** A night's work takes minutes. */
const goneAfterSeconds = 3600;

export async function reconcileNightly(
  ports: Pick<Ports, 'db' | 'clock'> & { readonly gauge: (sample: Sample) => void },
): Promise<void> {
  const now = ports.clock();
  const day = nightOf(now);
  if (!(await beginNight(ports.db, day, now, addSeconds(now, -goneAfterSeconds)))) return;
  const found = await reconcileLedger(ports);
  await keepNight(ports.db, day, found);
  ports.gauge({ name: 'economy.reconcile.drift', labels: {}, value: found.driftCount });
  ports.gauge({ name: 'economy.reconcile.finished', labels: {}, value: Date.parse(found.finishedAt) / 1000 });
  if (found.driftCount > 0) {
    console.error(JSON.stringify({ level: 'error', message: 'ledger drift', found: describeReconciliation(found) }));
  }
}

/** The day whose 03:00 UTC was the latest to pass. */
export function nightOf(now: Instant): string {
  return addSeconds(now, -dueHourUtc * 3600).slice(0, 10);
}
