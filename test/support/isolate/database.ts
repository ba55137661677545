// Gives each test file its own database, and points the Worker under test at it.

import { env } from 'cloudflare:workers';
import { afterAll, beforeAll, expect } from 'vitest';
import { type Database, openDatabase, type Sql } from '../../../src/db/client.ts';
import { takeDatabase } from './isolate.ts';
import { asApp } from './new-database.ts';
import { unlistedAuditRows, unlistedEvents } from './written-rows.ts';

export interface TestDatabase {
  /** Connects as the owner, who has more privileges than the Worker under test. */
  readonly url: string;
  readonly sql: Sql;
}

/**
 * Call at the top level of a test file. The returned object is filled in before the first test. After the last one, the rows that were
 * written are checked. The Worker under test shares its isolate and `env` with the tests, so setting DATABASE_URL here is enough.
 */
export function useDatabase(): TestDatabase {
  const database = { url: '', sql: undefined as unknown as Sql };
  let opened: Database | undefined;

  beforeAll(async () => {
    database.url = await takeDatabase();
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
