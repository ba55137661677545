// Detection of Hyperdrive's query cache. A tag that caches results by query text replaces it in this test.

import { expect, it } from 'vitest';
import { openDatabase, type Sql } from '../../../src/db/client.ts';
import { hasQueryCache } from '../../../src/db/query-cache.ts';
import { useDatabase } from '../../support/isolate/database.ts';

const database = useDatabase();

/** Caches results of queries outside of transactions, as Hyperdrive does. */
function withQueryCache(sql: Sql): Sql {
  const answers = new Map<string, unknown>();
  const unsafe = async (text: string) => {
    if (!answers.has(text)) answers.set(text, await sql.unsafe(text));
    return answers.get(text);
  };
  return new Proxy(sql, {
    get: (target, name) => (name === 'unsafe' ? unsafe : Reflect.get(target, name)),
  });
}

it('a query cache before the database is detected, and its absence too', async () => {
  for (let key = 1; key <= 20; key += 1) {
    expect(await hasQueryCache(database.sql, key)).toBe(false);
    expect(await hasQueryCache(withQueryCache(database.sql), key)).toBe(true);
  }
});

it('the role of the application may run the check', async () => {
  const app = openDatabase(database.url.replace(/\/\/[^:]+:/, '//laurel_app:'), 2);
  expect(await hasQueryCache(app.sql, 7)).toBe(false);
  await app.close();
});
