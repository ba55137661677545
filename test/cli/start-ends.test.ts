// How `npm start` ends when a process around it ends first. Nothing stays behind.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { denoCommand } from '../../src/cli/dev/local-deno.ts';
import { createStopList } from '../../src/cli/process/stop-list.ts';
import { processesOf } from '../support/laurels/home-processes.ts';
import { atNight } from '../support/rules/nightly.ts';
import { findClosedPort } from '../support/servers/closed-port.ts';

const root = mkdtempSync(join(tmpdir(), 'laurel-ends-'));
const homes: string[] = [];
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  for (const { pid } of homes.flatMap(processesOf)) process.kill(pid, 'SIGKILL');
  rmSync(root, { recursive: true, force: true });
});

interface Started {
  readonly child: ChildProcess;
  readonly home: string;
  readonly output: () => string;
  readonly ended: Promise<number | null>;
}

async function start(command: string, args: readonly string[], variables = {}): Promise<Started> {
  const home = join(root, crypto.randomUUID());
  homes.push(home);
  const env = { ...process.env, TMPDIR: root, LAUREL_HOME: home, PORT: String(await findClosedPort()), ...variables };
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, home, output: () => output, ended };
}

const byNode = (...args: string[]) => start(process.execPath, ['src/cli/dev/start.ts', '--empty', ...args]);
const isReady = ({ output }: Started) => expect.poll(output).toContain('Ctrl-C stops everything');

function killAll(home: string, command: RegExp): void {
  const found = processesOf(home).filter((one) => command.test(one.command));
  expect(found.length).toBeGreaterThan(0);
  for (const { pid } of found) process.kill(pid, 'SIGKILL');
}

it.for(['SIGKILL', ...atNight(['SIGTERM'] as const)] as const)(
  '%s to npm ends Laurel, whom npm does not tell',
  async (signal) => {
    const started = await start('npm', ['start', '--', '--empty']);
    await isReady(started);
    started.child.kill(signal);
    await expect.poll(() => processesOf(started.home)).toEqual([]);
  },
);

it.for([
  ['Postgres that ends during the start', [], '✓ Postgres', /bin\/postgres/, /^Postgres ended unexpectedly\./],
  ...atNight([
    ['Postgres that ends later', [], 'Ctrl-C stops', /bin\/postgres/, /^Postgres ended unexpectedly\./],
  ] as const),
  ['Deno that ends', ['--deno'], 'Ctrl-C stops', /bin\/deno/, /^Deno ended unexpectedly; \S+\/worker\.log says why\./],
] as const)('%s ends Laurel with one sentence', async ([_, args, line, command, sentence]) => {
  const started = await byNode(...args);
  await expect.poll(started.output, { interval: 5 }).toContain(line);
  killAll(started.home, command);
  expect(await started.ended).toBe(1);
  const last = started.output().trim().split('\n').at(-1);
  expect(last).toMatch(sentence);
  expect(last).toMatch(/ Laurel is stopping\.$/);
  expect(started.output()).not.toMatch(/^\s+at /m);
  expect(processesOf(started.home)).toEqual([]);
});

it('a variable that is not valid is refused before anything starts', async () => {
  const wrong = await start(process.execPath, ['src/cli/dev/start.ts'], { CERT_S3_READ_PRIMARY: 'true' });
  expect([await wrong.ended, wrong.output()]).toEqual([
    2,
    expect.stringMatching(/^Configuration: CERT_S3_READ_PRIMARY needs CERT_S3_DUAL_WRITE: [^\n]*\n$/),
  ]);
  expect(existsSync(wrong.home)).toBe(false);
});

it('a reader that goes away ends Laurel in order', async () => {
  const started = await byNode();
  await expect.poll(started.output).toContain('✓ Postgres');
  started.child.stdout?.destroy();
  started.child.stderr?.destroy();
  await once(started.child, 'exit');
  expect(processesOf(started.home)).toEqual([]);
});

it('the app on Deno ends with the process that holds its input', async () => {
  const [deno = '', ...args] = denoCommand;
  const env = { ...process.env, DENO_NO_UPDATE_CHECK: '1', PORT: '0', CRON_SECONDS: '0', STOP_WITH_STDIN: '1' };
  const child = spawn(deno, args, { env, stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  await once(child.stdout, 'data');
  child.stdin.end();
  expect(await once(child, 'exit')).toEqual([0, null]);
});

it('a stop function that never ends does not hold up the others', async () => {
  const stops = createStopList(50);
  const stopped: string[] = [];
  await stops.add(() => void stopped.push('first'));
  await stops.add(() => new Promise(() => {}));
  await stops.add(() => void stopped.push('last'));
  await stops.stopAll();
  expect(stopped).toEqual(['last', 'first']);
});
