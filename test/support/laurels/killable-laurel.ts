// Laurel with a Postgres of its own. Both can be killed, and come back with what they have stored. Under `npm run test:deno` it is the app
// on Deno.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inject } from 'vitest';
import { openAppRole } from '../../../src/cli/database/app-role.ts';
import { migrateDatabase } from '../../../src/cli/database/migrate.ts';
import { startLocalWorker } from '../../../src/cli/dev/local-worker.ts';
import { type LocalPostgres, startLocalPostgres } from '../../../src/cli/postgres/local-postgres.ts';
import { describeS3 } from '../servers/bindings.ts';
import { startDenoLaurel } from './deno-laurel.ts';
import { workerBuild } from './worker-build.ts';

export interface KillableLaurel {
  readonly jwtSecret: string;
  /** As the owner of the database; the same after a kill. */
  readonly databaseUrl: string;
  /** Changes when the Worker is killed. */
  readonly address: () => { readonly host: string; readonly port: number };
  /** Ends workerd or Deno at once, and starts it again with the storage of its objects. */
  readonly killWorker: () => Promise<void>;
  /** SIGKILL to the server; it recovers from its write-ahead log. */
  readonly killPostgres: () => Promise<void>;
  /** Runs the cron trigger once; on Deno the cron runs every second. */
  readonly tick: () => Promise<void>;
  /** What the Worker or Deno has said since its last start. */
  readonly readLog: () => string;
  readonly stop: () => Promise<void>;
}

export async function startKillableLaurel(changed: Readonly<Record<string, string>> = {}): Promise<KillableLaurel> {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-killable-'));
  const jwtSecret = crypto.randomUUID() + crypto.randomUUID();
  const cluster = { folder: join(folder, 'postgres'), password: crypto.randomUUID() };
  let postgres: LocalPostgres = await startLocalPostgres(cluster);
  const port = Number(new URL(postgres.url).port);
  await migrateDatabase(postgres.url);
  const variables = {
    PUBLIC_URL: 'https://laurel.test',
    JWT_SECRET: jwtSecret,
    WEBHOOK_SECRET: jwtSecret,
    WEBHOOK_RESOLVER_URL: `${inject('receiverUrl')}/dns-query`,
    DATABASE_URL: await openAppRole(postgres.url),
    ...describeS3('S3', inject('s3')),
    ...changed,
  };
  const startServer = process.env.LAUREL_DENO === 'all' ? startOnDeno : startInWorkerd;
  let server = await startServer(folder, variables);
  return {
    jwtSecret,
    databaseUrl: postgres.url,
    address: () => ({ host: '127.0.0.1', port: Number(new URL(server.url).port) }),
    async killWorker() {
      await server.kill();
      server = await startServer(folder, variables);
    },
    async killPostgres() {
      const { ended } = postgres;
      process.kill(Number.parseInt(readFileSync(join(cluster.folder, 'postmaster.pid'), 'utf8'), 10), 'SIGKILL');
      await ended;
      postgres = await restart({ ...cluster, port });
    },
    tick: () => server.tick(),
    readLog: () => server.readLog(),
    async stop() {
      await server.kill();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface KillableServer {
  readonly url: string;
  readonly kill: () => Promise<void>;
  readonly tick: () => Promise<void>;
  readonly readLog: () => string;
}

async function startInWorkerd(folder: string, variables: Record<string, string>): Promise<KillableServer> {
  const { folder: buildFolder } = await workerBuild();
  const { accessKeyId, secretAccessKey } = inject('s3');
  const files = { stateFolder: join(folder, 'state'), logFile: join(folder, 'worker.log') };
  const r2Access = { accessKeyId, secretAccessKey };
  const { ownSocketUrl, stop, tick } = await startLocalWorker({ buildFolder, ...files, port: 0, r2Access, variables });
  // Miniflare ends workerd with SIGKILL.
  return { url: ownSocketUrl, kill: stop, tick, readLog: () => readFileSync(files.logFile, 'utf8') };
}

async function startOnDeno(_folder: string, variables: Record<string, string>): Promise<KillableServer> {
  const { url, kill, readLog } = await startDenoLaurel({ ...variables, CRON_SECONDS: '1' });
  return { url, kill, tick: async () => {}, readLog };
}

const attemptsMax = 100;

/** The processes of the killed server end a moment after it; until then the folder is in use. */
async function restart(options: Parameters<typeof startLocalPostgres>[0]): Promise<LocalPostgres> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startLocalPostgres(options);
    } catch (error) {
      if (attempt === attemptsMax) throw error;
      await sleep(100);
    }
  }
}
