// `npm run bench:migration`: transfers and history requests over HTTP at full volume while `npm run db:migrate` builds
// idx_tx_wallet_created_desc. Records samples and the start and end of the build on the same clock.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { endChildren } from '../../src/cli/process/child-processes.ts';
import { createClient } from '../acts/client.ts';
import { type Scenario, scenarios } from '../acts/scenarios.ts';
import { openBenchDatabase } from '../bed/database.ts';
import { startBenchLaurel } from '../bed/sharded-laurel.ts';
import { drive, leadMs, type Send } from '../harness/drive.ts';
import { describeMachine, type HostLoad, type Machine, watchHostLoad } from '../harness/machine.ts';
import { readOptions } from '../harness/options.ts';
import { resultsFolder } from '../harness/results-folder.ts';
import { writeSamples } from '../harness/sample.ts';
import { constantArrivals } from '../harness/schedule.ts';
import { summarize } from '../harness/summary.ts';
import { fullVolume, idOf, type Volume } from '../volume.ts';

export interface MigrationResult {
  readonly machine: Machine;
  readonly hostLoad: HostLoad;
  readonly volume: Volume;
  readonly index: string;
  /** Relative to the start of the samples. */
  readonly buildFromMs: number;
  readonly buildToMs: number;
  readonly loads: readonly { readonly name: string; readonly ratePerSecond: number; readonly samplesFile: string }[];
}

const index = 'idx_tx_wallet_created_desc';
const migrationFile = '0012_economy_history.sql';
const { values } = readOptions({ seconds: { type: 'string', default: '40' } });
const seconds = Number(values.seconds);
const buildAfterMs = (seconds * 1000) / 4;

const home = mkdtempSync(join(tmpdir(), 'laurel-migration-'));
const out = resultsFolder;
let exitCode = 1;
try {
  const database = await openBenchDatabase({ folder: join(home, 'database'), volume: fullVolume, distanceMs: 0 });
  await unbuild(database.directUrl);
  const laurel = await startBenchLaurel({ folder: join(home, 'laurel'), database, backendShards: 2 });
  const client = createClient(laurel.baseUrl, laurel.jwtSecret);
  const finance = await client.person(['finance']);
  const transfer = scenarios.find(({ name }) => name === 'transfer') as Scenario;
  const readHistory: Send = (at, signal) =>
    client.get(finance, `/v1/wallets/${idOf('wal', 1 + (at % fullVolume.players))}/transactions`, { signal });
  const loads = [
    { name: 'transfer', ratePerSecond: 60, send: await transfer.prepare({ client, s3: laurel.s3 }, 60 * seconds) },
    { name: 'history', ratePerSecond: 4, send: readHistory },
  ].map((load) => ({ ...load, samplesFile: `migration-${load.name}.jsonl.gz` }));
  await drive(constantArrivals(20, 60), (at, signal) => loads[0]?.send(at, signal) ?? Promise.resolve());

  const endWatch = watchHostLoad();
  const zero = performance.now() + leadMs;
  const report = (error: unknown) => console.error(error);
  const driven = loads.map((load) =>
    drive(constantArrivals(load.ratePerSecond, load.ratePerSecond * seconds), load.send, { report }),
  );
  await new Promise((resolve) => setTimeout(resolve, buildAfterMs));
  const buildFromMs = performance.now() - zero;
  await migrate(database.directUrl);
  const buildToMs = performance.now() - zero;
  const samples = await Promise.all(driven);
  const hostLoad = endWatch();

  mkdirSync(out, { recursive: true });
  for (const [at, { samplesFile }] of loads.entries()) writeSamples(join(out, samplesFile), samples[at] ?? []);
  const loadRecords = loads.map(({ name, ratePerSecond, samplesFile }) => ({ name, ratePerSecond, samplesFile }));
  const result: MigrationResult = {
    machine: describeMachine(),
    hostLoad,
    volume: fullVolume,
    index,
    buildFromMs,
    buildToMs,
    loads: loadRecords,
  };
  writeFileSync(join(out, 'migration.json'), `${JSON.stringify(result, null, 2)}\n`);
  console.log(`${index} was built from ${(buildFromMs / 1000).toFixed(1)} s to ${(buildToMs / 1000).toFixed(1)} s`);
  for (const [at, { name }] of loads.entries()) {
    const phases = [
      ['before', 0, buildFromMs],
      ['during', buildFromMs, buildToMs],
      ['after', buildToMs, Number.POSITIVE_INFINITY],
    ] as const;
    for (const [phase, from, to] of phases) {
      const within = summarize((samples[at] ?? []).filter(({ dueMs }) => dueMs >= from && dueMs < to));
      console.log(
        `${name} ${phase}: n ${within.count}, p50 ${within.p50Ms}, p95 ${within.p95Ms}, max ${within.maxMs} ms`,
      );
    }
  }
  const isWhole = await isValid(database.directUrl);
  exitCode = isWhole && samples.flat().every(({ outcome }) => outcome === 'ok') ? 0 : 1;
  await client.close();
  await laurel.stop();
  await database.stop();
} finally {
  await endChildren();
  rmSync(home, { recursive: true, force: true });
}
process.exit(exitCode);

/** Restores the state before that migration. */
async function unbuild(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const journal = JSON.parse(readFileSync(join(import.meta.dirname, '../../drizzle/meta/_journal.json'), 'utf8')) as {
    entries: { tag: string; when: number }[];
  };
  const when = journal.entries.find(({ tag }) => `${tag}.sql` === migrationFile)?.when;
  await sql.unsafe(`DROP INDEX ${index}`);
  const deleted = await sql`DELETE FROM drizzle.__drizzle_migrations WHERE created_at = ${String(when)} RETURNING 1`;
  if (deleted.length !== 1) throw new Error(`${migrationFile} was not applied`);
  await sql.end();
}

/** Runs the command in a separate process. */
async function migrate(url: string): Promise<void> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../src/cli/database/migrate.ts')], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: 'inherit',
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error('the migration failed');
}

async function isValid(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1 });
  const [found] = await sql<
    { valid: boolean }[]
  >`SELECT indisvalid AS valid FROM pg_index WHERE indexrelid = ${index}::regclass`;
  await sql.end();
  return found?.valid === true;
}
