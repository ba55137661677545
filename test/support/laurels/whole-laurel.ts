// Starts the deployed build of the Worker with its own database and S3 server, for tests that run in Node.

import { globSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { asAppRole } from '../../../src/cli/database/app-role.ts';
import { type Demo, playDemo } from '../../../src/cli/demo/play-demo.ts';
import { type LocalS3, startLocalS3 } from '../../../src/cli/dev/local-s3.ts';
import { startLocalWorker } from '../../../src/cli/dev/local-worker.ts';
import { promptQueueSeconds } from '../../../src/cli/dev/wrangler-options.ts';
import { describeR2 } from '../../../src/cli/operator/operator-connections.ts';
import { endChildren } from '../../../src/cli/process/child-processes.ts';
import { createDatabase } from '../isolate/new-database.ts';
import { workerBuild } from './worker-build.ts';

export interface WholeLaurel {
  readonly url: string;
  /** Bypasses Miniflare's proxy. */
  readonly ownSocketUrl: string;
  /** The variables for operator commands. */
  readonly variables: Readonly<Record<string, string>>;
  readonly jwtSecret: string;
  readonly s3: LocalS3;
  /** Makes R2 fail to read all existing objects. */
  readonly breakR2: () => void;
  /** The Worker's log. */
  readonly readLog: () => string;
  /** Runs the cron trigger once. */
  readonly tick: () => Promise<void>;
  readonly playDemo: () => Promise<Demo>;
  readonly stop: () => Promise<void>;
}

export async function startWholeLaurel(flags: Readonly<Record<string, string>> = {}): Promise<WholeLaurel> {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-whole-'));
  const jwtSecret = crypto.randomUUID() + crypto.randomUUID();
  const r2Access = { accessKeyId: 'laurel-test', secretAccessKey: crypto.randomUUID() };
  const [build, s3, databaseUrl] = await Promise.all([workerBuild(), startLocalS3(r2Access), createDatabase()]);
  const variables = {
    PUBLIC_URL: 'https://laurel.test',
    JWT_SECRET: jwtSecret,
    WEBHOOK_SECRET: jwtSecret,
    WEBHOOK_RESOLVER_URL: `${inject('receiverUrl')}/dns-query`,
    DATABASE_URL: asAppRole(databaseUrl),
    S3_ENDPOINT: s3.endpoint,
    S3_BUCKET: s3.bucket,
    S3_REGION: s3.region,
    S3_ACCESS_KEY_ID: s3.accessKeyId,
    S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
    ...flags,
  };
  const worker = await startLocalWorker({
    buildFolder: build.folder,
    stateFolder: join(folder, 'state'),
    logFile: join(folder, 'worker.log'),
    port: 0,
    queueWaitSeconds: promptQueueSeconds,
    r2Access,
    variables,
  });
  return {
    url: worker.url,
    ownSocketUrl: worker.ownSocketUrl,
    variables: { ...variables, ...describeR2(worker.r2) },
    jwtSecret,
    s3,
    breakR2: () => breakObjects(join(folder, 'state')),
    readLog: () => readFileSync(join(folder, 'worker.log'), 'utf8'),
    tick: worker.tick,
    playDemo: () => playDemo(worker.url, jwtSecret),
    async stop() {
      await Promise.all([worker.stop(), s3.stop()]);
      await endChildren();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Miniflare stores each object in a file. Replaced by a link to a device, the object exists but cannot be read. */
function breakObjects(stateFolder: string): void {
  const files = globSync('**/blobs/*', { cwd: stateFolder }).map((name) => join(stateFolder, name));
  if (files.length === 0) throw new Error('R2 has no objects');
  for (const file of files) {
    rmSync(file);
    symlinkSync('/dev/null', file);
  }
}
