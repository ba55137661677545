// Starts the servers of the tests once per run: Postgres with a migrated template, S3 servers, and a server that never responds. Tests
// get the addresses through inject().

import { randomBytes, randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { openAppRole } from '../../../src/cli/database/app-role.ts';
import { migrateDatabase } from '../../../src/cli/database/migrate.ts';
import { startLocalS3 } from '../../../src/cli/dev/local-s3.ts';
import { startLocalPostgres } from '../../../src/cli/postgres/local-postgres.ts';
import { startWorkerBuild } from '../laurels/worker-build.ts';
import { findClosedPort } from '../servers/closed-port.ts';
import { startFaultProxy } from '../servers/fault-proxy.ts';
import type { FaultyS3, S3Access, SimulationSeed } from '../servers/faults.ts';
import { startOtherS3 } from '../servers/other-s3.ts';
import { startReceiver } from '../servers/receiver.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The database `postgres`, as superuser. */
    postgresUrl: string;
    s3: S3Access;
    /** An unrelated S3 server, which checks neither signatures nor payload hashes. */
    otherS3: S3Access;
    /** An S3 server behind a proxy that injects faults on demand. */
    faulty: FaultyS3;
    /** Another one, for tests of multipart uploads, which run at the same time. */
    faultyParts: FaultyS3;
    /** Another one, without faults. */
    contractProxy: FaultyS3;
    /** Seeds and stores of the simulations: only SIMULATION_SEED if set, otherwise several new seeds. */
    simulations: readonly SimulationSeed[];
    /** LEDGER_SEED and LEDGER_RUNS, for the comparison of the ledger with its model. */
    ledgerRuns: { readonly seed: number; readonly count: number };
    /** SIMULATION_OPERATIONS, per simulation. */
    simulationOperations: number;
    /** Address that answers with the build of the Worker (worker-build.ts). */
    workerBuildUrl: string;
    /** Accepts connections and never responds. */
    blackhole: { port: number };
    /** Receives webhooks, and resolves names over HTTPS (receiver.ts). */
    receiverUrl: string;
    /** Refuses connections. */
    closedPort: number;
    /** PROPERTY_SEED and PROPERTY_PATH of a failed property; null: new seeds. */
    propertyReplay: { readonly seed: number; readonly path: string } | null;
    /** True under `npm run test:nightly`: more seeds and more cases. */
    isNightly: boolean;
  }
}

const templateDatabase = 'laurel_template';

export type Stop = () => Promise<void>;

export default async function setup(project: TestProject): Promise<Stop> {
  // Tests start hundreds of commands, which read the same modules.
  process.env.NODE_COMPILE_CACHE ??= join(project.config.root, 'node_modules/.cache/node');
  const folder = mkdtempSync(join(tmpdir(), 'laurel-test-'));
  const stops: Stop[] = [];
  const teardown = async () => {
    await Promise.all(stops.map((stop) => stop()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await provideServers(project, folder, stops);
    // Chromium is unpacked on first use. Two concurrent first uses would start an incomplete one.
    await chromium.executablePath();
  } catch (error) {
    await teardown();
    throw error;
  }
  return teardown;
}

async function provideServers(project: TestProject, folder: string, stops: Stop[]): Promise<void> {
  const database = await startLocalPostgres({
    folder: join(folder, 'postgres'),
    password: randomBytes(12).toString('hex'),
    durable: false,
    connectionsMax: 300,
  });
  stops.push(database.stop);
  await createTemplate(database.url);
  project.provide('postgresUrl', database.url);

  project.provide('s3', await startTestS3(stops));

  project.provide('otherS3', await startOtherS3(join(folder, 's3rver'), stops));
  const left = await startTestS3(stops);
  const right = await startTestS3(stops);
  project.provide('faulty', await withFaults(left, stops));
  project.provide('faultyParts', await withFaults(left, stops));
  project.provide('contractProxy', await withFaults(left, stops));
  project.provide('simulations', await createSimulations(left, right, stops));
  project.provide('simulationOperations', Number(process.env.SIMULATION_OPERATIONS ?? 500));

  const { LEDGER_SEED, LEDGER_RUNS } = process.env;
  project.provide('ledgerRuns', { seed: Number(LEDGER_SEED ?? randomInt(2 ** 31)), count: Number(LEDGER_RUNS ?? 2) });

  const { PROPERTY_SEED, PROPERTY_PATH = '' } = process.env;
  const replay = PROPERTY_SEED === undefined ? null : { seed: Number(PROPERTY_SEED), path: PROPERTY_PATH };
  project.provide('propertyReplay', replay);
  project.provide('isNightly', process.env.LAUREL_NIGHTLY === '1');

  project.provide('workerBuildUrl', await startWorkerBuild(join(folder, 'worker'), stops));

  const receiver = await startReceiver();
  stops.push(receiver.stop);
  project.provide('receiverUrl', receiver.url);

  const blackhole = await startBlackhole();
  stops.push(blackhole.stop);
  project.provide('blackhole', { port: blackhole.port });
  project.provide('closedPort', await findClosedPort());
}

async function startTestS3(stops: Stop[]): Promise<S3Access> {
  const secretAccessKey = randomBytes(20).toString('hex');
  const { stop, ...s3 } = await startLocalS3({ accessKeyId: 'laurel-test', secretAccessKey });
  stops.push(stop);
  return s3;
}

async function withFaults(s3: S3Access, stops: Stop[]): Promise<FaultyS3> {
  const { origin } = new URL(s3.endpoint);
  const proxy = await startFaultProxy(origin);
  stops.push(proxy.stop);
  const endpoint = s3.endpoint.replace(origin, `http://127.0.0.1:${proxy.port}`);
  return { s3: { ...s3, endpoint }, proxyPort: proxy.port };
}

const worldCount = 4;

async function createSimulations(left: S3Access, right: S3Access, stops: Stop[]): Promise<SimulationSeed[]> {
  const { SIMULATION_SEED } = process.env;
  const seeds =
    SIMULATION_SEED === undefined
      ? Array.from({ length: worldCount }, () => randomInt(2 ** 31))
      : [Number(SIMULATION_SEED)];
  return Promise.all(
    seeds.map(async (seed) => ({
      seed,
      left: await withFaults(left, stops),
      right: await withFaults(right, stops),
    })),
  );
}

async function createTemplate(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await sql.unsafe(`CREATE DATABASE ${templateDatabase}`);
  const templateUrl = new URL(url);
  templateUrl.pathname = `/${templateDatabase}`;
  await migrateDatabase(templateUrl.href);
  await openAppRole(url);
  // A template with open connections cannot be copied.
  await sql.unsafe(`ALTER DATABASE ${templateDatabase} ALLOW_CONNECTIONS false`);
  await sql.end();
}

async function startBlackhole(): Promise<{ port: number; stop: Stop }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('the blackhole has no port');
  const stop = () => {
    for (const socket of sockets) socket.destroy();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { port: address.port, stop };
}
