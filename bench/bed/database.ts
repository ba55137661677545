// The Postgres of a bench: filled once per volume and schema, cached, and copied for each run. Optionally with added latency.

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
import { addressOf, startDelayProxy, viaProxy } from './delay-proxy.ts';
import { ownRoot } from './laurel.ts';
import { scriptOf } from './script-of.ts';

export interface BenchDatabase {
  /** For the Worker, through the delay proxy. */
  readonly url: string;
  /** Without the delay proxy. */
  readonly directUrl: string;
  stop(): Promise<void>;
}

export interface BenchDatabaseOptions {
  /** Removed afterwards. */
  readonly folder: string;
  /** Null for an empty database. */
  readonly volume: Volume | null;
  /** Added to each round trip. */
  readonly distanceMs: number;
  /** The repository with the migrations and the volume; default: this one. */
  readonly root?: string;
}

const cacheFolder = join(ownRoot, 'bench/.cache');
const password = 'bench';

export async function openBenchDatabase(options: BenchDatabaseOptions): Promise<BenchDatabase> {
  const { folder, volume, distanceMs, root = ownRoot } = options;
  if (volume !== null) await copyCluster(folder, volume, root);
  const server = await startLocalPostgres({ folder: join(folder, 'postgres'), password });
  await migrate(root, server.url);
  await completeNightlyRuns(server.url);
  // Flush the copied files to disk before the measurement.
  execFileSync('sync');
  const proxy = await startDelayProxy(addressOf(server.url), distanceMs);
  return {
    url: distanceMs === 0 ? server.url : viaProxy(server.url, proxy),
    directUrl: server.url,
    stop: async () => {
      await proxy.stop();
      await server.stop();
    },
  };
}

/** Copies the cluster; the caller starts and stops it. @returns options for `startLocalPostgres`. */
export async function copyCluster(folder: string, volume: Volume, root = ownRoot) {
  mkdirSync(folder, { recursive: true });
  // -a keeps the owners: started by root, Postgres runs as another user.
  execFileSync('cp', ['-a', await cachedCluster(root, volume), folder]);
  return { folder: join(folder, 'postgres'), password };
}

/** Marks the nightly runs as done, so that cron starts none of them during the measurement. */
async function completeNightlyRuns(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await sql`UPDATE certificate_certificate SET retry_at = now() + interval '1 day' WHERE state = 'pending'`;
  await sql`UPDATE object_item SET next_attempt_at = now() + interval '1 day'`;
  await sql`INSERT INTO object_run (id, kind, scope, options, cursor, tally, findings, started_at, updated_at, finished_at)
    SELECT 'run_' || kind, kind, '', '{}', '', '{}', '[]', now(), now(), now() FROM (VALUES ('consistency'), ('integrity')) t (kind)`;
  // Earlier versions mark permanent keys by a status of 0.
  await sql`DELETE FROM http_idempotency k WHERE created_at < now() - interval '1 day'
    AND NOT coalesce((to_jsonb(k) ->> 'is_permanent')::boolean, to_jsonb(k) ->> 'status' = '0', false)`;
  await sql`VACUUM ANALYZE http_idempotency`;
  // Earlier versions have no such table.
  const [table] = await sql`SELECT to_regclass('economy_reconciliation') IS NOT NULL AS is_there`;
  if (table?.is_there) {
    for (let due = 1; due > 0; )
      [{ due }] = await sql<[{ due: number }]>`SELECT ledger_expire_holds(ARRAY[]::text[], now()) AS due`;
    await sql`INSERT INTO economy_reconciliation (day, started_at, finished_at, drift_count) VALUES (${nightOf(systemClock())}, now(), now(), 0)`;
  }
  await sql`CHECKPOINT`;
  await sql.end();
}

/** Runs the migration command of that version. */
async function migrate(root: string, url: string): Promise<void> {
  const env = { ...process.env, DATABASE_URL: url };
  execFileSync(process.execPath, [scriptOf(root, 'db:migrate')], { cwd: root, env, stdio: 'pipe' });
}

/** @returns the folder of the cached cluster for this volume and these migrations; fills it on first use. */
async function cachedCluster(root: string, volume: Volume): Promise<string> {
  const cached = join(cacheFolder, nameOf(root, volume));
  if (existsSync(cached)) return join(cached, 'postgres');
  const draft = `${cached}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  const server = await startLocalPostgres({ folder: join(draft, 'postgres'), password, durable: false });
  try {
    await migrate(root, server.url);
    const { fillDatabase } = (await import(join(root, 'bench/volume.ts'))) as typeof import('../volume.ts');
    // Not the Worker's client: its timeouts are too short for these statements.
    const sql = postgres(server.url, { max: 1, onnotice: () => {} }) as unknown as Sql;
    await fillDatabase(sql, volume);
    await sql.end();
  } finally {
    await server.stop();
  }
  renameSync(draft, cached);
  return join(cached, 'postgres');
}

function nameOf(root: string, volume: Volume): string {
  const below = (folder: string, isIncluded: (name: string) => boolean) =>
    readdirSync(join(root, folder))
      .filter(isIncluded)
      .map((name) => `${folder}/${name}`);
  const files = [
    ...below('drizzle', (name) => name.endsWith('.sql')),
    ...below('bench', (name) => name.startsWith('volume')),
  ];
  const hash = createHash('sha256').update(JSON.stringify(volume));
  for (const file of files.sort()) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex').slice(0, 16);
}
