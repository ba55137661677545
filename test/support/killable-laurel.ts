// Laurel with a Postgres of its own. Both can be killed, and come back with what they have stored.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inject } from 'vitest';
import { openAppRole } from '../../src/cli/database/app-role.ts';
import { migrateDatabase } from '../../src/cli/database/migrate.ts';
import { type LocalWorker, startLocalWorker } from '../../src/cli/dev/local-worker.ts';
import { type LocalPostgres, startLocalPostgres } from '../../src/cli/postgres/local-postgres.ts';
import { workerBuild } from './worker-build.ts';

export interface KillableLaurel {
  readonly jwtSecret: string;
  /** As the owner of the database; the same after a kill. */
  readonly databaseUrl: string;
  /** Changes when the Worker is killed. */
  readonly address: () => { readonly host: string; readonly port: number };
  /** Ends workerd at once, and starts it again with the storage of its objects. */
  readonly killWorker: () => Promise<void>;
  /** SIGKILL to the server; it recovers from its write-ahead log. */
  readonly killPostgres: () => Promise<void>;
  /** Runs the cron trigger once. */
  readonly tick: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export async function startKillableLaurel(changed: Readonly<Record<string, string>> = {}): Promise<KillableLaurel> {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-killable-'));
  const jwtSecret = crypto.randomUUID() + crypto.randomUUID();
  const cluster = { folder: join(folder, 'postgres'), password: crypto.randomUUID() };
  let postgres: LocalPostgres = await startLocalPostgres(cluster);
  const port = Number(new URL(postgres.url).port);
  const [build] = await Promise.all([workerBuild(), migrateDatabase(postgres.url)]);
  const { endpoint, bucket, region, accessKeyId, secretAccessKey } = inject('s3');
  const variables = {
    PUBLIC_URL: 'https://laurel.test',
    JWT_SECRET: jwtSecret,
    WEBHOOK_SECRET: jwtSecret,
    WEBHOOK_RESOLVER_URL: `${inject('receiverUrl')}/dns-query`,
    DATABASE_URL: await openAppRole(postgres.url),
    S3_ENDPOINT: endpoint,
    S3_BUCKET: bucket,
    S3_REGION: region,
    S3_ACCESS_KEY_ID: accessKeyId,
    S3_SECRET_ACCESS_KEY: secretAccessKey,
    ...changed,
  };
  const startWorker = () =>
    startLocalWorker({
      ...{ buildFolder: build.folder, stateFolder: join(folder, 'state'), logFile: join(folder, 'worker.log') },
      ...{ port: 0, r2Access: { accessKeyId, secretAccessKey }, variables },
    });
  let worker: LocalWorker = await startWorker();
  return {
    jwtSecret,
    databaseUrl: postgres.url,
    address: () => ({ host: '127.0.0.1', port: Number(new URL(worker.ownSocketUrl).port) }),
    async killWorker() {
      // Miniflare ends workerd with SIGKILL.
      await worker.stop();
      worker = await startWorker();
    },
    async killPostgres() {
      const { ended } = postgres;
      process.kill(Number.parseInt(readFileSync(join(cluster.folder, 'postmaster.pid'), 'utf8'), 10), 'SIGKILL');
      await ended;
      postgres = await restart({ ...cluster, port });
    },
    tick: () => worker.tick(),
    async stop() {
      await worker.stop();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
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
