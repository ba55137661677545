// One database for each test file, copied from the migrated template, seen by the Worker under test and its Durable Objects.

import { env } from 'cloudflare:workers';
import { connect } from 'node:net';
import postgres from 'postgres';
import { afterAll, beforeAll, inject } from 'vitest';

export interface TestDatabase {
  readonly url: string;
  readonly sql: postgres.Sql;
}

/**
 * Call at the top level of a test file. The returned object is filled in before the first test.
 * The Worker under test shares its isolate, and so its `env`, with the tests: setting DATABASE_URL here points it at this database.
 */
export function useDatabase(): TestDatabase {
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`;
  const database = { url: databaseUrl(name), sql: undefined as unknown as postgres.Sql };

  beforeAll(async () => {
    await runAsAdministrator(`CREATE DATABASE ${name} TEMPLATE laurel_template`);
    (env as unknown as Record<string, unknown>).DATABASE_URL = database.url;
    database.sql = openSql(database.url, 4);
  });

  afterAll(async () => {
    await database.sql.end({ timeout: 1 });
    await runAsAdministrator(`DROP DATABASE ${name} WITH (FORCE)`);
  });

  return database;
}

function databaseUrl(name: string): string {
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  return url.href;
}

async function runAsAdministrator(statement: string): Promise<void> {
  const sql = openSql(inject('postgresUrl'), 1);
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function openSql(url: string, connectionsMax: number): postgres.Sql {
  const options = { max: connectionsMax, fetch_types: false, onnotice: () => {}, socket: openSocket };
  return postgres(url, options);
}

/** postgres.js' own socket for Workers raises an unhandled error after every close; a Node socket does not. */
function openSocket(options: { host: string[]; port: number[] }) {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: options.host[0] ?? '127.0.0.1', port: options.port[0] ?? 5432 });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
}
