// Applies the migrations in drizzle/ to a database. An advisory lock serializes concurrent runs; each file is applied once. A file
// that builds an index CONCURRENTLY runs outside a transaction and is repeatable after a failure. Every other file is one transaction.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator';
import postgres from 'postgres';
import { describeDatabase, refuseUnreachableDatabase } from '../operator/check-database.ts';
import { parseCommandLine } from '../process/command-line.ts';
import { runCommand } from '../process/run-command.ts';
import { StartRefusal } from '../process/start-refusal.ts';
import { isConcurrent, runConcurrently } from './build-index.ts';
import { describeMigrationFailure } from './migration-failure.ts';
import { applySchemaTexts, readSchemaTexts } from './schema-text.ts';

const migrationsFolder = join(import.meta.dirname, '../../../drizzle');

const help = `Usage: npm run db:migrate -- [--new-epoch]

Applies the migrations that the database does not have, and the current functions, triggers and views. Run it as the owner of the tables,
before the deployment. Several runs at once wait for each other. Names each migration that it applies.
Exit codes: 0 the database is of this version, 1 a migration failed and changed nothing (those before it stay), 2 refused.

  --new-epoch   live clients begin anew: after a restore in which numbers of events may have been given twice

Environment
  DATABASE_URL   Postgres
`;

/** An arbitrary key, the same for every run: "laurel" in ASCII. */
const advisoryLockKey = '119199024600428';
/** A migration that waits for a lock also blocks all later requests for that lock. */
const lockTimeout = '10s';
/** Limits how long a migration can hold its locks. */
const statementTimeout = '10min';

export interface MigrationReport {
  /** Another run holds the lock. Called once. */
  readonly waits: () => void;
  readonly applies: (name: string) => void;
}

const silent: MigrationReport = { waits: () => {}, applies: () => {} };

export async function migrateDatabase(url: string, folder = migrationsFolder, report = silent): Promise<void> {
  if (!existsSync(join(folder, 'meta/_journal.json'))) return;
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 5 });
  try {
    // Polled, because a blocked statement holds a snapshot, and a concurrent index build waits for that snapshot to end.
    for (let attempt = 0; !(await tryLock(sql)); attempt += 1) {
      if (attempt === 10) report.waits();
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const [applied, migrations] = [await readApplied(sql), readMigrationFiles({ migrationsFolder: folder })];
    refuseUnknown(applied, migrations);
    const names = readNames(folder);
    for (const migration of migrations) {
      if (applied.has(String(migration.folderMillis))) continue;
      report.applies(names.get(migration.folderMillis) ?? String(migration.folderMillis));
      await apply(sql, migration);
    }
    if (folder === migrationsFolder) {
      report.applies(schemaTextsName);
      await applySchemaTexts(sql, readSchemaTexts());
      await letAppReadVersion(sql);
      await sql`SELECT outbox_begin_epoch(false)`;
    }
  } finally {
    await sql.end({ timeout: 2 });
  }
}

/** In the list of what is applied; it says nothing when they are those of this version already. */
const schemaTextsName = 'functions, triggers and views';

/** By the time at which they were made. */
function readNames(folder: string): ReadonlyMap<number, string> {
  const journal = JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8')) as Journal;
  return new Map(journal.entries.map(({ when, tag }) => [when, tag]));
}

interface Journal {
  readonly entries: readonly { readonly when: number; readonly tag: string }[];
}

/** When each migration was made, in milliseconds: how the database names those that it has. */
export function knownMigrations(): string[] {
  return readMigrationFiles({ migrationsFolder }).map(({ folderMillis }) => String(folderMillis));
}

/** After a restore: live clients then begin anew, where the number of an event may have been given twice. @returns the epoch. */
export async function beginEpoch(url: string): Promise<string> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 5 });
  try {
    const [row] = await sql<{ epoch: string }[]>`SELECT outbox_begin_epoch(true) AS epoch`;
    return row?.epoch ?? '';
  } finally {
    await sql.end({ timeout: 2 });
  }
}

/** The application and the doctor compare it with their own. */
async function letAppReadVersion(sql: postgres.Sql): Promise<void> {
  await sql`GRANT USAGE ON SCHEMA drizzle TO laurel_app`;
  await sql`GRANT SELECT ON drizzle.__drizzle_migrations, drizzle.schema_text TO laurel_app`;
}

async function tryLock(sql: postgres.Sql): Promise<boolean> {
  const [row] = await sql<{ locked: boolean }[]>`SELECT pg_try_advisory_lock(${advisoryLockKey}::bigint) AS locked`;
  return row?.locked === true;
}

/** Uses the table and format of drizzle's migrator, so both can be used on the same database. */
async function readApplied(sql: postgres.Sql): Promise<Set<string>> {
  await sql`CREATE SCHEMA IF NOT EXISTS drizzle`;
  await sql`CREATE TABLE IF NOT EXISTS drizzle.__drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at bigint)`;
  const rows = await sql<{ created_at: string }[]>`SELECT created_at FROM drizzle.__drizzle_migrations`;
  return new Set(rows.map((row) => row.created_at));
}

/** A database of another version: its tables are not known here. @throws StartRefusal. */
function refuseUnknown(applied: ReadonlySet<string>, migrations: readonly MigrationMeta[]): void {
  const known = new Set(migrations.map(({ folderMillis }) => String(folderMillis)));
  const unknown = [...applied].filter((at) => !known.has(at)).sort();
  if (unknown.length === 0) return;
  const made = unknown.map((at) => new Date(Number(at)).toISOString().replace(/T(.{5}).*/, ' $1 UTC'));
  throw new StartRefusal(
    `The database was made by another version of Laurel; this one does not know the migrations made at ${made.join(', ')}. Use that version or a later one.`,
  );
}

async function apply(sql: postgres.Sql, migration: MigrationMeta): Promise<void> {
  const statements = migration.sql.filter((statement) => statement.trim() !== '');
  const concurrent = statements.filter(isConcurrent);
  if (concurrent.length > 0) {
    for (const statement of concurrent) await runConcurrently(sql, statement);
    return record(sql, migration);
  }
  await sql.begin(async (transaction) => {
    await transaction.unsafe(`SET LOCAL lock_timeout = '${lockTimeout}'`);
    await transaction.unsafe(`SET LOCAL statement_timeout = '${statementTimeout}'`);
    for (const statement of statements) await transaction.unsafe(statement);
    await record(transaction as unknown as postgres.Sql, migration);
  });
}

async function record(sql: postgres.Sql, { hash, folderMillis }: MigrationMeta): Promise<void> {
  await sql`INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES (${hash}, ${folderMillis})`;
}

if (import.meta.main) {
  await runCommand(async () => {
    const options = { 'new-epoch': { type: 'boolean', default: false } } as const;
    const { values } = parseCommandLine(process.argv.slice(2), { command: 'npm run db:migrate', help, options });
    const url = process.env.DATABASE_URL;
    if (!url) throw new StartRefusal('Set DATABASE_URL to the database that you want to migrate.', 2);
    let applying: string | null = null;
    const report: MigrationReport = {
      waits: () => console.log(`Another run migrates ${describeDatabase(url)}: this one waits for it.`),
      applies(name) {
        applying = name;
        if (name !== schemaTextsName) console.log(`Applying ${name}`);
      },
    };
    try {
      await refuseUnreachableDatabase(url);
      await migrateDatabase(url, migrationsFolder, report);
      console.log('All migrations are applied.');
      if (values['new-epoch']) console.log(`Live streams begin the epoch ${await beginEpoch(url)}.`);
    } catch (error) {
      throw describeMigrationFailure(error, applying);
    }
  });
}
