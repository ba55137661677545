// The database of a local Laurel: the bundled Postgres or the server at DATABASE_URL. Migrates both.

import { join } from 'node:path';
import { openAppRole } from '../database/app-role.ts';
import { migrateDatabase } from '../database/migrate.ts';
import { describeDatabase, refuseUnreachableDatabase } from '../operator/check-database.ts';
import { startLocalPostgres } from '../postgres/local-postgres.ts';
import type { Progress } from '../process/progress.ts';
import { StartRefusal } from '../process/start-refusal.ts';
import type { StopList } from '../process/stop-list.ts';
import type { HomeFolder } from './home-folder.ts';

export interface LocalDatabase {
  readonly url: string;
  /** Without credentials; the same at every start. */
  readonly name: string;
}

export interface LocalDatabaseOptions {
  readonly home: HomeFolder;
  readonly password: string;
  /** Null for the bundled Postgres. */
  readonly databaseUrl: string | null;
  readonly progress: Progress;
  readonly stops: StopList;
  /** Called when the bundled server ends. */
  readonly onLost: (sentence: string) => void;
}

export async function openLocalDatabase(options: LocalDatabaseOptions): Promise<LocalDatabase> {
  const { progress, databaseUrl } = options;
  const database =
    databaseUrl === null
      ? await progress.step('Postgres', () => startBundled(options))
      : await progress.step('Database', () => useServer(databaseUrl));
  await progress.step('Migrations', () => migrate(database));
  return databaseUrl === null ? { ...database, url: await openAppRole(database.url) } : database;
}

/** Names the database of the home folder. */
const bundled = 'bundled';

async function useServer(url: string): Promise<LocalDatabase> {
  await refuseUnreachableDatabase(url);
  return { url, name: describeDatabase(url) };
}

async function startBundled({ home, password, stops, onLost }: LocalDatabaseOptions): Promise<LocalDatabase> {
  const server = await startLocalPostgres({
    folder: home.postgres,
    password,
    logFile: join(home.path, 'postgres.log'),
  });
  server.ended.then(() => onLost('Postgres ended unexpectedly.'));
  await stops.add(server.stop);
  return { url: server.url, name: bundled };
}

async function migrate({ url, name }: LocalDatabase): Promise<void> {
  try {
    await migrateDatabase(url);
  } catch (error) {
    if (error instanceof StartRefusal)
      throw name === bundled ? new StartRefusal(`${error.message} --reset deletes local data.`) : error;
    // Drizzle's message repeats the whole statement; the cause is the error of Postgres.
    const { cause = error } = error as Error;
    throw new StartRefusal(`Migrating the ${name} database failed: ${cause instanceof Error ? cause.message : cause}.`);
  }
}
