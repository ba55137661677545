// Use case of the cron: certificates that should be made by now, to be queued again.

import type { Id } from '../core/id.ts';
import { addSeconds } from '../core/instant.ts';
import type { Ports } from '../db/ports.ts';
import { overdueIds } from './store.ts';

/** A healthy queue needs seconds; after this its message is taken for lost. */
const overdueAfterSeconds = 300;
const overdueMax = 500;

export function overdueCertificates(ports: Ports): Promise<Id<'certificate'>[]> {
  return overdueIds(ports.db, addSeconds(ports.clock(), -overdueAfterSeconds), overdueMax);
}
