// Starts the deployed build of the Worker, or one of a bench, and an S3 server on a bench database, with a given number of backend objects.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { asAppRole, openAppRole } from '../../src/cli/database/app-role.ts';
import { buildWorker } from '../../src/cli/dev/build-worker.ts';
import { startLocalS3 } from '../../src/cli/dev/local-s3.ts';
import { startLocalWorker, type WorkerVariants } from '../../src/cli/dev/local-worker.ts';
import { waitUntilReady } from '../../src/cli/dev/wait-until-ready.ts';
import type { S3Config } from '../../src/objects/stores/s3.ts';
import type { BenchDatabase } from './database.ts';

export interface BenchLaurel {
  readonly baseUrl: string;
  readonly jwtSecret: string;
  readonly s3: S3Config;
  /** By name of the entry point. */
  readonly variantUrls: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

export interface BenchLaurelOptions {
  /** Removed afterwards. */
  readonly folder: string;
  readonly database: Pick<BenchDatabase, 'url' | 'directUrl'>;
  readonly backendShards: number;
  /** Variables that differ. */
  readonly overrides?: Readonly<Record<string, string>>;
  /** Absent: the deployed build. */
  readonly variants?: WorkerVariants;
}

export async function startBenchLaurel(options: BenchLaurelOptions): Promise<BenchLaurel> {
  const { folder, database, backendShards, variants } = options;
  mkdirSync(folder, { recursive: true });
  const jwtSecret = crypto.randomUUID() + crypto.randomUUID();
  const r2Access = { accessKeyId: 'laurel-bench', secretAccessKey: crypto.randomUUID() };
  await openAppRole(database.directUrl);
  const [build, local] = await Promise.all([
    buildWorker(join(folder, 'build'), join(folder, 'scratch'), variants?.main),
    startLocalS3(r2Access),
  ]);
  const { stop: stopS3, ...s3 } = local;
  const worker = await startLocalWorker({
    buildFolder: build.folder,
    stateFolder: join(folder, 'state'),
    logFile: join(folder, 'worker.log'),
    port: 0,
    r2Access,
    ...(variants === undefined ? {} : { variants }),
    variables: {
      PUBLIC_URL: 'https://laurel.test',
      JWT_SECRET: jwtSecret,
      DATABASE_URL: asAppRole(database.url),
      BACKEND_SHARDS: String(backendShards),
      CERT_S3_DUAL_WRITE: 'true',
      S3_ENDPOINT: s3.endpoint,
      S3_BUCKET: s3.bucket,
      S3_REGION: s3.region,
      S3_ACCESS_KEY_ID: s3.accessKeyId,
      S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
      ...options.overrides,
    },
  });
  await waitUntilReady(worker.url, new AbortController().signal);
  return {
    baseUrl: worker.ownSocketUrl,
    jwtSecret,
    s3,
    variantUrls: worker.variantUrls,
    stop: async () => {
      await Promise.all([worker.stop(), stopS3()]);
    },
  };
}
