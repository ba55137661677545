// Door 4: timetable → use case. Every minute: events no room has heard, certificates the queue lost, holds and keys past their time,
// copies that a store missed, and once a night whether database and stores agree.

import { overdueCertificates } from './certificates/overdue-certificates.ts';
import { expireHolds } from './economy/expire-holds.ts';
import { relayEvents } from './events/relay-events.ts';
import { forgetKeys } from './http/forget-keys.ts';
import { measureBacklog } from './objects/measure-backlog.ts';
import { repairObjects } from './objects/repair-objects.ts';
import { startDueChecks } from './objects/start-due-checks.ts';
import { createJobQueue, roomDelivery, withJobPorts } from './services.ts';

export function tick(env: Env): Promise<void> {
  return withJobPorts(env, async (ports) => {
    await relayEvents(ports.db, roomDelivery(env));
    await createJobQueue(env).issueCertificates(await overdueCertificates(ports));
    await expireHolds(ports);
    await forgetKeys(ports.db, ports.clock());
    await repairObjects(ports);
    await measureBacklog(ports);
    await createJobQueue(env).carryOn(await startDueChecks(ports, ports.mirrored.phase));
  });
}
