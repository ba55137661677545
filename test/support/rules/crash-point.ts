// Simulates a process that crashes at its n-th step. Before and after each statement, PUT and DELETE is a step. After the crash every
// step throws, so that nothing has an effect any more.

import type { Database, Sql } from '../../../src/db/client.ts';
import type { ObjectStore } from '../../../src/objects/stores/object-store.ts';

export interface CrashPoint {
  readonly wrapDatabase: (database: Database) => Database;
  readonly wrapStore: (store: ObjectStore) => ObjectStore;
  readonly step: <T>(work: () => T | Promise<T>) => Promise<T>;
  readonly steps: () => number;
}

export class Killed extends Error {}

/** `after`: the number of steps before the crash; Infinity: only counts. */
export function createCrashPoint(after: number): CrashPoint {
  let steps = 0;
  const tick = () => {
    steps += 1;
    if (steps > after) throw new Killed(`at step ${steps}`);
  };
  const step = async <T>(work: () => T | Promise<T>): Promise<T> => {
    tick();
    const result = await work();
    tick();
    return result;
  };
  const wrapSql = (sql: Sql): Sql =>
    new Proxy(sql, {
      apply: (target, self, words) => {
        const query = Reflect.apply(target as never, self, words) as PromiseLike<never>;
        const isStatement = Array.isArray(words[0]) && 'raw' in words[0];
        if (!isStatement) return query;
        // SQL fragments are not steps: only awaited queries are.
        const then = query.then.bind(query);
        const answer = async (): Promise<never> => then((rows) => rows);
        return Object.assign(query, {
          // biome-ignore lint/suspicious/noThenProperty: a query of the driver is a thenable
          then: (done: (rows: never) => unknown, failed: (error: unknown) => unknown) =>
            step(answer).then(done, failed),
        });
      },
      get: (target, name) =>
        name === 'begin'
          ? (work: (inner: Sql) => Promise<unknown>) =>
              step(() => target.begin((inner) => work(wrapSql(inner as unknown as Sql))))
          : Reflect.get(target, name),
    });
  return {
    step,
    steps: () => steps,
    wrapDatabase: (database) => ({ ...database, sql: wrapSql(database.sql) }),
    wrapStore: (store) => ({
      ...store,
      put: (object) => step(() => store.put(object)),
      delete: (key) => step(() => store.delete(key)),
    }),
  };
}
