// Gives each test file its own database, copied from the migrated template, and points the Worker under test at it.

import { env } from 'cloudflare:workers';
import { afterAll, beforeAll, expect, inject } from 'vitest';
import { type Database, openDatabase, type Sql } from '../../src/db/client.ts';
import { unlistedAuditRows, unlistedEvents } from './written-rows.ts';

export interface TestDatabase {
  /** Connects as the owner, who has more privileges than the Worker under test. */
  readonly url: string;
  readonly sql: Sql;
}

const asApp = (ownerUrl: string) => ownerUrl.replace(/\/\/[^:]+:/, '//laurel_app:');

/**
 * Call at the top level of a test file. The returned object is filled in before the first test. The database is not dropped: that
 * waits for a checkpoint, and the server is removed after the run anyway. After the last test, the rows it has written are checked.
 * The Worker under test shares its isolate and `env` with the tests, so setting DATABASE_URL here is enough.
 */
export function useDatabase(): TestDatabase {
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`;
  const database = { url: databaseUrl(name), sql: undefined as unknown as Sql };
  let opened: Database | undefined;

  beforeAll(async () => {
    const administrator = openDatabase(inject('postgresUrl'), 1);
    await administrator.sql.unsafe(`CREATE DATABASE ${name} TEMPLATE laurel_template`);
    await administrator.close();
    (env as unknown as Record<string, unknown>).DATABASE_URL = asApp(database.url);
    opened = openDatabase(database.url);
    database.sql = opened.sql;
  });

  afterAll(async () => {
    if (opened === undefined) return;
    expect([...(await unlistedAuditRows(opened.sql)), ...(await unlistedEvents(opened.sql))]).toEqual([]);
    await opened.close();
  });

  return database;
}

function databaseUrl(name: string): string {
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  return url.href;
}
