// Use case of the cron: certificates that should be made by now, to be queued again. Each failure doubles the wait.

import type { Id } from '../../core/id.ts';
import type { Ports } from '../../outbox/ports.ts';
import { takeOverdue } from './issue-store.ts';

const overdueMax = 500;

export function overdueCertificates(ports: Ports): Promise<Id<'certificate'>[]> {
  return takeOverdue(ports.db, ports.clock(), overdueMax);
}
