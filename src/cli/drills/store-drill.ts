// `npm run drill:store`: loses one of two object stores of its own, and rebuilds it from the other and the database. It is the procedure
// of docs/operations/backup.md, tried with the operator's own commands on the bundled servers.

import { join } from 'node:path';
import { sha256Hex } from '../../core/hex.ts';
import { systemClock } from '../../core/instant.ts';
import { mapConcurrently } from '../../core/map-concurrently.ts';
import { openDatabase } from '../../db/client.ts';
import { backfillDefaults } from '../../objects/runs/backfill.ts';
import type { ObjectStore, PutObject } from '../../objects/stores/object-store.ts';
import { createTrackedStore } from '../../objects/tracked.ts';
import { openAppRole } from '../database/app-role.ts';
import { migrateDatabase } from '../database/migrate.ts';
import { type LocalS3, startLocalS3 } from '../dev/local-s3.ts';
import { backfill } from '../operator/backfill.ts';
import { checkObjects } from '../operator/check-objects.ts';
import { describeR2, openStores } from '../operator/operator-connections.ts';
import { startLocalPostgres } from '../postgres/local-postgres.ts';
import { parseCommandLine } from '../process/command-line.ts';
import { createProgress, type Progress } from '../process/progress.ts';
import { StartRefusal } from '../process/start-refusal.ts';
import type { StopList } from '../process/stop-list.ts';
import { openDrillFolder, readCount, runDrill } from './run-drill.ts';

const help = `Usage: npm run drill:store -- [--store s3|r2] [--objects <n>] [--json]

Tries the loss of an object store on a database and two stores of its own: writes objects to both, destroys one, checks that the loss is
noticed and that every object is still read, rebuilds the store with \`npm run backfill\`, and reads every object from it alone.
Nothing else is read or changed. Exit codes: 0 nothing was lost, 1 something was, 2 refused.

  --store s3|r2   the store that is destroyed (s3)
  --objects <n>   1 to 100000 (500)
  --json          the report as JSON
`;

type Side = 's3' | 'r2';

export interface StoreDrillReport {
  readonly store: Side;
  readonly objects: number;
  readonly bytes: number;
  /** Objects that the check found missing after the loss. */
  readonly missingNoticed: number;
  /** Objects that were not read, or with other bytes, while one store was gone. */
  readonly unreadMeanwhile: number;
  readonly isConsistent: boolean;
  /** Objects that the rebuilt store alone does not give, with their bytes. */
  readonly lost: number;
  readonly rebuildSeconds: number;
}

interface Scene {
  readonly store: Side;
  readonly count: number;
  readonly folder: string;
  readonly progress: Progress;
  readonly stops: StopList;
}

const access = { accessKeyId: 'drill', secretAccessKey: 'drill-secret' };
/** About the size of a PDF. */
const objectBytes = 12_000;
const concurrency = 8;

export async function drillStore({ store, count, folder, progress, stops }: Scene): Promise<StoreDrillReport> {
  const servers: Record<Side, LocalS3> = await progress.step('Two stores', async () => {
    const [r2, s3] = await Promise.all([startLocalS3(access), startLocalS3(access)]);
    await stops.add(() => void Promise.all([servers.r2.stop(), servers.s3.stop()]));
    return { r2, s3 };
  });
  const databaseUrl = await progress.step('Database', async () => {
    const server = await startLocalPostgres({ folder: join(folder, 'postgres'), password: 'drill' });
    await stops.add(server.stop);
    await migrateDatabase(server.url);
    return openAppRole(server.url);
  });
  const variables = () => variablesOf(databaseUrl, servers);
  const objects = await progress.step(`${count} objects`, () => writeObjects(variables(), count));
  await progress.step(`${store} destroyed`, async () => {
    await servers[store].stop();
    servers[store] = await startLocalS3(access);
  });
  const noticed = await progress.step('Loss noticed', () => checkObjects(variables()));
  const unreadMeanwhile = await progress.step('Everything is read', () =>
    countUnread(openStores(variables()).mirrored, objects),
  );
  const startedAt = performance.now();
  await progress.step('Rebuilt', () => rebuild(store, variables()));
  const rebuildSeconds = (performance.now() - startedAt) / 1000;
  const after = await progress.step('Checked', () => checkObjects(variables()));
  const lost = await progress.step(`Read from ${store} alone`, () =>
    countUnread(openStores(variables())[store], objects),
  );
  return {
    ...{ store, objects: count, bytes: count * objectBytes },
    missingNoticed: noticed.consistency.sides[store]?.missing ?? 0,
    unreadMeanwhile,
    isConsistent: after.consistency.agreement === 'success' && after.integrity.agreement === 'success',
    ...{ lost, rebuildSeconds },
  };
}

