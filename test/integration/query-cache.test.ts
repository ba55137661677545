// Hyperdrive's query cache cannot run here: a tag that remembers answers by their text stands in for it.

import { expect, it } from 'vitest';
import { openDatabase, type Sql } from '../../src/db/client.ts';
import { hasQueryCache } from '../../src/db/query-cache.ts';
import { useDatabase } from '../support/database.ts';

const database = useDatabase();

/** Remembers what SELECTs outside of transactions answered, as Hyperdrive does. */
function behindCache(sql: Sql): Sql {
  const answers = new Map<string, unknown>();
  const unsafe = async (text: string) => {
    if (!answers.has(text)) answers.set(text, await sql.unsafe(text));
    return answers.get(text);
  };
  return new Proxy(sql, {
    get: (target, name) => (name === 'unsafe' ? unsafe : Reflect.get(target, name)),
  });
}

it('a cache between us and the database is noticed, and none is seen where there is none', async () => {
  for (let key = 1; key <= 20; key += 1) {
    expect(await hasQueryCache(database.sql, key)).toBe(false);
    expect(await hasQueryCache(behindCache(database.sql), key)).toBe(true);
  }
});

it('the role of the application may ask', async () => {
  const app = openDatabase(database.url.replace(/\/\/[^:]+:/, '//laurel_app:'), 2);
  expect(await hasQueryCache(app.sql, 7)).toBe(false);
  await app.close();
});
