// Operator commands with wrong variables or arguments: one sentence, exit code 2, no request to a server.

import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, inject, it } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { caseCount } from '../../support/rules/nightly.ts';

/** Nothing else: a variable of this machine would change an answer. */
const { PATH, NODE_COMPILE_CACHE } = process.env;

const home = mkdtempSync(join(tmpdir(), 'laurel-no-home-'));
afterAll(() => rmSync(home, { recursive: true }));

function run(command: string, args: readonly string[], variables: Record<string, string> = {}) {
  const env = { PATH, NODE_COMPILE_CACHE, LAUREL_HOME: home, ...variables } as unknown as NodeJS.ProcessEnv;
  return spawnSync(process.execPath, [`src/cli/operator/${command}.ts`, ...args], { env, encoding: 'utf8' });
}

const s3 = { S3_BUCKET: 'prod', S3_ACCESS_KEY_ID: 'a', S3_SECRET_ACCESS_KEY: 'b' };
const closed = () => `127.0.0.1:${inject('closedPort')}`;
const stores = () => ({
  ...{ ...s3, S3_ENDPOINT: inject('s3').endpoint, R2_ENDPOINT: inject('s3').endpoint, R2_BUCKET: 'certs' },
  ...{ R2_ACCESS_KEY_ID: 'a', R2_SECRET_ACCESS_KEY: 'b' },
});

describe('one sentence and exit code 2 answer', () => {
  it.each<[string, string, readonly string[], () => Record<string, string>, RegExp]>([
    ['S3 variables without an endpoint', 'rehearse', [], () => s3, /^S3_\w+ is set, but S3_ENDPOINT is not\.$/],
    ['a misspelled variable', 'rehearse', [], () => ({ S3_ENDPONT: 'https://s3.example' }), /^S3_ENDPONT is not/],
    ['a misspelled R2 variable', 'lifecycle', ['--store', 'r2'], () => ({ R2_BUKET: 'x' }), /^R2_BUKET is not/],
    ['an endpoint that is no address', 'rehearse', [], () => ({ ...s3, S3_ENDPOINT: 'foo' }), /S3_ENDPOINT/],
    ['an endpoint alone', 'rehearse', [], () => ({ S3_ENDPOINT: 'https://s3.example' }), /S3_BUCKET/],
    ['a database that is no address', 'reconcile', [], () => ({ DATABASE_URL: 'nonsense' }), /^DATABASE_URL must/],
    ['another kind of database', 'reconcile', [], () => ({ DATABASE_URL: 'mysql://a/b' }), /^DATABASE_URL must/],
    ['a negative lifetime', 'token', ['--sub', `ply_${'0'.repeat(26)}`, '--ttl', '-5m'], () => ({}), /^--ttl must/],
    ['a grant to nobody', 'grant', ['--role', 'admin'], () => ({}), /^give --player, or --issuer and --subject/],
    ['an unknown role', 'grant', ['--player', 'ply_1', '--role', 'player'], () => ({}), /^--role accepts/],
    ['a player without an id', 'grant', ['--player', 'ada', '--role', 'admin'], () => ({}), /^--player must/],
    ['an unknown direction', 'backfill', ['--direction', 'sideways'], stores, /^--direction: /],
  ])('%s', (_, command, args, variables, sentence) => {
    const { status, stdout, stderr } = run(command, args, variables());
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr.trim()).toMatch(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

it('a database that does not answer is named, not a store', () => {
  const variables = { ...stores(), DATABASE_URL: `postgres://a:b@${closed()}/laurel` };
  const { status, stderr } = run('check-objects', [], variables);
  expect([status, stderr]).toEqual([2, 'The database does not answer.\n']);
});

it('lifecycle requires the variables of its own store only', () => {
  const { R2_ENDPOINT: _, ...onlyS3 } = stores();
  const { stderr } = run('lifecycle', ['--store', 's3'], onlyS3);
  expect(stderr).toBe('DATABASE_URL must be set.\n');
});

/** What only developers of Laurel run takes no options. */
const forDevelopers = ['check', 'openapi'];
const commands = Object.entries(packageJson.scripts).flatMap(([name, line]) => {
  const [, file] = /^node ((?:src\/cli|bench)\/\S+\.ts)$/.exec(line) ?? [];
  return file === undefined || forDevelopers.includes(name) ? [] : [{ name, file }];
});

async function runFile(file: string, arg: string) {
  const env = { PATH, NODE_COMPILE_CACHE, LAUREL_HOME: home } as unknown as NodeJS.ProcessEnv;
  return promisify(execFile)(process.execPath, [file, arg], { env }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, stdout, stderr }),
  );
}

it('every command prints its usage after --help, and one sentence after a wrong option, and does nothing else', async () => {
  expect(commands.length).toBeGreaterThan(30);
  const wrong: string[] = [];
  const check = async ({ name, file }: { name: string; file: string }) => {
    const helped = await runFile(file, '--help');
    if (helped.code !== 0 || helped.stderr !== '' || !/^(Usage: |`)npm (start|run )/.test(helped.stdout))
      wrong.push(`${name} --help: ${helped.stderr}`);
    // All read their options by parseCommandLine: a third of them stands for the others.
    if (commands.findIndex((command) => command.name === name) % caseCount({ usual: 3, nightly: 1 }) > 0) return;
    const { code, stdout, stderr } = await runFile(file, '--nonsense');
    const isOneSentence = /^Unknown option '--nonsense'; `npm [^\n]* lists the options\.\n$/.test(stderr);
    if (code !== 2 || stdout !== '' || !isOneSentence) wrong.push(`${name} --nonsense: ${code} ${stderr}`);
  };
  // The benches share one reader of options: one of them stands for the others.
  const [first, ...others] = commands.filter(({ file }) => file.startsWith('bench/'));
  expect(others.filter(({ file }) => !/^(const .* = )?readOptions\(/m.test(readFileSync(file, 'utf8')))).toEqual([]);
  const waiting = [...commands.filter(({ file }) => !file.startsWith('bench/')), ...(first ? [first] : [])];
  const worker = async () => {
    for (let command = waiting.shift(); command !== undefined; command = waiting.shift()) await check(command);
  };
  await Promise.all([worker(), worker(), worker()]);
  expect(wrong).toEqual([]);
}, 600_000);
