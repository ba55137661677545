// Migrations on a database in use: indexes are built beside the traffic, and a failure half-way is mended by the next run.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runConcurrently } from '../../src/cli/database/build-index.ts';
import { lintMigrations, lintStatements } from '../../src/cli/database/lint-migrations.ts';
import { migrateDatabase } from '../../src/cli/database/migrate.ts';
import { createTestDatabase } from '../support/whole-laurel.ts';

const folder = mkdtempSync(join(tmpdir(), 'laurel-migrations-'));
const root = new URL('../..', import.meta.url).pathname;
let url: string;
let sql: postgres.Sql;

beforeAll(async () => {
  url = await createTestDatabase();
  sql = postgres(url, { onnotice: () => {} });
  cpSync(join(root, 'drizzle'), folder, { recursive: true });
});

afterAll(async () => {
  await sql?.end();
  rmSync(folder, { recursive: true, force: true });
});

let count = 0;
/** As if drizzle-kit had written one more file. */
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

describe('an index that is built concurrently', () => {
  it('lets writers write meanwhile, though one of them is in a transaction of its own', async () => {
    await sql`CREATE TABLE busy (id int)`;
    await sql`INSERT INTO busy SELECT generate_series(1, 20000)`;
    addMigration('CREATE INDEX CONCURRENTLY "busy_id" ON "busy" ("id");');
    const writer = await sql.reserve();
    await writer`BEGIN`;
    await writer`INSERT INTO busy VALUES (0)`;
    let isMigrated = false;
    const migration = migrateDatabase(url, folder).then(() => (isMigrated = true));
    await new Promise((resolve) => setTimeout(resolve, 300));
    // It waits for the open transaction, and holds nobody up while it waits.
    expect(isMigrated).toBe(false);
    await sql`INSERT INTO busy VALUES (-1)`;
    await writer`COMMIT`;
    writer.release();
    await migration;
    expect(await isValid('busy_id')).toBe(true);
  });

  it('and failed half-way is invalid, found by the next run, dropped and built again', async () => {
    await sql`CREATE TABLE double (id int)`;
    await sql`INSERT INTO double VALUES (1), (1)`;
    addMigration('CREATE UNIQUE INDEX CONCURRENTLY "double_once" ON "double" ("id");');
    await expect(migrateDatabase(url, folder)).rejects.toMatchObject({ code: '23505' });
    expect(await isValid('double_once')).toBe(false);
    await sql`DELETE FROM double WHERE ctid = (SELECT min(ctid) FROM double)`;
    await migrateDatabase(url, folder);
    expect(await isValid('double_once')).toBe(true);
  });

  it('that was built, but not noted down, is left as it is', async () => {
    await sql`CREATE TABLE again (id int)`;
    await sql`CREATE INDEX again_id ON again (id)`;
    const before = await sql`SELECT to_regclass('again_id')::oid AS oid`;
    addMigration('CREATE INDEX CONCURRENTLY "again_id" ON "again" ("id");');
    await migrateDatabase(url, folder);
    expect(await sql`SELECT to_regclass('again_id')::oid AS oid`).toEqual(before);
  });
});

it('an index that was dropped, but not noted down, is not missed by the next run', async () => {
  await sql`CREATE TABLE gone (id int)`;
  addMigration('-- It is in the way.\nDROP INDEX CONCURRENTLY "gone_id";');
  await migrateDatabase(url, folder);
  expect(await isValid('gone_id')).toBeUndefined();
});

it('a build that waits too long for others gives up, and is finished by the next run', async () => {
  await sql`CREATE TABLE waited (id int)`;
  const writer = await sql.reserve();
  await writer`BEGIN`;
  await writer`INSERT INTO waited VALUES (0)`;
  const build = 'CREATE INDEX CONCURRENTLY "waited_id" ON "waited" ("id")';
  const impatient = postgres(url, { max: 1, onnotice: () => {} });
  await expect(runConcurrently(impatient, build, '200ms')).rejects.toMatchObject({ code: '55P03' });
  await writer`COMMIT`;
  writer.release();
  await runConcurrently(impatient, build);
  await impatient.end();
  expect(await isValid('waited_id')).toBe(true);
});

describe('migrations', () => {
  it('that fail leave nothing of their file, and the next run goes on with it', async () => {
    addMigration('CREATE TABLE half (id int);--> statement-breakpoint\nSELECT 1 / 0;');
    await expect(migrateDatabase(url, folder)).rejects.toMatchObject({ code: '22012' });
    expect((await sql`SELECT to_regclass('half') AS half`)[0]?.half).toBeNull();
    writeFileSync(join(folder, `9${count}_test.sql`), 'CREATE TABLE half (id int);');
    await migrateDatabase(url, folder);
    expect((await sql`SELECT to_regclass('half') AS half`)[0]?.half).toBe('half');
  });

  it('are applied once, however many run at the same time', async () => {
    addMigration('CREATE TABLE once (id int);--> statement-breakpoint\nINSERT INTO once VALUES (1);');
    await Promise.all(Array.from({ length: 5 }, () => migrateDatabase(url, folder)));
    expect(await sql`SELECT id FROM once`).toHaveLength(1);
  });

  it('of this house do nothing to a database in use that would stop it', () => {
    expect(lintMigrations(root)).toEqual([]);
  });
});

describe('the lint', () => {
  it.each([
    ['an index built in the way of writers', ['CREATE INDEX "a" ON "b" ("c");'], 'a has to be built CONCURRENTLY'],
    [
      'however it is written',
      ['-- why\nCREATE UNIQUE INDEX IF NOT EXISTS a\n  ON ONLY b (c);'],
      'a has to be built CONCURRENTLY',
    ],
    ['an index dropped in their way', ['DROP INDEX "a";'], 'a has to be dropped or built anew CONCURRENTLY'],
    ['one built anew in their way', ['REINDEX TABLE b;'], 'b has to be dropped or built anew CONCURRENTLY'],
    ['a key that builds its index in their way', ['ALTER TABLE "b" ADD CONSTRAINT "a" UNIQUE("c");'], 'b gets a key'],
    [
      'what cannot share a transaction',
      ['CREATE INDEX CONCURRENTLY "a" ON "b" ("c");', 'SELECT 1;'],
      'stands in a file with',
    ],
    ['nor a piece', ['DROP INDEX CONCURRENTLY "a"; SELECT 1;'], 'a breakpoint is missing'],
    ['time limits of its own', ['SET LOCAL lock_timeout = 0;', 'SELECT 1;'], "lock_timeout is the runner's"],
  ])('refuses %s', (_, statements, fault) => {
    expect(lintStatements(statements)).toEqual([expect.stringContaining(fault)]);
  });

  it.each([
    [
      'indexes and keys of a table of the same file',
      ['CREATE TABLE "b" (c int);', 'CREATE INDEX "a" ON "b" ("c");', 'ALTER TABLE "b" ADD PRIMARY KEY ("c");'],
    ],
    [
      'what is concurrent alone',
      ['-- why\nCREATE INDEX CONCURRENTLY "a" ON "b" ("c");', 'DROP INDEX CONCURRENTLY IF EXISTS "d";'],
    ],
    ['a key that takes over an index', ['ALTER TABLE b ADD CONSTRAINT a UNIQUE USING INDEX a;']],
  ])('allows %s', (_, statements) => {
    expect(lintStatements(statements)).toEqual([]);
  });
});
