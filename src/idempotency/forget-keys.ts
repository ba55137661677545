// Use case of the cron: idempotency keys are kept for a day at least, then forgotten. Those of postings stay: they are the
// proof that a transfer was asked for once.

import { addSeconds, type Instant } from '../core/instant.ts';
import type { Database } from '../db/client.ts';
import { sweepKeys } from './store.ts';

const keptForSeconds = 48 * 3600;

export function forgetKeys(db: Database, now: Instant): Promise<void> {
  return sweepKeys(db, addSeconds(now, -keptForSeconds));
}
