// Use case of the cron: claims overdue certificates to queue them again. Each failure doubles the delay.

import type { Id } from '../../core/id.ts';
import type { Ports } from '../../outbox/ports.ts';
import { claimOverdue } from './issue-store.ts';

const overdueMax = 500;

export function overdueCertificates(ports: Ports): Promise<Id<'certificate'>[]> {
  return claimOverdue(ports.db, ports.clock(), overdueMax);
}
