// `npm run bench:objects`: presigned URLs and signed PUTs per second, upload latency on a schedule, and speed and memory of a
// backfill; then figures of the tests, unless `--skip-tests`. Server and client share the cores of this machine.

import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateDatabase } from '../../src/cli/database/migrate.ts';
import { startLocalS3 } from '../../src/cli/dev/local-s3.ts';
import { commandReadLimits } from '../../src/cli/operator/operator-connections.ts';
import { startLocalPostgres } from '../../src/cli/postgres/local-postgres.ts';
import { makeId } from '../../src/core/id.ts';
import { systemClock } from '../../src/core/instant.ts';
import { mapConcurrently } from '../../src/core/map-concurrently.ts';
import { type Database, openDatabase } from '../../src/db/client.ts';
import { type BackfillOptions, backfillDefaults, reportBackfill } from '../../src/objects/runs/backfill.ts';
import { continueRun } from '../../src/objects/runs/continue-run.ts';
import { openRun } from '../../src/objects/runs/run-store.ts';
import { createMirroredStore } from '../../src/objects/stores/mirrored.ts';
import type { PutObject } from '../../src/objects/stores/object-store.ts';
import { createS3Store, type S3Store } from '../../src/objects/stores/s3.ts';
import { anObject } from '../acts/object.ts';
import { drive } from '../harness/drive.ts';
import { readOptions } from '../harness/options.ts';
import { constantArrivals } from '../harness/schedule.ts';
import { summarize } from '../harness/summary.ts';
import { measureThroughput } from '../harness/throughput.ts';
import { readTests } from './objects-tested.ts';

const { values } = readOptions({
  objects: { type: 'string', default: '10000' },
  'skip-tests': { type: 'boolean', default: false },
});
const backfilled = Number(values.objects);
const folder = mkdtempSync(join(tmpdir(), 'laurel-bench-objects-'));

async function benchRates(store: S3Store): Promise<void> {
  const { key } = anObject(1);
  const presigned = await measureThroughput(() => store.presign({ method: 'GET', key }), {
    connections: 4,
    seconds: 5,
  });
  printFigure('presigned URLs', `${Math.round(presigned)}/s`);
  const objects = Array.from({ length: 64 }, () => anObject(200_000));
  const put = (index: number) => store.put(objects[index % objects.length] as PutObject);
  printFigure(
    'signed PUTs of 200 KB',
    `${Math.round(await measureThroughput(put, { connections: 8, seconds: 10 }))}/s`,
  );
}

async function benchUploads(store: S3Store): Promise<void> {
  for (const [name, sizeBytes] of [
    ['200 KB', 200_000],
    ['1 MB', 1_000_000],
  ] as const) {
    const objects = Array.from({ length: 32 }, () => anObject(sizeBytes));
    const send = (index: number) => store.put(objects[index % objects.length] as PutObject);
    const { p50Ms, p95Ms, p99Ms, errorRate } = summarize(await drive(constantArrivals(20, 500), send));
    const [p50, p95, p99] = [p50Ms, p95Ms, p99Ms].map((ms) => ms.toFixed(1));
    printFigure(`uploads of ${name}, 500 at 20/s`, `p50 ${p50}  p95 ${p95}  p99 ${p99} ms, ${errorRate * 500} failed`);
  }
}

async function benchBackfill(db: Database, r2: S3Store, s3: S3Store): Promise<void> {
  const now = systemClock();
  await mapConcurrently(Array.from({ length: backfilled }), 8, async () => {
    const object = anObject(25_000);
    await r2.put(object);
    await db.sql`INSERT INTO object_item
      (key, sha256, size_bytes, content_type, r2_status, s3_status, next_attempt_at, created_at, acknowledged_at)
      VALUES (${object.key}, ${object.sha256}, 25000, 'application/pdf', 'stored', 'none', ${now}, ${now}, ${now})`;
  });
  const mirrored = createMirroredStore({
    r2: { ...r2, name: 'r2' },
    s3,
    flags: { dualWrite: true, readPrimary: false },
  });
  const ports = {
    db,
    clock: systemClock,
    mirrored,
    observe: () => {},
    measure: () => {},
    keysOfTournament: async () => [],
  };
  const plain = {
    from: 'r2',
    to: 's3',
    tournamentId: null,
    isVerifying: false,
    isRetrying: false,
    isDryRun: false,
  } as const;
  const options: BackfillOptions = { ...plain, ...backfillDefaults, limit: null, startAfter: '' };
  const id = makeId('run', now, randomBytes(10));
  const run = { id, kind: 'backfill', scope: id, options: { ...options }, cursor: '', now, audit: null } as const;
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let peak = before;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50);
  const report = reportBackfill(await continueRun(ports, await openRun(db.sql, run), () => false));
  clearInterval(watch);
  const mebibytes = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MiB`;
  printFigure(
    `backfill of ${backfilled} objects of 25 KB`,
    `${report.objectsPerSecond}/s, ${report.migrated} copied, ${report.failed} failed`,
  );
  printFigure('memory of the backfill', `${mebibytes(before)} before, ${mebibytes(peak)} peak`);
}

function printFigure(what: string, figure: string): void {
  console.log(`${what.padEnd(38)} ${figure}`);
}

const database = await startLocalPostgres({ folder: join(folder, 'postgres'), password: 'bench' });
const access = { accessKeyId: 'bench', secretAccessKey: randomBytes(20).toString('hex') };
const [left, right] = await Promise.all([
  startLocalS3({ ...access, folder: join(folder, 'r2') }),
  startLocalS3({ ...access, folder: join(folder, 's3') }),
]);
const db = openDatabase(database.url, 4);
try {
  await migrateDatabase(database.url);
  console.log(`${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown'}; Node ${process.version}`);
  const [r2, s3] = [createS3Store(left, commandReadLimits), createS3Store(right, commandReadLimits)];
  await benchRates(s3);
  await benchUploads(s3);
  await benchBackfill(db, r2, s3);
} finally {
  await db.close();
  await Promise.all([left.stop(), right.stop()]);
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
}
if (!values['skip-tests']) for (const [name, figure] of await readTests()) printFigure(name, figure);
