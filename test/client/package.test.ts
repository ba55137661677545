// The package as its users get it: packed, installed into an empty folder, and imported by Node and by Deno.

import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildClient, type ClientPackage } from '../../src/cli/client/build-client.ts';
import { repositoryFolder } from '../../src/cli/dev/home-folder.ts';
import { makePlayerId, signToken } from '../../src/cli/operator/sign-token.ts';
import { createLaurel } from '../../src/client/index.ts';
import { startWholeLaurel, type WholeLaurel } from '../support/laurels/whole-laurel.ts';

const gzipBytesMax = 12 * 1024;
const liveGzipBytesMax = 6 * 1024;

const root = mkdtempSync(join(tmpdir(), 'laurel-client-'));
const user = join(root, 'user');
const bin = (name: string) => join(repositoryFolder, 'node_modules/.bin', name);
let client: ClientPackage;
let server: WholeLaurel;

/** Resolves with the output. Rejects with it too. */
async function run(command: string, ...args: string[]): Promise<string> {
  const env = { ...process.env, DENO_DIR: join(root, 'deno'), NO_COLOR: '1' };
  const { stdout } = await promisify(execFile)(command, args, { cwd: user, env }).catch((error) => {
    throw new Error(`${error.message}\n${error.stdout}`);
  });
  return stdout;
}

beforeAll(async () => {
  [client, server] = await Promise.all([buildClient(join(root, 'client')), startWholeLaurel()]);
  mkdirSync(user);
  writeFileSync(join(user, 'package.json'), JSON.stringify({ type: 'module', private: true }));
  // `--offline`: it has no dependencies.
  await run('npm', 'install', '--offline', '--no-audit', '--no-fund', client.tarball);
  await openTournament();
});

afterAll(async () => {
  await server?.stop();
  rmSync(root, { recursive: true, force: true });
});

const tokenFor = (name: string, roles: readonly 'organizer'[] = []) =>
  signToken(server.jwtSecret, { sub: makePlayerId(), name, roles, ttlSeconds: 600 });

async function openTournament(): Promise<void> {
  const organizer = createLaurel({ baseUrl: server.url, token: await tokenFor('Olga', ['organizer']) });
  const body = { title: 'Autumn Open', issuer: 'Club', capacity: 8, startsAt: '2035-01-01T10:00:00Z' };
  const { id } = await organizer.createTournament({ body });
  for (const to of ['published', 'registration_open'] as const)
    await organizer.changeTournamentState({ params: { id }, body: { to } });
}

/** The example of the documentation, with the address of this server and a token. */
async function writeExample(name: string): Promise<void> {
  const text = readFileSync(join(client.folder, 'README.md'), 'utf8');
  const example = /```ts\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
  const token = JSON.stringify(await tokenFor('Ada'));
  const here = example.replace('http://localhost:8787', server.url).replace("localStorage.getItem('token')", token);
  writeFileSync(join(user, name), here);
}

it('is smaller than 12 KB in the browser, and its live part than 6 KB', () => {
  console.log(
    `Client: ${(client.gzipBytes / 1024).toFixed(1)} KiB gzip, live ${(client.liveGzipBytes / 1024).toFixed(1)}`,
  );
  expect(client.gzipBytes).toBeLessThan(gzipBytesMax);
  expect(client.liveGzipBytes).toBeLessThan(liveGzipBytesMax);
});

it('holds the script, its types and nothing else', async () => {
  const listed = await run('tar', 'tzf', client.tarball);
  const files = listed
    .split('\n')
    .filter((line) => line !== '' && !/^package\/types\/(?:live\/)?[\w-]+\.d\.ts$/.test(line));
  expect(files.sort()).toEqual([
    'package/LICENSE',
    'package/README.md',
    'package/index.js',
    'package/index.js.map',
    'package/live.js',
    'package/live.js.map',
    'package/package.json',
  ]);
});

describe('the example of its documentation', () => {
  it('runs in Node, against a running Laurel', async () => {
    await writeExample('node.ts');
    expect(await run(bin('node'), 'node.ts')).toMatch(/^Autumn Open: confirmed as reg_\w{26}\n$/);
    expect(await run(bin('node'), 'node.ts')).toBe('Autumn Open: already registered\n');
  });

  it('runs in Deno, which also checks its types', async () => {
    await writeExample('deno.ts');
    const args = ['run', '--check', '--node-modules-dir=manual', '--allow-net=127.0.0.1', 'deno.ts'];
    expect(await run(bin('deno'), ...args)).toMatch(/^Autumn Open: confirmed as reg_\w{26}\n$/);
  });

  it.each([
    ['a browser', ['--lib', 'es2022,dom', '--types', '']],
    ['Node', ['--lib', 'es2022', '--types', 'node']],
    ['Workers', ['--lib', 'es2022', '--types', '@cloudflare/workers-types']],
  ])('compiles with the types of %s', async (_, options) => {
    await writeExample('types.ts');
    const typeRoots = ['node_modules', 'node_modules/@types'].map((name) => join(repositoryFolder, name)).join(',');
    const common = [
      '--noEmit',
      '--strict',
      '--target',
      'es2022',
      '--module',
      'esnext',
      '--moduleResolution',
      'bundler',
    ];
    await run(bin('tsc'), ...common, ...options, '--typeRoots', typeRoots, '--ignoreConfig', 'types.ts');
  });
});
