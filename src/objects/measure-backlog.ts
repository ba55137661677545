// Use case of the cron: says how many objects have copies to be made or removed.

import type { Database } from '../db/client.ts';
import type { Measure } from './metrics.ts';
import { countBacklog } from './store.ts';

export async function measureBacklog({
  db,
  measure,
}: {
  readonly db: Database;
  readonly measure: Measure;
}): Promise<void> {
  measure({ name: 'cert.repair.backlog', labels: {}, value: await countBacklog(db) });
}
