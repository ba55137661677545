// Builds or drops an index while others read and write (PostgreSQL documentation, "Building Indexes Concurrently"). A build that
// failed leaves an invalid index, which slows writes and serves no read: found, dropped and built again.

import type postgres from 'postgres';

/** Waiting for older transactions counts as waiting for a lock. */
const lockTimeout = '60s';
const statementTimeout = '60min';

/** Such a statement cannot be part of a transaction. */
export function isConcurrent(statement: string): boolean {
  return /^\s*(?:CREATE\s+(?:UNIQUE\s+)?|DROP\s+)INDEX\s+CONCURRENTLY\b/i.test(withoutComments(statement));
}

/** Without the lines that are comments. */
export function withoutComments(statement: string): string {
  return statement.replace(/^\s*--.*$/gm, '');
}

/** May be repeated: what is done already is left as it is. `patience`: how long to wait for a lock. */
export async function runConcurrently(sql: postgres.Sql, written: string, patience = lockTimeout): Promise<void> {
  const statement = withoutComments(written).replace(/DROP\s+INDEX\s+CONCURRENTLY\s+(?!IF\b)/i, '$&IF EXISTS ');
  const name = /^\s*CREATE\s.*?CONCURRENTLY\s+(?:IF\s+NOT\s+EXISTS\s+)?"?(\w+)"?/i.exec(statement)?.[1];
  await sql.unsafe(`SET lock_timeout = '${patience}'`);
  await sql.unsafe(`SET statement_timeout = '${statementTimeout}'`);
  try {
    if (name !== undefined) {
      if (await isValid(sql, name)) return;
      await sql.unsafe(`DROP INDEX CONCURRENTLY IF EXISTS "${name}"`);
    }
    await sql.unsafe(statement);
  } finally {
    await sql.unsafe('RESET lock_timeout');
    await sql.unsafe('RESET statement_timeout');
  }
}

/** Of an index by its name; false too where there is none. */
async function isValid(sql: postgres.Sql, name: string): Promise<boolean> {
  const [found] = await sql<{ valid: boolean }[]>`
    SELECT i.indisvalid AS valid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE c.relname = ${name} AND c.relnamespace = current_schema()::regnamespace`;
  return found?.valid ?? false;
}
