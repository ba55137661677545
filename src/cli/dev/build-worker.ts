// Builds the Worker as for a deployment, without deploying it. Needs no network and no account.

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
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

/** Where other tools of the repository keep what they can make again. */
const kept = join(repositoryFolder, 'node_modules/.cache/laurel-worker');

/** The build of the present source: made anew where it has changed. `own`: the folder of a build that cannot be kept. @returns its folder. */
export async function openWorkerBuild(own: string, scratch: string): Promise<string> {
  if (!isWritable(kept)) return (await buildWorker(own, scratch)).folder;
  const name = digestSource(repositoryFolder);
  const folder = join(kept, name);
  if (existsSync(folder)) return folder;
  // Beside it, so that source maps find the source from there.
  const draft = mkdtempSync(`${folder}.`);
  await buildWorker(draft, scratch);
  try {
    renameSync(draft, folder);
  } catch {
    // Another start was first.
    rmSync(draft, { recursive: true, force: true });
  }
  for (const older of readdirSync(kept).filter((one) => !one.startsWith(name)))
    rmSync(join(kept, older), { recursive: true, force: true });
  return folder;
}

function isWritable(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Of all that wrangler reads. `.package-lock.json` says what is installed. */
export function digestSource(root: string): string {
  const hash = createHash('sha256');
  const source = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true });
  const files = source.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const settings = ['wrangler.toml', 'package.json', 'tsconfig.json', 'node_modules/.package-lock.json'];
  for (const file of [...settings.map((name) => join(root, name)), ...files.sort()])
    hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  return hash.digest('hex').slice(0, 16);
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
