// Builds the Worker as for a deployment, without deploying it. Needs no network and no account.

import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { trackChild, waitForEnd } from '../process/child-processes.ts';
import { withParentDeathSignal } from '../process/parent-death-signal.ts';
import { StartRefusal } from '../process/start-refusal.ts';
import { repositoryFolder } from './home-folder.ts';

/** Called directly, because wrangler's `bin` script starts it in another child process. */
const wrangler = join(repositoryFolder, 'node_modules/wrangler/wrangler-dist/cli.js');

export interface WorkerBuild {
  readonly folder: string;
  /** Cloudflare limits the compressed size. */
  readonly gzipKib: number;
}

/** wrangler writes its logs and settings to `scratch` instead of the user's home. `entry`: instead of that in wrangler.toml. */
export async function buildWorker(folder: string, scratch: string, entry?: string): Promise<WorkerBuild> {
  rmSync(folder, { recursive: true, force: true });
  const script = entry === undefined ? [] : [entry];
  const commandLine = [process.execPath, wrangler, 'deploy', ...script, '--dry-run', '--outdir', folder];
  const [command = '', ...rest] = [...(withParentDeathSignal('KILL') ?? []), ...commandLine];
  const child = spawn(command, rest, {
    cwd: repositoryFolder,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      WRANGLER_SEND_METRICS: 'false',
      FORCE_COLOR: '0',
      WRANGLER_LOG_PATH: scratch,
      XDG_CONFIG_HOME: scratch,
    },
  });
  const { code, output } = await waitForEnd(trackChild(child));
  if (code !== 0) throw new StartRefusal(`The Worker could not be built:\n${output.trim()}`);
  return { folder, gzipKib: parseGzipKib(output) };
}

function parseGzipKib(output: string): number {
  return Number(/gzip: ([\d.]+) KiB/.exec(output)?.[1] ?? Number.NaN);
}
