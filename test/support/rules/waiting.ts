// Waits until requests of the application wait for a lock, so that a test decides who comes first.

import { expect } from 'vitest';
import type { Sql } from '../../../src/db/client.ts';

/** Until `count` sessions of the application wait for a lock in this database. */
export async function untilWaiting(sql: Sql, count: number): Promise<void> {
  const waiting = () =>
    sql`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND usename = 'laurel_app' AND wait_event_type = 'Lock'`;
  await expect.poll(async () => (await waiting()).length).toBe(count);
}
