// Brings a database up to date with drizzle/. Two runs at once wait for each other; each file is applied once.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { runCommand } from './run-command.ts';
import { StartRefusal } from './start-refusal.ts';

const migrationsFolder = join(import.meta.dirname, '../../drizzle');

/** "laurel" in ASCII: an arbitrary key, the same for every run. */
const advisoryLockKey = '119199024600428';

export async function migrateDatabase(url: string): Promise<void> {
  if (!existsSync(join(migrationsFolder, 'meta/_journal.json'))) return;
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 5 });
  try {
    await sql`SELECT pg_advisory_lock(${advisoryLockKey}::bigint)`;
    await migrate(drizzle(sql), { migrationsFolder });
  } finally {
    await sql.end({ timeout: 2 });
  }
}

if (import.meta.main) {
  await runCommand(async () => {
    const url = process.env.DATABASE_URL;
    if (!url) throw new StartRefusal('Set DATABASE_URL to the database to migrate.');
    await migrateDatabase(url);
    console.log('The database is up to date.');
  });
}
