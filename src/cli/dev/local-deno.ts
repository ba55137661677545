// Runs the app under the bundled Deno, with R2 as a local S3 server that has the files of the local Worker.

import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describeR2 } from '../operator/operator-connections.ts';
import { endChild, trackChild } from '../process/child-processes.ts';
import { withParentDeathSignal } from '../process/parent-death-signal.ts';
import { StartRefusal } from '../process/start-refusal.ts';
import { repositoryFolder } from './home-folder.ts';
import { startLocalS3 } from './local-s3.ts';
import type { LocalWorker, LocalWorkerOptions } from './local-worker.ts';

const folder = 'src/platform/deno';

/** Everything is in node_modules: nothing is fetched. */
export const denoCommand: readonly string[] = [
  join(repositoryFolder, 'node_modules/.bin/deno'),
  ...['run', '--config', `${folder}/deno.json`, '--no-lock', '--cached-only', '-A', `${folder}/main.ts`],
];

/** `bucket_name` in wrangler.toml. */
const bucket = 'laurel-certificates';

/** @returns the same as for a Worker. Its cron is its own. */
export async function startLocalDeno(
  options: Pick<LocalWorkerOptions, 'stateFolder' | 'logFile' | 'port' | 'r2Access' | 'variables'>,
): Promise<LocalWorker> {
  const r2 = await startLocalS3({ ...options.r2Access, folder: options.stateFolder, bucket });
  const [command = '', ...args] = [...(withParentDeathSignal('KILL') ?? []), ...denoCommand];
  const child = spawn(command, args, {
    cwd: repositoryFolder,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      ...process.env,
      DENO_NO_UPDATE_CHECK: '1',
      STOP_WITH_STDIN: '1',
      PORT: String(options.port),
      ...options.variables,
      ...describeR2(r2),
    },
  });
  trackChild(child);
  const ended = new Promise<string>((resolve) => {
    child.once('exit', () => resolve(`Deno ended unexpectedly; ${options.logFile} says why.`));
  });
  const log = createWriteStream(options.logFile);
  log.on('error', () => {});
  child.stderr.pipe(log);
  const stop = async () => {
    await endChild(child);
    await r2.stop();
  };
  const port = await listeningPort(child, createInterface(child.stdout));
  if (port === null) {
    await stop();
    throw new StartRefusal(`Laurel does not start under Deno; ${options.logFile} says why.`);
  }
  const url = `http://127.0.0.1:${port}`;
  return { url, ownSocketUrl: url, variantUrls: {}, r2, tick: async () => {}, ended, stop };
}

/** null: the process has ended. The log of the app follows on the same stream. */
function listeningPort(
  child: ReturnType<typeof spawn>,
  lines: ReturnType<typeof createInterface>,
): Promise<number | null> {
  return new Promise((resolve) => {
    lines.on('line', (line) => {
      const found = /^Laurel listens on port (\d+)$/.exec(line);
      if (found !== null) resolve(Number(found[1]));
    });
    for (const event of ['exit', 'error']) child.once(event, () => resolve(null));
  });
}
