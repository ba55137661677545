// One database for each test file, copied from the migrated template, seen by the Worker under test and its Durable Objects.

import { env } from 'cloudflare:workers';
import { afterAll, beforeAll, inject } from 'vitest';
import { type Database, openDatabase, type Sql } from '../../src/db/client.ts';

export interface TestDatabase {
  /** As its owner, who may do more than the Worker under test. */
  readonly url: string;
  readonly sql: Sql;
}

const asApp = (ownerUrl: string) => ownerUrl.replace(/\/\/[^:]+:/, '//laurel_app:');

/**
 * Call at the top level of a test file. The returned object is filled in before the first test. Nobody drops the database: that
 * waits for a checkpoint, longer than our client waits on a busy machine, and the whole server is gone after the run.
 * The Worker under test shares its isolate, and so its `env`, with the tests: setting DATABASE_URL here points it at this database.
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

  afterAll(() => opened?.close());

  return database;
}

function databaseUrl(name: string): string {
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  return url.href;
}
