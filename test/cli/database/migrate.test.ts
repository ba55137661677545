// Migrations on a database in use: index builds do not block writes, and the next run completes a failed one.

import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runConcurrently } from '../../../src/cli/database/build-index.ts';
import { lintMigrations, lintStatements } from '../../../src/cli/database/lint-migrations.ts';
import { migrateDatabase } from '../../../src/cli/database/migrate.ts';
import { openLocalDatabase } from '../../../src/cli/dev/local-database.ts';
import { createDatabase } from '../../support/isolate/new-database.ts';

const folder = mkdtempSync(join(tmpdir(), 'laurel-migrations-'));
const root = new URL('../../..', import.meta.url).pathname;
let url: string;
let sql: postgres.Sql;

beforeAll(async () => {
  url = await createDatabase();
  sql = postgres(url, { onnotice: () => {} });
  cpSync(join(root, 'drizzle'), folder, { recursive: true });
});

afterAll(async () => {
  await sql?.end();
  rmSync(folder, { recursive: true, force: true });
});

let count = 0;
/** Adds a migration as drizzle-kit would. */
function addMigration(text: string): void {
  count += 1;
  const journalFile = join(folder, 'meta/_journal.json');
  const journal = JSON.parse(readFileSync(journalFile, 'utf8'));
  const { idx, when, ...rest } = journal.entries.at(-1);
  journal.entries.push({ ...rest, idx: idx + 1, when: when + count, tag: `9${count}_test` });
  writeFileSync(journalFile, JSON.stringify(journal));
  writeFileSync(join(folder, `9${count}_test.sql`), text);
}

const isValid = async (name: string) =>
  (await sql`SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass(${name})`)[0]?.indisvalid;

describe('a concurrent index build', () => {
  it('does not block writes, even while another transaction is open', async () => {
    await sql`CREATE TABLE busy (id int)`;
    await sql`INSERT INTO busy SELECT generate_series(1, 20000)`;
    addMigration('CREATE INDEX CONCURRENTLY "busy_id" ON "busy" ("id");');
    const writer = await sql.reserve();
    await writer`BEGIN`;
    await writer`INSERT INTO busy VALUES (0)`;
    let isMigrated = false;
    const migration = migrateDatabase(url, folder).then(() => (isMigrated = true));
    await new Promise((resolve) => setTimeout(resolve, 300));
    // The build waits for the open transaction and blocks no writes meanwhile.
    expect(isMigrated).toBe(false);
    await sql`INSERT INTO busy VALUES (-1)`;
    await writer`COMMIT`;
    writer.release();
    await migration;
    expect(await isValid('busy_id')).toBe(true);
  });

  it('that failed leaves an invalid index, which the next run drops and builds again', async () => {
    await sql`CREATE TABLE double (id int)`;
    await sql`INSERT INTO double VALUES (1), (1)`;
    addMigration('CREATE UNIQUE INDEX CONCURRENTLY "double_once" ON "double" ("id");');
    await expect(migrateDatabase(url, folder)).rejects.toMatchObject({ code: '23505' });
    expect(await isValid('double_once')).toBe(false);
    await sql`DELETE FROM double WHERE ctid = (SELECT min(ctid) FROM double)`;
    await migrateDatabase(url, folder);
    expect(await isValid('double_once')).toBe(true);
  });

  it('that completed but was not recorded is not repeated', async () => {
    await sql`CREATE TABLE again (id int)`;
    await sql`CREATE INDEX again_id ON again (id)`;
    const before = await sql`SELECT to_regclass('again_id')::oid AS oid`;
    addMigration('CREATE INDEX CONCURRENTLY "again_id" ON "again" ("id");');
    await migrateDatabase(url, folder);
    expect(await sql`SELECT to_regclass('again_id')::oid AS oid`).toEqual(before);
  });
});

it('dropping an index that is already dropped succeeds', async () => {
  await sql`CREATE TABLE gone (id int)`;
  addMigration('-- It is in the way.\nDROP INDEX CONCURRENTLY "gone_id";');
  await migrateDatabase(url, folder);
  expect(await isValid('gone_id')).toBeUndefined();
});

it('a build that waits too long for other transactions fails, and the next run completes it', async () => {
  await sql`CREATE TABLE waited (id int)`;
  const writer = await sql.reserve();
  await writer`BEGIN`;
  await writer`INSERT INTO waited VALUES (0)`;
  const build = 'CREATE INDEX CONCURRENTLY "waited_id" ON "waited" ("id")';
  const runner = postgres(url, { max: 1, onnotice: () => {} });
  await expect(runConcurrently(runner, build, '200ms')).rejects.toMatchObject({ code: '55P03' });
  await writer`COMMIT`;
  writer.release();
  await runConcurrently(runner, build);
  await runner.end();
  expect(await isValid('waited_id')).toBe(true);
});

