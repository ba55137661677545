// `npm start` as a process that is ended with SIGKILL, and started again with what it has stored.

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withParentDeathSignal } from '../../../src/cli/process/parent-death-signal.ts';
import { findClosedPort } from '../servers/closed-port.ts';

export interface StartedLaurel {
  readonly url: string;
  readonly jwtSecret: string;
  /** As the role of the application. */
  readonly databaseUrl: () => string;
  /** The end of what the command and the Worker have said since the last start. */
  readonly readLog: () => string;
  /** Ends the process, and with it the Worker and Postgres, and starts it again. */
  readonly kill: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const attemptsMax = 60;
const logLength = 5_000;

export async function startByCommand(variables: Readonly<Record<string, string>> = {}): Promise<StartedLaurel> {
  const [folder, port] = [mkdtempSync(join(tmpdir(), 'laurel-started-')), await findClosedPort()];
  const home = join(folder, 'home');
  const jwtSecret = crypto.randomUUID() + crypto.randomUUID();
  const env = {
    ...{ ...process.env, TMPDIR: folder, LAUREL_HOME: home, PORT: String(port) },
    ...{ JWT_SECRET: jwtSecret, ...variables },
  };
  let output = '';
  const once = async (): Promise<ChildProcess | null> => {
    output = '';
    const own = [process.execPath, 'src/cli/dev/start.ts', '--empty'];
    const [command = '', ...args] = [...(withParentDeathSignal('TERM') ?? []), ...own];
    const child = spawn(command, args, {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const isReady = new Promise<boolean>((resolve) => {
      child.stdout?.on('data', (chunk) => {
        output += chunk;
        if (output.includes('Ctrl-C stops everything')) resolve(true);
      });
      child.once('close', () => resolve(false));
    });
    return (await isReady) ? child : null;
  };
  // What the killed process has started ends a moment after it; until then folder and port are in use.
  const start = async (): Promise<ChildProcess> => {
    for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
      const child = await once();
      if (child !== null) return child;
      await sleep(500);
    }
    throw new Error('Laurel does not start again');
  };
  const end = async (child: ChildProcess, signal: NodeJS.Signals) => {
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
    child.kill(signal);
    await ended;
  };
  let child = await start();
  return {
    url: `http://127.0.0.1:${port}`,
    jwtSecret,
    databaseUrl: () => JSON.parse(readFileSync(join(home, 'running.json'), 'utf8')).DATABASE_URL,
    readLog: () => `${output.slice(-logLength)}\n${readFileSync(join(home, 'worker.log'), 'utf8').slice(-logLength)}`,
    async kill() {
      await end(child, 'SIGKILL');
      child = await start();
    },
    async stop() {
      await end(child, 'SIGINT');
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
