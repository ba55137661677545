// A Postgres as providers give it: whoever owns the database is no superuser and may make no roles.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrateDatabase } from '../../src/cli/database/migrate.ts';
import { startLocalPostgres } from '../../src/cli/postgres/local-postgres.ts';

const folder = mkdtempSync(join(tmpdir(), 'laurel-managed-'));
let server: Awaited<ReturnType<typeof startLocalPostgres>>;
let administrator: postgres.Sql;
let owner: postgres.Sql;
let ownerUrl: string;

beforeAll(async () => {
  server = await startLocalPostgres({ folder: join(folder, 'postgres'), password: 'administrator', durable: false });
  administrator = postgres(server.url, { max: 1, onnotice: () => {} });
  await administrator`CREATE ROLE customer LOGIN PASSWORD 'customer'`;
  await administrator`CREATE DATABASE managed OWNER customer`;
  const url = new URL(server.url);
  [url.username, url.password, url.pathname] = ['customer', 'customer', '/managed'];
  ownerUrl = url.href;
  owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
});

afterAll(async () => {
  await owner?.end();
  await administrator?.end();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('who may not make the application’s role is told who has to, and migrates once it is there', async () => {
  await expect(migrateDatabase(ownerUrl)).rejects.toThrow('CREATE ROLE laurel_app NOLOGIN');
  await administrator`CREATE ROLE laurel_app NOLOGIN`;
  await migrateDatabase(ownerUrl);
  const [may] = await owner`SELECT has_table_privilege('laurel_app', 'economy_transaction', 'SELECT') AS read,
    has_table_privilege('laurel_app', 'economy_transaction', 'INSERT') AS write,
    has_function_privilege('laurel_app', 'ledger_expire_holds(text[], timestamptz)', 'EXECUTE') AS act`;
  expect(may).toEqual({ read: true, write: false, act: true });
});

it('such an owner cannot leave the triggers out for itself, and is refused what they refuse', async () => {
  await expect(owner`SET session_replication_role = replica`).rejects.toThrow('permission denied');
  await expect(owner`TRUNCATE economy_transaction`).rejects.toThrow('append-only');
  await expect(owner`UPDATE economy_wallet SET balance = 5`).rejects.toThrow('balances follow from the ledger');
  // What it still can do, and the README says so.
  await owner`ALTER TABLE economy_wallet DISABLE TRIGGER wallet_follows_ledger`;
  await owner`ALTER TABLE economy_wallet ENABLE TRIGGER wallet_follows_ledger`;
});
