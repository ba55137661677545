// The Postgres of a bench: filled once for each volume and schema, kept, and copied for each run; near or far away.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { startLocalPostgres } from '../../src/cli/postgres/local-postgres.ts';
import { systemClock } from '../../src/core/instant.ts';
import type { Sql } from '../../src/db/client.ts';
import { nightOf } from '../../src/economy/reports/reconcile-nightly.ts';
import type { Volume } from '../volume.ts';
import { addressOf, startDistance, through } from './distance.ts';
import { ownRoot } from './laurel.ts';
import { scriptOf } from './script-of.ts';

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
  /** The repository whose migrations and volume these are; ours if absent. */
  readonly root?: string;
}

const cacheFolder = join(ownRoot, 'bench/.cache');
const password = 'bench';

export async function openBenchDatabase(options: BenchDatabaseOptions): Promise<BenchDatabase> {
  const { folder, volume, distanceMs, root = ownRoot } = options;
  if (volume !== null) await copyCluster(folder, volume, root);
  const server = await startLocalPostgres({ folder: join(folder, 'postgres'), password });
  await migrate(root, server.url);
  await endNight(server.url);
  // What was copied and changed so far reaches the disk before anything is measured, not while it is.
  execFileSync('sync');
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

/** To be started by somebody who also stops it. @returns what `startLocalPostgres` wants to know. */
export async function copyCluster(folder: string, volume: Volume, root = ownRoot) {
  mkdirSync(folder, { recursive: true });
  // As it is, owners and all: Postgres runs as somebody else where we are root.
  execFileSync('cp', ['-a', await filledCluster(root, volume), folder]);
  return { folder: join(folder, 'postgres'), password };
}

/** As in the morning after a night without trouble: what the timetable would begin at once is load that nobody measures. */
async function endNight(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await sql`UPDATE certificate_certificate SET retry_at = now() + interval '1 day' WHERE state = 'pending'`;
  await sql`UPDATE object_item SET next_attempt_at = now() + interval '1 day'`;
  await sql`INSERT INTO object_run (id, kind, scope, options, cursor, tally, findings, started_at, updated_at, finished_at)
    SELECT 'run_' || kind, kind, '', '{}', '', '{}', '[]', now(), now(), now() FROM (VALUES ('consistency'), ('integrity')) t (kind)`;
  await sql`DELETE FROM http_idempotency WHERE status IS DISTINCT FROM 0 AND created_at < now() - interval '1 day'`;
  await sql`VACUUM ANALYZE http_idempotency`;
  // Earlier versions have no such table.
  const [known] = await sql`SELECT to_regclass('economy_reconciliation') IS NOT NULL AS is_there`;
  if (known?.is_there) {
    for (let due = 1; due > 0; )
      [{ due }] = await sql<[{ due: number }]>`SELECT ledger_expire_holds(ARRAY[]::text[], now()) AS due`;
    await sql`INSERT INTO economy_reconciliation (day, started_at, finished_at, drift_count) VALUES (${nightOf(systemClock())}, now(), now(), 0)`;
  }
  await sql`CHECKPOINT`;
  await sql.end();
}

/** Each version by its own command. */
async function migrate(root: string, url: string): Promise<void> {
  const env = { ...process.env, DATABASE_URL: url };
  execFileSync(process.execPath, [scriptOf(root, 'db:migrate')], { cwd: root, env, stdio: 'pipe' });
}

/** Of this volume and these migrations. */
async function filledCluster(root: string, volume: Volume): Promise<string> {
  const kept = join(cacheFolder, nameOf(root, volume));
  if (existsSync(kept)) return join(kept, 'postgres');
  const making = `${kept}.making`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  const server = await startLocalPostgres({ folder: join(making, 'postgres'), password, durable: false });
  try {
    await migrate(root, server.url);
    const { fillDatabase } = (await import(join(root, 'bench/volume.ts'))) as typeof import('../volume.ts');
    // Not as the Worker connects, which hangs up on a server that is silent for as long as these statements take.
    const sql = postgres(server.url, { max: 1, onnotice: () => {} }) as unknown as Sql;
    await fillDatabase(sql, volume);
    await sql.end();
  } finally {
    await server.stop();
  }
  renameSync(making, kept);
  return join(kept, 'postgres');
}

function nameOf(root: string, volume: Volume): string {
  const below = (folder: string, isMeant: (name: string) => boolean) =>
    readdirSync(join(root, folder))
      .filter(isMeant)
      .map((name) => `${folder}/${name}`);
  const files = [
    ...below('drizzle', (name) => name.endsWith('.sql')),
    ...below('bench', (name) => name.startsWith('volume')),
  ];
  const hash = createHash('sha256').update(JSON.stringify(volume));
  for (const file of files.sort()) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex').slice(0, 16);
}
