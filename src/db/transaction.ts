// Runs database work. Retries contention and turns an unreachable server into a DependencyError.

import { DependencyError } from '../core/errors.ts';
import { type Database, joinTransaction, type Sql } from './client.ts';
import { isAborted, isContention, isDatabaseDown } from './constraint.ts';

const attemptsMax = 4;
const backoffMsMax = 50;

/** Runs one statement or several reads. `work` must be safe to run again after the database rolled it back for contention. */
export async function run<T>(work: () => Promise<T>, { retriesAborted = false } = {}): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (isDatabaseDown(error)) throw new DependencyError('database', { cause: error });
      if (!isContention(error) && !(isAborted(error) && retriesAborted)) throw error;
      if (attempt === attemptsMax) throw new DependencyError('database', { retryAfterSeconds: 1, cause: error });
      await new Promise((resolve) => setTimeout(resolve, Math.random() * backoffMsMax * attempt));
    }
  }
}

/** One transaction at READ COMMITTED, rolled back if `work` throws. */
export function inTransaction<T>(db: Database, work: (sql: Sql) => Promise<T>): Promise<T> {
  return run(() => db.sql.begin((sql) => work(sql as unknown as Sql)) as Promise<T>);
}

/** Several reads of one moment. */
export function inSnapshot<T>(db: Database, read: (db: Database) => Promise<T>): Promise<T> {
  const options = 'ISOLATION LEVEL REPEATABLE READ READ ONLY';
  return run(
    () => db.sql.begin(options, (sql) => read(joinTransaction(db, sql as unknown as Sql))) as unknown as Promise<T>,
  );
}

/**
 * Several acts, each of which may be a transaction of its own, as one: theirs are savepoints in it. An act that meets contention within a
 * savepoint cannot repeat what came before, so the whole is repeated.
 */
export function inOneTransaction<T>(db: Database, work: (db: Database) => Promise<T>): Promise<T> {
  const all = async (sql: Sql): Promise<T> => {
    const outcome = await work(joinTransaction(db, sql));
    // If somebody ignored the error of a statement, the commit would be a silent rollback. This fails then.
    await sql`SELECT 1`;
    return outcome;
  };
  return run(() => db.sql.begin((sql) => all(sql as unknown as Sql)) as Promise<T>, { retriesAborted: true });
}

/** By a function that a domain publishes for it. The lock ends with the transaction. */
export async function callLock(sql: Sql, name: string, id: string): Promise<void> {
  await sql`SELECT ${sql(name)}(${id})`;
}