function variablesOf(databaseUrl: string, { r2, s3 }: Readonly<Record<Side, LocalS3>>): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    ...describeR2(r2),
    ...{ S3_ENDPOINT: s3.endpoint, S3_BUCKET: s3.bucket, S3_REGION: s3.region },
    ...{ S3_ACCESS_KEY_ID: s3.accessKeyId, S3_SECRET_ACCESS_KEY: s3.secretAccessKey },
    ...{ CERT_S3_DUAL_WRITE: 'true', CERT_S3_BACKFILL_ENABLED: 'true' },
  };
}

async function writeObjects(variables: Record<string, string>, count: number): Promise<readonly PutObject[]> {
  const db = openDatabase(variables.DATABASE_URL ?? '', concurrency);
  const tracked = createTrackedStore({ db, clock: systemClock }, openStores(variables).mirrored);
  const month = systemClock().slice(0, 7).replace('-', '/');
  try {
    return await mapConcurrently(Array.from({ length: count }), concurrency, async () => {
      const bytes = crypto.getRandomValues(new Uint8Array(objectBytes));
      const sha256 = await sha256Hex(bytes);
      const object = { key: `pdf/${month}/${sha256}.pdf`, bytes, contentType: 'application/pdf', sha256 };
      await tracked.put(object);
      return object;
    });
  } finally {
    await db.close();
  }
}

async function rebuild(store: Side, environment: Record<string, string>): Promise<void> {
  const from = store === 's3' ? 'r2' : 's3';
  const scope = { tournamentId: null, limit: null, startAfter: '' };
  const how = { isDryRun: false, isVerifying: true, isRetrying: false };
  const options = { ...backfillDefaults, ...scope, ...how, from, to: store } as const;
  await backfill({ options, environment, signal: new AbortController().signal });
}

async function countUnread(store: Pick<ObjectStore, 'get'>, objects: readonly PutObject[]): Promise<number> {
  const verdicts = await mapConcurrently(objects, concurrency, async ({ key, sha256 }) => {
    try {
      const { body } = await store.get(key);
      return (await sha256Hex(new Uint8Array(await new Response(body).arrayBuffer()))) === sha256;
    } catch {
      return false;
    }
  });
  return verdicts.filter((isRead) => !isRead).length;
}

export function isRebuilt(report: StoreDrillReport): boolean {
  const { objects, missingNoticed, unreadMeanwhile, isConsistent, lost } = report;
  return missingNoticed === objects && unreadMeanwhile === 0 && isConsistent && lost === 0;
}

export function describeStoreDrill(report: StoreDrillReport): string {
  const { store, objects, missingNoticed, unreadMeanwhile, isConsistent, lost, rebuildSeconds } = report;
  const rate = Math.round(objects / rebuildSeconds);
  const lines = [
    `${store} rebuilt with ${objects} objects in ${rebuildSeconds.toFixed(1)} s: ${rate} a second`,
    ...(missingNoticed === objects ? [] : [`the check noticed ${missingNoticed} of ${objects} missing objects`]),
    ...(unreadMeanwhile === 0 ? [] : [`${unreadMeanwhile} objects could not be read while the store was gone`]),
    ...(isConsistent ? [] : ['the stores are not as the database says']),
    ...(lost === 0 ? [] : [`${lost} objects are not in the rebuilt store`]),
    ...(isRebuilt(report) ? ['nothing was lost'] : []),
  ];
  return `${lines.join('\n')}\n`;
}

async function main(args: readonly string[], stops: StopList): Promise<number> {
  const options = {
    store: { type: 'string', default: 's3' },
    objects: { type: 'string', default: '500' },
    json: { type: 'boolean', default: false },
  } as const;
  const { values } = parseCommandLine(args, { command: 'npm run drill:store', help, options });
  const { store, json } = values;
  if (store !== 's3' && store !== 'r2') throw new StartRefusal(`--store must be s3 or r2, not "${store}".`, 2);
  const count = readCount('objects', values.objects);
  const folder = openDrillFolder();
  const print = (line: string) => void process.stderr.write(`${line}\n`);
  const progress = createProgress({ print, signal: stops.signal });
  const report = await drillStore({ store, count, folder, progress, stops });
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : describeStoreDrill(report));
  return isRebuilt(report) ? 0 : 1;
}

if (import.meta.main) await runDrill(main);
