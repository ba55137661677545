// Runs database work. Retries contention and turns an unreachable server into a DependencyError.

import { DependencyError } from '../core/errors.ts';
import type { Database, Sql } from './client.ts';
import { isContention, isDatabaseDown } from './constraint.ts';

const attemptsMax = 4;
const backoffMsMax = 50;

/** Runs one statement or several reads. `work` must be safe to run again after the database rolled it back for contention. */
export async function run<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (isDatabaseDown(error)) throw new DependencyError('database', { cause: error });
      if (!isContention(error)) throw error;
      if (attempt === attemptsMax) throw new DependencyError('database', { retryAfterSeconds: 1, cause: error });
      await new Promise((resolve) => setTimeout(resolve, Math.random() * backoffMsMax * attempt));
    }
  }
}

/** One transaction at READ COMMITTED, rolled back if `work` throws. */
export function inTransaction<T>(db: Database, work: (sql: Sql) => Promise<T>): Promise<T> {
  return run(() => db.sql.begin((sql) => work(sql as unknown as Sql)) as Promise<T>);
}
