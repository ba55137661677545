// Door 4: timetable → use case. Every minute: events no room has heard, certificates the queue lost, keys past their day.

import { overdueCertificates } from './certificates/overdue-certificates.ts';
import { relayEvents } from './events/relay-events.ts';
import { forgetKeys } from './http/forget-keys.ts';
import { createJobPorts, createJobQueue, roomDelivery } from './services.ts';

export async function tick(env: Env, ctx: ExecutionContext): Promise<void> {
  const ports = createJobPorts(env, ctx);
  try {
    await relayEvents(ports.db, roomDelivery(env));
    await createJobQueue(env).issueCertificates(await overdueCertificates(ports));
    await forgetKeys(ports.db, ports.clock());
  } finally {
    await ports.db.close();
  }
}
