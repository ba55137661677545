// Detects a query cache in front of the database. Hyperdrive caches for up to a minute unless it was created with
// --caching-disabled. With a cache, a revoked certificate would be shown as genuine and a balance would be stale.

import { isWithin } from '../core/instant.ts';
import type { Database, Sql } from './client.ts';

const validForMs = 600_000;

/** Probes at most every ten minutes, and never concurrently: a probe holds one connection while it waits for another. */
export function createCacheProbe({ sql }: Database): () => Promise<boolean> {
  let cached: { readonly result: Promise<boolean>; readonly sinceMs: number } | null = null;
  return () => {
    if (cached === null || !isWithin(cached.sinceMs, validForMs, Date.now())) {
      const result = hasQueryCache(sql, Math.floor(Math.random() * 2 ** 31));
      result.catch(() => {
        cached = null;
      });
      cached = { result, sinceMs: Date.now() };
    }
    return cached.result;
  };
}

/**
 * Runs one query twice and takes a lock in between that changes its result. True if both results are equal. `key` must be unique
 * to the probe. Needs two connections.
 */
export async function hasQueryCache(sql: Sql, key: number): Promise<boolean> {
  const query = `SELECT count(*)::int AS held FROM pg_locks WHERE locktype = 'advisory' AND objid = ${key}::int8::oid`;
  const countLocks = async () => (await sql.unsafe<{ held: number }[]>(query))[0]?.held;
  const before = await countLocks();
  const during = await sql.begin(async (transaction) => {
    await transaction`SELECT pg_advisory_xact_lock(${key}::int8)`;
    return countLocks();
  });
  return before === during;
}
