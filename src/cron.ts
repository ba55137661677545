// Door 4: timetable → use case. Every minute: events no room has heard, certificates the queue lost, fees of cancelled tournaments,
// holds and keys past their time, copies that a store missed; once a night whether the books add up, and database and stores agree.

import { overdueCertificates } from './certificates/overdue-certificates.ts';
import { expireHolds } from './economy/expire-holds.ts';
import { reconcileNightly } from './economy/reconcile-nightly.ts';
import { relayEvents } from './events/relay-events.ts';
import { forgetKeys } from './http/forget-keys.ts';
import { measureBacklog } from './objects/measure-backlog.ts';
import { repairObjects } from './objects/repair-objects.ts';
import { startDueChecks } from './objects/start-due-checks.ts';
import { createJobQueue, roomDelivery, withJobPorts } from './services.ts';
import { settleOverdue } from './tournaments/settle-cancelled.ts';

export function tick(env: Env): Promise<void> {
  return withJobPorts(env, async (ports) => {
    await relayEvents(ports.db, roomDelivery(env));
    await createJobQueue(env).issueCertificates(await overdueCertificates(ports));
    await settleOverdue(ports);
    await expireHolds(ports);
    await forgetKeys(ports.db, ports.clock());
    await repairObjects(ports);
    await measureBacklog(ports);
    await reconcileNightly(ports);
    await createJobQueue(env).carryOn(await startDueChecks(ports, ports.mirrored.phase));
  });
}
