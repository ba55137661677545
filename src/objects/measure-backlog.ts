// Use case of the cron: measures how many copies each store lacks, and for how long. A store that is not configured counts as zero:
// its copies stay scheduled until it is configured again.

import type { Clock } from '../core/instant.ts';
import type { Database } from '../db/client.ts';
import type { Measure } from './metrics.ts';
import { sides } from './runs/object-item.ts';
import { readBacklog } from './store.ts';
import type { Phase } from './stores/phase.ts';

export interface BacklogPorts {
  readonly db: Database;
  readonly clock: Clock;
  readonly measure: Measure;
  readonly mirrored: { readonly phase: Phase };
}

export async function measureBacklog({ db, clock, measure, mirrored }: BacklogPorts): Promise<void> {
  const backlog = await readBacklog(db);
  const nowMs = Date.parse(clock());
  for (const side of sides) {
    const isConfigured = mirrored.phase.delete.includes(side);
    const { copies, owedSince } = isConfigured ? backlog[side] : { copies: 0, owedSince: null };
    const lagSeconds = owedSince === null ? 0 : Math.max(0, nowMs - Date.parse(owedSince)) / 1000;
    measure({ name: 'cert.repair.backlog', labels: { side }, value: copies });
    measure({ name: 'cert.repair.lag.seconds', labels: { side }, value: lagSeconds });
  }
  measure({ name: 'cert.repair.measured', labels: {}, value: nowMs / 1000 });
}
