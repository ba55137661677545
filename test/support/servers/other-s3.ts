// Starts the independent S3 server.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { S3Access } from './faults.ts';

export async function startOtherS3(folder: string, stops: (() => Promise<void>)[]): Promise<S3Access> {
  const program = join(import.meta.dirname, 'other-s3-server.ts');
  const server = spawn(process.execPath, ['--openssl-legacy-provider', program, folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  stops.push(async () => {
    const exit = once(server, 'exit');
    server.stdin.end();
    await exit;
  });
  const [line] = (await once(server.stdout, 'data')) as [Buffer];
  return {
    endpoint: `http://127.0.0.1:${line.toString().trim()}`,
    bucket: 'certs',
    region: 'us-east-1',
    accessKeyId: 'S3RVER',
    secretAccessKey: 'S3RVER',
  };
}
