// Migrations on a database in use: indexes are built beside the traffic, and a failure half-way is mended by the next run.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lintMigrations, lintStatements } from '../../src/cli/check-migrations.ts';
import { migrateDatabase } from '../../src/cli/migrate.ts';
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

  it('of this house build no index in the way of writers', () => {
    expect(lintMigrations(root)).toEqual([]);
    expect(lintStatements(['CREATE INDEX "a" ON "b" ("c");'])).toEqual(['a has to be built CONCURRENTLY.']);
    expect(lintStatements(['CREATE TABLE "b" (c int);', 'CREATE INDEX "a" ON "b" ("c");'])).toEqual([]);
    expect(lintStatements(['CREATE INDEX CONCURRENTLY "a" ON "b" ("c");', 'SELECT 1;'])).toHaveLength(1);
  });
});
