// A whole Laurel under load: some version of the code, built and started by its own `npm start` in processes of its own.

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
  /** Gone afterwards. */
  readonly home: string;
  /** Where its Worker can be looked into; nowhere if absent. */
  readonly inspectorPort?: number | undefined;
}

export interface Laurel {
  /** As its Worker has them, secrets included. */
  readonly variables: Readonly<Record<string, string>>;
  /** CPU time its Worker's process has used so far, milliseconds. */
  workerCpuMs(): number;
  stop(): Promise<void>;
}

const startTimeoutMs = 180_000;

/** @throws Error with its last words when it does not come up. */
export async function startLaurel({ root, databaseUrl, home, inspectorPort }: LaurelOptions): Promise<Laurel> {
  const port = await findFreePort();
  const words = [process.execPath, scriptOf(root, 'start'), '--empty'];
  const [command = '', ...rest] = [...(withParentDeathSignal('TERM') ?? []), ...words];
  const given: Record<string, string> = {
    LAUREL_HOME: home,
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    CERT_S3_DUAL_WRITE: 'true',
    ...(inspectorPort === undefined ? {} : { INSPECTOR_PORT: String(inspectorPort) }),
  };
  const child = spawn(command, rest, {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...given },
  });
  let output = '';
  const listen = (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4000));
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
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
