// The migration of certificates that were replaced before chains had a root: it sets the root of each chain, and makes all
// certificates of a chain private if one is.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { expect, inject, it } from 'vitest';
import { migrateDatabase } from '../../src/cli/database/migrate.ts';

const root = new URL('../..', import.meta.url).pathname;

/** A copy of `drizzle/` with the migrations before the named one. */
function migrationsBefore(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-migrations-'));
  cpSync(join(root, 'drizzle'), folder, { recursive: true });
  const journalFile = join(folder, 'meta/_journal.json');
  const journal = JSON.parse(readFileSync(journalFile, 'utf8'));
  const end = journal.entries.findIndex(({ tag }: { tag: string }) => tag.endsWith(name));
  journal.entries.length = end;
  writeFileSync(journalFile, JSON.stringify(journal));
  return folder;
}

it('every certificate of a chain gets the root of the chain and its privacy', async () => {
  const url = new URL(inject('postgresUrl'));
  const server = postgres(url.href, { max: 1, onnotice: () => {} });
  url.pathname = `/chains_${crypto.randomUUID().replaceAll('-', '')}`;
  await server.unsafe(`CREATE DATABASE ${url.pathname.slice(1)}`);
  await server.end();
  const before = migrationsBefore('certificate_chains');
  await migrateDatabase(url.href, before);
  rmSync(before, { recursive: true });
  const sql = postgres(url.href, { max: 1, onnotice: () => {} });
  await sql`SET session_replication_role = replica`;
  for (const [id, replaces, isPrivate] of [
    ['a1', null, false],
    ['a2', 'a1', false],
    ['a3', 'a2', true],
    ['b1', null, false],
    ['b2', 'b1', false],
    ['c1', null, true],
  ] as const) {
    await sql`INSERT INTO certificate_certificate (id, code, tournament_id, registration_id, type, language, state,
        display_name, tournament_title, place, entrant_count, ended_on, issuer, created_at, replaces_id, is_private)
      VALUES (${id}, ${id}, 't', ${id}, 'winner', 'en', 'superseded', 'N', 'T', 1, 2, '2026-01-01', 'I', now(), ${replaces}, ${isPrivate})`;
  }
  await sql`SET session_replication_role = origin`;
  await migrateDatabase(url.href, join(root, 'drizzle'));
  const rows = await sql`SELECT id, chain_root_id, is_private FROM certificate_certificate ORDER BY id`;
  await sql.end();
  expect(rows.map((row) => [row.id, row.chain_root_id, row.is_private])).toEqual([
    ['a1', null, true],
    ['a2', 'a1', true],
    ['a3', 'a1', true],
    ['b1', null, false],
    ['b2', 'b1', false],
    ['c1', null, true],
  ]);
});
