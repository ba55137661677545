// Is there a cache between us and the database? Hyperdrive has one unless it is created with --caching-disabled, and then
// answers up to a minute old: a revoked certificate would be shown as genuine, and a balance as it was.

import type { Database, Sql } from './client.ts';

const validForMs = 600_000;

/** Asks at most every ten minutes, and never twice at once: a probe holds one connection while it waits for another. */
export function createCacheProbe({ sql }: Database): () => Promise<boolean> {
  let known: { readonly answer: Promise<boolean>; readonly untilMs: number } | null = null;
  return () => {
    if (known === null || Date.now() > known.untilMs) {
      const answer = hasQueryCache(sql, Math.floor(Math.random() * 2 ** 31));
      answer.catch(() => {
        known = null;
      });
      known = { answer, untilMs: Date.now() + validForMs };
    }
    return known.answer;
  };
}

/**
 * Asks one question twice, with a key of its own for each probe, while a lock that changes the answer is taken in
 * between. Needs two connections for two round trips. True: the second answer was the first one again.
 */
export async function hasQueryCache(sql: Sql, key: number): Promise<boolean> {
  const question = `SELECT count(*)::int AS held FROM pg_locks WHERE locktype = 'advisory' AND objid = ${key}::int8::oid`;
  const ask = async () => (await sql.unsafe<{ held: number }[]>(question))[0]?.held;
  const before = await ask();
  const during = await sql.begin(async (transaction) => {
    await transaction`SELECT pg_advisory_xact_lock(${key}::int8)`;
    return ask();
  });
  return before === during;
}