describe('migrations', () => {
  it('that fail are rolled back, and the next run applies them', async () => {
    addMigration('CREATE TABLE half (id int);--> statement-breakpoint\nSELECT 1 / 0;');
    await expect(migrateDatabase(url, folder)).rejects.toMatchObject({ code: '22012' });
    expect((await sql`SELECT to_regclass('half') AS half`)[0]?.half).toBeNull();
    writeFileSync(join(folder, `9${count}_test.sql`), 'CREATE TABLE half (id int);');
    await migrateDatabase(url, folder);
    expect((await sql`SELECT to_regclass('half') AS half`)[0]?.half).toBe('half');
  });

  it('are applied once when several runs are concurrent', async () => {
    addMigration('CREATE TABLE once (id int);--> statement-breakpoint\nINSERT INTO once VALUES (1);');
    await Promise.all(Array.from({ length: 5 }, () => migrateDatabase(url, folder)));
    expect(await sql`SELECT id FROM once`).toHaveLength(1);
  });

  it('in drizzle/ contain no statement that blocks a database in use', () => {
    expect(lintMigrations(root)).toEqual([]);
  });
});

describe('the migration lint', () => {
  it.each([
    ['an index build that blocks writes', ['CREATE INDEX "a" ON "b" ("c");'], 'a must be built CONCURRENTLY'],
    [
      'an index build in another notation',
      ['-- why\nCREATE UNIQUE INDEX IF NOT EXISTS a\n  ON ONLY b (c);'],
      'a must be built CONCURRENTLY',
    ],
    ['an index drop that blocks writes', ['DROP INDEX "a";'], 'a must be dropped or rebuilt CONCURRENTLY'],
    ['a reindex that blocks writes', ['REINDEX TABLE b;'], 'b must be dropped or rebuilt CONCURRENTLY'],
    ['a key whose index build blocks writes', ['ALTER TABLE "b" ADD CONSTRAINT "a" UNIQUE("c");'], 'b gets a key'],
    [
      'CONCURRENTLY beside other statements',
      ['CREATE INDEX CONCURRENTLY "a" ON "b" ("c");', 'SELECT 1;'],
      'must not be in one file with',
    ],
    ['CONCURRENTLY without a breakpoint', ['DROP INDEX CONCURRENTLY "a"; SELECT 1;'], 'needs a statement breakpoint'],
    ['its own time limits', ['SET LOCAL lock_timeout = 0;', 'SELECT 1;'], 'lock_timeout must not be set here'],
  ])('refuses %s', (_, statements, fault) => {
    expect(lintStatements(statements)).toEqual([expect.stringContaining(fault)]);
  });

  it.each([
    [
      'indexes and keys of a table created in the same file',
      ['CREATE TABLE "b" (c int);', 'CREATE INDEX "a" ON "b" ("c");', 'ALTER TABLE "b" ADD PRIMARY KEY ("c");'],
    ],
    [
      'files with concurrent statements only',
      ['-- why\nCREATE INDEX CONCURRENTLY "a" ON "b" ("c");', 'DROP INDEX CONCURRENTLY IF EXISTS "d";'],
    ],
    ['a key that uses an existing index', ['ALTER TABLE b ADD CONSTRAINT a UNIQUE USING INDEX a;']],
  ])('allows %s', (_, statements) => {
    expect(lintStatements(statements)).toEqual([]);
  });
});

it('a database of another version is refused by one sentence at start', async () => {
  const other = await createDatabase();
  const database = postgres(other, { onnotice: () => {} });
  await database`INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ('unknown', 1)`;
  await database.end();
  const progress = { step: (_: string, work: () => unknown) => work() } as never;
  const start = openLocalDatabase({ progress, databaseUrl: other } as never);
  await expect(start).rejects.toThrow(
    /^The database was made by another version of Laurel; [^.]* made at 1970-01-01 00:00 UTC\. Use that version [^.]*\.$/,
  );
});

it('after a restore one command migrates and begins a new epoch, in which live clients begin anew', async () => {
  const restored = await createDatabase();
  const database = postgres(restored, { onnotice: () => {} });
  const migrate = (...args: string[]) =>
    promisify(execFile)(process.execPath, ['src/cli/database/migrate.ts', ...args], {
      env: { ...process.env, DATABASE_URL: restored },
    });
  const epochs = async () => (await database`SELECT epoch FROM event_epoch ORDER BY number`).map(({ epoch }) => epoch);
  const before = await epochs();
  expect((await migrate()).stdout).toBe('All migrations are applied.\n');
  expect(await epochs()).toEqual(before);
  const [, begun] = /^Live streams begin the epoch (\S+)\.$/m.exec((await migrate('--new-epoch')).stdout) ?? [];
  const after = await epochs();
  expect(after.map(String)).toContain(begun);
  expect(after.length).toBe(before.length + 1);
  await database.end();
});
