// Starts a version of Laurel by its own `npm start`, in separate processes.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from '../../src/cli/dev/free-port.ts';
import { withParentDeathSignal } from '../../src/cli/process/parent-death-signal.ts';
import { readCpuByRole } from './cpu.ts';
import { scriptOf } from './script-of.ts';

export const ownRoot = join(import.meta.dirname, '../..');

export interface LaurelOptions {
  /** The repository whose code runs. */
  readonly root: string;
  readonly databaseUrl: string;
  /** Removed afterwards. */
  readonly home: string;
  /** Port for the Worker's inspector; absent: disabled. */
  readonly inspectorPort?: number | undefined;
  /** Settings that differ from those of other benches. */
  readonly overrides?: Readonly<Record<string, string>>;
}

export interface Laurel {
  /** The Worker's variables, including secrets. */
  readonly variables: Readonly<Record<string, string>>;
  /** CPU time of the Worker's process so far, milliseconds. */
  workerCpuMs(): number;
  stop(): Promise<void>;
}

const limitNames = ['user', 'registration', 'match', 'payout', 'verification'];

const startTimeoutMs = 180_000;

/** @throws Error with the end of its output when it does not start. */
export async function startLaurel(options: LaurelOptions): Promise<Laurel> {
  const { root, databaseUrl, home, inspectorPort } = options;
  const port = await findFreePort();
  const commandLine = [process.execPath, scriptOf(root, 'start'), '--empty'];
  const [command = '', ...rest] = [...(withParentDeathSignal('TERM') ?? []), ...commandLine];
  const overrides: Record<string, string> = {
    LAUREL_HOME: home,
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    CERT_S3_DUAL_WRITE: 'true',
    // As in production: answers are not checked, requests are counted and logged. Nobody reaches these limits.
    CHECK_ANSWERS: 'false',
    RATE_LIMITS: limitNames.map((name) => `${name}=1000000000/60`).join(' '),
    LIVE_SOCKETS_PER_ADDRESS: '1000000000',
    ...(inspectorPort === undefined ? {} : { INSPECTOR_PORT: String(inspectorPort) }),
    ...options.overrides,
  };
  const child = spawn(command, rest, {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...overrides },
  });
  let output = '';
  const read = (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4000));
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  const exited = once(child, 'exit');
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await exited;
  };
  const runningFile = join(home, 'running.json');
  const end = performance.now() + startTimeoutMs;
  while (!(existsSync(runningFile) && (await isReady(port)))) {
    if (child.exitCode !== null) throw new Error(`Laurel did not start:\n${output}`);
    if (performance.now() > end) {
      await stop();
      throw new Error(`Laurel was not ready in time:\n${output}`);
    }
    await sleep(100);
  }
  const variables = JSON.parse(readFileSync(runningFile, 'utf8')) as Record<string, string>;
  return { variables, stop, workerCpuMs: () => readCpuByRole(child.pid ?? 0).worker };
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
