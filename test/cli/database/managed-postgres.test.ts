// Managed Postgres: the database owner is not a superuser and cannot create roles.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrateDatabase } from '../../../src/cli/database/migrate.ts';
import { startLocalPostgres } from '../../../src/cli/postgres/local-postgres.ts';

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

it('an owner who cannot create the application’s role gets the statement to run, and can migrate once the role exists', async () => {
  await expect(migrateDatabase(ownerUrl)).rejects.toThrow('CREATE ROLE laurel_app NOLOGIN');
  await administrator`CREATE ROLE laurel_app NOLOGIN`;
  await migrateDatabase(ownerUrl);
  const [privileges] = await owner`SELECT has_table_privilege('laurel_app', 'economy_transaction', 'SELECT') AS read,
    has_table_privilege('laurel_app', 'economy_transaction', 'INSERT') AS write,
    has_function_privilege('laurel_app', 'ledger_expire_holds(text[], timestamptz)', 'EXECUTE') AS act`;
  expect(privileges).toEqual({ read: true, write: false, act: true });
});

it('such an owner cannot bypass the triggers', async () => {
  await expect(owner`SET session_replication_role = replica`).rejects.toThrow('permission denied');
  await expect(owner`TRUNCATE economy_transaction`).rejects.toThrow('append-only');
  await expect(owner`UPDATE economy_wallet SET balance = 5`).rejects.toThrow('balances follow from the ledger');
  // It can disable triggers, as the README documents.
  await owner`ALTER TABLE economy_wallet DISABLE TRIGGER wallet_follows_ledger`;
  await owner`ALTER TABLE economy_wallet ENABLE TRIGGER wallet_follows_ledger`;
});

it('the statements that the operations pages give can be run by an administrator', async () => {
  const url = new URL(server.url);
  url.pathname = '/managed';
  const sql = postgres(url.href, { max: 1, onnotice: () => {} });
  const folder = 'docs/operations';
  const pages = readdirSync(folder).filter((name) => name.endsWith('.md'));
  const blocks = pages.flatMap((name) => [
    ...readFileSync(`${folder}/${name}`, 'utf8').matchAll(/```sql\n([^`]+)```/g),
  ]);
  expect(blocks.length).toBeGreaterThan(3);
  for (const [, block = ''] of blocks) await sql.unsafe(block);
  await sql.end();
});

it('a second role of the application can do what the first can, and owns nothing', async () => {
  const [second] = await administrator`
    SELECT pg_has_role('laurel_app_2', 'laurel_app', 'USAGE') AS is_member, rolsuper AS is_superuser, rolcanlogin AS can_log_in,
      (SELECT count(*)::int FROM pg_class WHERE relowner = pg_roles.oid) AS owned
    FROM pg_roles WHERE rolname = 'laurel_app_2'`;
  expect(second).toEqual({ is_member: true, is_superuser: false, can_log_in: true, owned: 0 });
});
