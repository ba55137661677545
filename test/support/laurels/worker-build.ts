// Builds the Worker once per run, when the first test asks for it. Test files run in several processes, so they ask over HTTP.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { inject } from 'vitest';
import { buildWorker, type WorkerBuild } from '../../../src/cli/dev/build-worker.ts';

/** For the global setup. */
export async function startWorkerBuild(folder: string, stops: (() => Promise<void>)[]): Promise<string> {
  let build: Promise<WorkerBuild> | undefined;
  const server = createServer(async (_, response) => {
    build ??= buildWorker(join(folder, 'build'), join(folder, 'scratch'));
    const [status, body] = await build.then(
      (made) => [200, JSON.stringify(made)] as const,
      (error: Error) => [500, error.message] as const,
    );
    response.writeHead(status, { connection: 'close' }).end(body);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  stops.push(async () => void (await once(server.close(), 'close')));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** For tests. Read only: all files share it. */
export async function workerBuild(): Promise<WorkerBuild> {
  const answer = await fetch(inject('workerBuildUrl'));
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as WorkerBuild;
}
