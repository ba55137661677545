// Laurel under the real Deno binary, with a database of its own, for tests that run in Node.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import { inject } from 'vitest';
import { asAppRole } from '../../../src/cli/database/app-role.ts';
import { repositoryFolder } from '../../../src/cli/dev/home-folder.ts';
import { denoCommand } from '../../../src/cli/dev/local-deno.ts';
import { withParentDeathSignal } from '../../../src/cli/process/parent-death-signal.ts';
import { createDatabase } from '../isolate/new-database.ts';
import { describeS3 } from '../servers/bindings.ts';

export interface DenoLaurel {
  readonly url: string;
  readonly jwtSecret: string;
  /** What it has written to stderr. */
  readonly readLog: () => string;
  /** Runs the cron once, in its process. */
  readonly tick: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Ends the process with SIGKILL. */
  readonly kill: () => Promise<void>;
}

export async function startDenoLaurel(variables: Readonly<Record<string, string>> = {}): Promise<DenoLaurel> {
  const jwtSecret = crypto.randomUUID() + crypto.randomUUID();
  // Nothing of it stays when the process of the tests is killed.
  const [command = '', ...args] = [...(withParentDeathSignal('KILL') ?? []), ...denoCommand];
  const server = spawn(command, args, {
    cwd: repositoryFolder,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      ...process.env,
      DENO_NO_UPDATE_CHECK: '1',
      STOP_WITH_STDIN: '1',
      PORT: '0',
      LAUREL_ENV: 'development',
      PUBLIC_URL: 'https://laurel.test',
      JWT_SECRET: jwtSecret,
      WEBHOOK_SECRET: jwtSecret,
      // Tests run the cron themselves, as they do in workerd.
      CRON_SECONDS: '0',
      ...describeS3('R2', inject('s3')),
      ...variables,
      DATABASE_URL: variables.DATABASE_URL ?? asAppRole(await createDatabase()),
    },
  });
  let log = '';
  server.stderr.on('data', (data) => {
    log += data;
  });
  server.stderr.pipe(process.stderr, { end: false });
  const lines = createInterface(server.stdout);
  const [line] = (await Promise.race([once(lines, 'line'), once(server, 'exit').then(() => [''])])) as [string];
  if (!line.startsWith('Laurel listens'))
    throw new Error(`Laurel does not start under Deno: ${line} ${log.slice(-2000)}`);
  // Signals that come together are one: each run waits for the one before.
  let lastRun: Promise<unknown> = Promise.resolve();
  return {
    readLog: () => log,
    tick() {
      const run = lastRun.then(() => runCron(server, lines));
      lastRun = run.catch(() => {});
      return run;
    },
    url: `http://127.0.0.1:${line.match(/port (\d+)/)?.[1]}`,
    jwtSecret,
    stop: () => end(server, 'SIGTERM'),
    kill: () => end(server, 'SIGKILL'),
  };
}

async function end(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  server.kill(signal);
  await once(server, 'exit');
}

async function runCron(server: ChildProcess, lines: Interface): Promise<void> {
  const told = new Promise<string>((resolve, reject) => {
    lines.on('line', (line) => line.startsWith('The cron has') && resolve(line));
    server.once('exit', () => reject(new Error('the process has ended')));
  });
  server.kill('SIGUSR2');
  const line = await told;
  if (line !== 'The cron has run.') throw new Error(line);
}
