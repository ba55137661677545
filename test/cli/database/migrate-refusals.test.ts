// `npm run db:migrate` as the person who deploys meets it: each fault is one sentence, with the exit code that its help names.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { expect, inject, it } from 'vitest';
import { asAppRole } from '../../../src/cli/database/app-role.ts';
import { describeMigrationFailure } from '../../../src/cli/database/migration-failure.ts';
import { StartRefusal } from '../../../src/cli/process/start-refusal.ts';
import { createDatabase } from '../../support/isolate/new-database.ts';

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function migrate(url: string): Promise<Ended> {
  const env = { ...process.env, DATABASE_URL: url };
  return promisify(execFile)(process.execPath, ['src/cli/database/migrate.ts'], { env }).then(
    (output) => ({ code: 0, ...output }),
    (error: Ended) => error,
  );
}

it.each<[string, () => Promise<string>, RegExp]>([
  ['no address', async () => '', /^Set DATABASE_URL to /],
  ['an address that is none', async () => 'nonsense', /^DATABASE_URL must be a URL /],
  ['a server that is not there', async () => `postgres://a:b@127.0.0.1:${inject('closedPort')}/x`, / refuses connec/],
  [
    'the role of the application',
    async () => asAppRole(await createDatabase()),
    /run it as the owner of the tables\.$/,
  ],
])('%s is refused by one sentence', async (_, url, sentence) => {
  const { code, stdout, stderr } = await migrate(await url());
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr.trim()).toMatch(sentence);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

it('a run that waits for another one says so, and goes on when that has ended', async () => {
  const url = await createDatabase();
  const other = postgres(url, { max: 1, onnotice: () => {} });
  await other`SELECT pg_advisory_lock(119199024600428)`;
  const run = migrate(url);
  const waits = () => other`SELECT count(*)::int AS n FROM pg_stat_activity WHERE query LIKE '%pg_try_advisory_lock(%'`;
  await expect.poll(async () => (await waits())[0]?.n).toBeGreaterThan(1);
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  await other.end();
  const { code, stdout } = await run;
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Another run migrates \S+: this one waits for it\.\nAll migrations are applied\.\n$/);
});

const failure = (code: string, message: string) => Object.assign(new Error(message), { code });

it.each([
  ['22012', 'division by zero', 1, '0052_x failed and changed nothing: division by zero.'],
  ['55P03', 'canceling', 1, /^0052_x failed and changed nothing: canceling; another transaction holds a lock /],
  ['CONNECTION_CLOSED', 'write', 1, 'The connection to the database was lost during 0052_x; run it again.'],
])('a migration that fails by %s is named', (code, message, exitCode, sentence) => {
  const described = describeMigrationFailure(failure(code, message), '0052_x');
  expect(described).toBeInstanceOf(StartRefusal);
  expect(described).toMatchObject({ exitCode });
  expect((described as Error).message).toMatch(sentence);
});

it('a fault of the command itself stays one', () => {
  const bug = new TypeError('undefined is not a function');
  expect(describeMigrationFailure(bug, '0052_x')).toBe(bug);
});
