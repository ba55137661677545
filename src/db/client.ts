// Opens connections to Postgres, and speaks to it in two ways: Drizzle for plain reads, tagged SQL for the busy statements
// (Drizzle's postgres.js session cannot use named prepared statements; the tag prepares each statement once a connection).

import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { openSocket } from './socket.ts';

export type Sql = postgres.Sql<{ bigint: bigint }>;

/** A piece of a statement, with its parameters. */
export type Fragment = ReturnType<Sql>;

export interface Database {
  readonly sql: Sql;
  readonly orm: PostgresJsDatabase;
  close(): Promise<void>;
}

/** An invocation on Cloudflare may hold six connections; two are left for object stores. */
export const connectionsMaxDefault = 4;

/** Opens nothing until the first statement. `url` as in libpq, for example `postgres://user:secret@host:5432/name`. */
export function openDatabase(url: string, connectionsMax = connectionsMaxDefault): Database {
  const options = {
    max: connectionsMax,
    prepare: true,
    fetch_types: false,
    idle_timeout: 60,
    connect_timeout: 3,
    // At once: requests are what asks for connections, and there are no more of these than the pool has.
    backoff: () => 0,
    onnotice: () => {},
    // Moments are read as text: whatever the server is set to, in one form.
    connection: { application_name: 'laurel', statement_timeout: 10_000, DateStyle: 'ISO', TimeZone: 'UTC' },
    types: { bigint: postgres.BigInt },
    // postgres.js' own shim for Workers raises an unhandled error after every close; a Node socket does not.
    socket: openSocket,
  };
  const sql = postgres(url, options) as unknown as Sql;
  return { sql, orm: drizzle(sql), close: () => sql.end({ timeout: 2 }) };
}
