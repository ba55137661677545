// `npm start` as a process: its output and its end.

import { type ChildProcess, execSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { parseStartArguments } from '../../src/cli/dev/arguments.ts';
import { launch } from '../../src/cli/dev/launch.ts';
import { endChildren } from '../../src/cli/process/child-processes.ts';
import { createStopList } from '../../src/cli/process/stop-list.ts';
import { processesOf } from '../support/laurels/home-processes.ts';
import { findClosedPort } from '../support/servers/closed-port.ts';

const root = mkdtempSync(join(tmpdir(), 'laurel-start-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Started {
  readonly child: ChildProcess;
  readonly port: number;
  readonly home: string;
  output(): string;
  readonly ended: Promise<number | null>;
}

async function start(args: readonly string[], variables: Record<string, string> = {}): Promise<Started> {
  const home = variables.LAUREL_HOME ?? join(root, crypto.randomUUID());
  const port = Number(variables.PORT ?? (await findClosedPort()));
  // A killed process leaves its temporary files; this puts them below `root`.
  const env = { ...process.env, TMPDIR: root, LAUREL_HOME: home, ...variables, PORT: String(port) };
  const child = spawn(process.execPath, ['src/cli/dev/start.ts', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, port, home, output: () => output, ended };
}

it('says when it is ready, refuses a second start with the same folder or port, and Ctrl-C ends every process', async () => {
  const examplePort = await findClosedPort();
  const first = await start(['--empty', '--example'], { EXAMPLE_PORT: String(examplePort) });
  await expect.poll(first.output).toContain('Ctrl-C stops everything');
  expect(first.output()).toContain(`Frontend         http://localhost:${examplePort}`);
  expect(await (await fetch(`http://127.0.0.1:${first.port}/healthz`)).json()).toEqual({ status: 'ok' });
  expect((await fetch(`http://127.0.0.1:${examplePort}/main.js`)).status).toBe(200);
  // The printed example, as it is copied.
  const [, example = ''] = /^ {2}(curl .+)$/m.exec(first.output()) ?? [];
  expect(JSON.parse(execSync(example, { encoding: 'utf8' }))).toMatchObject({ title: 'First Cup', state: 'draft' });
  const sameFolder = await start([], { LAUREL_HOME: first.home });
  expect([await sameFolder.ended, sameFolder.output()]).toEqual([
    1,
    expect.stringMatching(/^Laurel is already running on .*\n$/),
  ]);
  const samePort = await start([], { PORT: String(first.port) });
  expect([await samePort.ended, samePort.output()]).toEqual([
    1,
    expect.stringMatching(/^Port \d+ is already in use; .*\n$/),
  ]);
  first.child.kill('SIGINT');
  expect(await first.ended).toBe(130);
  expect(processesOf(first.home)).toEqual([]);
});

it('ends with one sentence when its data folder is deleted', async () => {
  const started = await start(['--empty']);
  await expect.poll(started.output).toContain('Ctrl-C stops everything');
  const before = started.output().length;
  rmSync(started.home, { recursive: true, force: true, maxRetries: 5 });
  expect(await started.ended).toBe(1);
  expect(started.output().slice(before)).toMatch(/^\s*The data folder \S+ was deleted\. Laurel is stopping\.\s*$/);
  expect(processesOf(started.home)).toEqual([]);
});

it.concurrent.for([
  ['interrupted', 'SIGINT', 400],
  ['interrupted later', 'SIGINT', 1500],
  ['terminated', 'SIGTERM', 2500],
  ['killed', 'SIGKILL', 2500],
] as const)('a start that is %s leaves no process', async ([_, signal, afterMs], { expect }) => {
  const started = await start(['--empty']);
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  started.child.kill(signal);
  await started.ended;
  await expect.poll(() => processesOf(started.home)).toEqual([]);
});

const demoAddresses = (text: string) =>
  [...text.matchAll(/^Tournament +(\S+)/gm)].map(([, address = '']) => address.replace('localhost', '127.0.0.1'));

interface Listed {
  readonly format: string;
  readonly stage: number;
  readonly round: number;
  readonly state: string;
}

async function describeTournament(address: string) {
  const read = async (path: string) =>
    (await (await fetch(address + path)).json()) as { items: Listed[]; state: string };
  const [{ state }, stages, matches] = await Promise.all([read(''), read('/stages'), read('/matches')]);
  const open = matches.items.filter((match) => match.state !== 'completed');
  const rounds = Map.groupBy(open, ({ stage, round }) => `${stage}/${round}`);
  return {
    state,
    stages: stages.items.map((stage) => `${stage.format} ${stage.state}`),
    open: [...rounds.values()].map((list) => ({ stage: list[0]?.stage, round: list[0]?.round, matches: list.length })),
  };
}

it('plays the demo once: a restart shows the same three tournaments and keeps the data', async () => {
  const home = join(root, 'restarted');
  const run = async () => {
    const lines: string[] = [];
    const stops = createStopList();
    const environment = { LAUREL_HOME: home, PORT: String(await findClosedPort()) };
    const { baseUrl } = await launch({
      startArguments: parseStartArguments(['--s3']),
      environment,
      print: (line) => lines.push(line),
      stops,
    });
    const text = lines.join('\n');
    const code = /\/c\/(\S+)/.exec(text)?.[1] ?? '';
    const answer = await fetch(`${baseUrl.replace('localhost', '127.0.0.1')}/c/${code}`, {
      headers: { accept: 'application/json' },
    });
    const verdict = (await answer.json()) as Record<string, unknown>;
    const tournaments = await Promise.all(demoAddresses(text).map(describeTournament));
    await stops.stopAll();
    await endChildren();
    return { code, text, verdict, tournaments };
  };
  const first = await run();
  const second = await run();
  expect(second.code).toBe(first.code);
  expect([first.text.includes('Demo tournaments'), second.text.includes('Demo tournaments')]).toEqual([true, false]);
  expect(first.tournaments).toEqual([
    { state: 'completed', stages: ['single_elimination completed'], open: [] },
    { state: 'live', stages: ['swiss live'], open: [{ stage: 1, round: 3, matches: 12 }] },
    {
      state: 'live',
      stages: ['round_robin completed', 'single_elimination live'],
      open: [
        { stage: 2, round: 1, matches: 2 },
        { stage: 2, round: 2, matches: 2 },
        { stage: 2, round: 3, matches: 2 },
      ],
    },
  ]);
  expect(second.tournaments).toEqual(first.tournaments);
  expect(second.verdict).toMatchObject({ verdict: 'valid', fileCheck: 'matches' });
});
