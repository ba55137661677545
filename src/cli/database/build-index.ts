// Builds or drops an index without blocking writes (PostgreSQL documentation, "Building Indexes Concurrently"). A failed build
// leaves an invalid index, which slows writes and is never read. The next run drops it and builds it again.

import type postgres from 'postgres';

/** A concurrent build waits for older transactions; that wait counts against the lock timeout. */
const lockTimeout = '60s';
const statementTimeout = '60min';

/** CONCURRENTLY cannot run inside a transaction. */
export function isConcurrent(statement: string): boolean {
  return /^\s*(?:CREATE\s+(?:UNIQUE\s+)?|DROP\s+)INDEX\s+CONCURRENTLY\b/i.test(withoutComments(statement));
}

/** Removes comment lines. */
export function withoutComments(statement: string): string {
  return statement.replace(/^\s*--.*$/gm, '');
}

/** Idempotent: a valid index is left unchanged. */
export async function runConcurrently(sql: postgres.Sql, written: string, lockWaitMax = lockTimeout): Promise<void> {
  const statement = withoutComments(written).replace(/DROP\s+INDEX\s+CONCURRENTLY\s+(?!IF\b)/i, '$&IF EXISTS ');
  const name = /^\s*CREATE\s.*?CONCURRENTLY\s+(?:IF\s+NOT\s+EXISTS\s+)?"?(\w+)"?/i.exec(statement)?.[1];
  await sql.unsafe(`SET lock_timeout = '${lockWaitMax}'`);
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

/** Also false when the index does not exist. */
async function isValid(sql: postgres.Sql, name: string): Promise<boolean> {
  const [found] = await sql<{ valid: boolean }[]>`
    SELECT i.indisvalid AS valid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE c.relname = ${name} AND c.relnamespace = current_schema()::regnamespace`;
  return found?.valid ?? false;
}
