// Opens connections to Postgres. Plain reads use Drizzle; busy statements use tagged SQL, which prepares each statement once per
// connection (Drizzle's postgres.js session cannot use named prepared statements).

import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { openSocket } from './socket.ts';
import { readAddress } from './tls-socket.ts';

export type Sql = postgres.Sql<{ bigint: bigint }>;

/** A part of a statement, with its parameters. */
export type Fragment = ReturnType<Sql>;

export interface Database {
  readonly sql: Sql;
  readonly orm: PostgresJsDatabase;
  /** A transaction is around every statement: one that fails ends it, and nothing can be read or tried again in it. */
  readonly isJoined?: true;
  close(): Promise<void>;
}

type Server = Parameters<typeof openSocket>[0];

/** Cloudflare allows six connections per invocation; two are reserved for object stores. */
export const connectionsMaxDefault = 4;

/** Connects on the first statement. `url` as in libpq, for example `postgres://user:secret@host:5432/name?sslmode=verify-full`. */
export function openDatabase(url: string, connectionsMax = connectionsMaxDefault): Database {
  const address = readAddress(url);
  const options = {
    max: connectionsMax,
    prepare: true,
    fetch_types: false,
    idle_timeout: 60,
    connect_timeout: address.connectTimeoutSeconds,
    // Reconnect at once: only requests open connections, and never more than the pool has.
    backoff: () => 0,
    onnotice: () => {},
    // Instants are read as text. This fixes their format, whatever the server's settings are.
    connection: { application_name: 'laurel', statement_timeout: 10_000, DateStyle: 'ISO', TimeZone: 'UTC' },
    types: { bigint: postgres.BigInt },
    // The socket shim of postgres.js for Workers raises an unhandled error after every close. A Node socket does not.
    socket: (server: Server) => openSocket(server, address.tls),
    ssl: false,
  };
  const sql = postgres(address.url, options) as unknown as Sql;
  return { sql, orm: drizzle(sql), close: () => sql.end({ timeout: 2 }) };
}

/** The database as a running transaction has it: what begins a transaction there gets a savepoint. */
export function joinTransaction({ sql, close }: Database, transaction: Sql): Database {
  const { savepoint } = transaction as unknown as postgres.TransactionSql;
  const joined = Object.assign(transaction, { options: sql.options, begin: savepoint });
  return { sql: joined, orm: drizzle(joined), isJoined: true, close };
}
