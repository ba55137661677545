// Laurel under the real Deno binary, with a database of its own, for tests that run in Node.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { inject } from 'vitest';
import { asAppRole } from '../../src/cli/database/app-role.ts';
import { createTestDatabase } from './whole-laurel.ts';

export interface DenoLaurel {
  readonly url: string;
  readonly jwtSecret: string;
  readonly stop: () => Promise<void>;
}

const root = resolve(import.meta.dirname, '../..');

export async function startDenoLaurel(variables: Readonly<Record<string, string>> = {}): Promise<DenoLaurel> {
  const s3 = inject('s3');
  const jwtSecret = crypto.randomUUID() + crypto.randomUUID();
  const folder = 'src/platform/deno';
  const args = ['run', '--config', `${folder}/deno.json`, '--no-lock', '--cached-only', '-A', `${folder}/main.ts`];
  const server = spawn(resolve(root, 'node_modules/.bin/deno'), args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      DENO_NO_UPDATE_CHECK: '1',
      PORT: '0',
      LAUREL_ENV: 'development',
      PUBLIC_URL: 'https://laurel.test',
      JWT_SECRET: jwtSecret,
      WEBHOOK_SECRET: jwtSecret,
      DATABASE_URL: asAppRole(await createTestDatabase()),
      R2_ENDPOINT: s3.endpoint,
      R2_BUCKET: s3.bucket,
      R2_ACCESS_KEY_ID: s3.accessKeyId,
      R2_SECRET_ACCESS_KEY: s3.secretAccessKey,
      ...variables,
    },
  });
  const [line] = (await once(createInterface(server.stdout), 'line')) as [string];
  return {
    url: `http://127.0.0.1:${line.match(/port (\d+)/)?.[1]}`,
    jwtSecret,
    async stop() {
      if (server.exitCode !== null) return;
      server.kill('SIGTERM');
      await once(server, 'exit');
    },
  };
}
