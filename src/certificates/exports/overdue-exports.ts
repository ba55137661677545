// Use case of the cron: claims exports whose message was lost or whose step failed, to queue them again.

import type { Id } from '../../core/id.ts';
import type { Ports } from '../../outbox/ports.ts';
import { claimExports } from './export-store.ts';

const overdueMax = 50;

export function overdueExports(ports: Pick<Ports, 'db' | 'clock'>): Promise<Id<'export'>[]> {
  return claimExports(ports.db, ports.clock(), overdueMax);
}
