// The Postgres of a bench: filled once for each volume and schema, kept, and copied for each run; near or far away.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startLocalPostgres } from '../../src/cli/local-postgres.ts';
import { migrateDatabase } from '../../src/cli/migrate.ts';
import { openDatabase } from '../../src/db/client.ts';
import { fillDatabase, type Volume } from '../volume.ts';
import { addressOf, startDistance, through } from './distance.ts';

export interface BenchDatabase {
  /** As the Worker reaches it. */
  readonly url: string;
  /** Without the distance. */
  readonly directUrl: string;
  stop(): Promise<void>;
}

export interface BenchDatabaseOptions {
  /** Gone afterwards. */
  readonly folder: string;
  /** Null: empty. */
  readonly volume: Volume | null;
  /** Added to each round trip. */
  readonly distanceMs: number;
}

const root = join(import.meta.dirname, '../..');
const cacheFolder = join(root, 'bench/.cache');
const password = 'bench';

export async function openBenchDatabase({ folder, volume, distanceMs }: BenchDatabaseOptions): Promise<BenchDatabase> {
  if (volume !== null) {
    mkdirSync(folder, { recursive: true });
    // As it is, owners and all: Postgres runs as somebody else where we are root.
    execFileSync('cp', ['-a', await filledCluster(volume), folder]);
  }
  const server = await startLocalPostgres({ folder: join(folder, 'postgres'), password });
  await migrateDatabase(server.url);
  const distance = await startDistance(addressOf(server.url), distanceMs);
  return {
    url: distanceMs === 0 ? server.url : through(server.url, distance),
    directUrl: server.url,
    stop: async () => {
      await distance.stop();
      await server.stop();
    },
  };
}

/** Of this volume and these migrations. */
async function filledCluster(volume: Volume): Promise<string> {
  const kept = join(cacheFolder, nameOf(volume));
  if (existsSync(kept)) return join(kept, 'postgres');
  const making = `${kept}.making`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  const server = await startLocalPostgres({ folder: join(making, 'postgres'), password, durable: false });
  try {
    await migrateDatabase(server.url);
    const db = openDatabase(server.url, 1);
    await fillDatabase(db.sql, volume);
    await db.close();
  } finally {
    await server.stop();
  }
  renameSync(making, kept);
  return join(kept, 'postgres');
}

function nameOf(volume: Volume): string {
  const files = [
    ...readdirSync(join(root, 'drizzle'))
      .filter((name) => name.endsWith('.sql'))
      .map((name) => `drizzle/${name}`),
    'bench/volume.ts',
  ];
  const hash = createHash('sha256').update(JSON.stringify(volume));
  for (const file of files.sort()) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex').slice(0, 16);
}
