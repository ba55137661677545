// The hot queries on a filled database: each uses an index and stays within its buffers.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { beforeAll, describe, expect, it } from 'vitest';
import { explain, nodesOf, openCatching } from '../../bench/plans/explain.ts';
import type { HotQuery } from '../../bench/plans/hot-query.ts';
import { transferBetween } from '../../bench/plans/index-cases.ts';
import { hotQueries } from '../../bench/plans/plans.ts';
import { rareQueries } from '../../bench/plans/rare-queries.ts';
import { fillDatabase, smallVolume } from '../../bench/volume.ts';
import type { Sql } from '../../src/db/client.ts';
import { createDatabase } from '../support/isolate/new-database.ts';

let url: string;

beforeAll(async () => {
  url = await createDatabase();
  const sql = postgres(url, { max: 1, onnotice: () => {} }) as unknown as Sql;
  await fillDatabase(sql, smallVolume);
  await sql.end();
});

it('the volume is consistent: each balance is the sum of its rows, each transfer sums to zero', async () => {
  const sql = postgres(url, { max: 1 });
  const [wrong] = await sql`
    SELECT (SELECT count(*)::int FROM economy_wallet w
        LEFT JOIN (SELECT wallet_id, sum(amount) AS sum FROM economy_transaction GROUP BY wallet_id) t ON t.wallet_id = w.id
        WHERE w.balance <> coalesce(t.sum, 0)) AS balances,
      (SELECT count(*)::int FROM (SELECT 1 FROM economy_transaction GROUP BY transfer_id HAVING sum(amount) <> 0) u) AS transfers,
      (SELECT count(*)::int FROM economy_transaction) AS rows`;
  expect(wrong).toEqual({ balances: 0, transfers: 0, rows: smallVolume.ledgerRows });
  await sql.end();
});

describe.each(hotQueries)('$name', (query) => {
  it('uses an index and stays within its buffers', async () => {
    const plan = await explain(url, query, smallVolume);
    expect(refusalIn(plan.answer)).toBeNull();
    expect(plan.sequentialScans).toEqual([]);
    expect(plan.buffers).toBeGreaterThan(0);
    expect(plan.buffers).toBeLessThanOrEqual(query.buffersMax);
  });
});

/** The statements must succeed; a refused act would have another plan. */
function refusalIn(answer: unknown): string | null {
  const { verdict, outcome, kind } = (answer ?? {}) as { verdict?: string; outcome?: unknown; kind?: string };
  // A result act has its own outcome inside.
  const { outcome: inner } = (outcome ?? {}) as { outcome?: string };
  const isFine = ['done', 'repeated', 'reported', 'decided', 'updated', 'registered', 'player', undefined].includes(
    inner ?? verdict ?? kind,
  );
  return isFine && !(Array.isArray(answer) && answer.length === 0) ? null : JSON.stringify(answer);
}

it('every query of a store is in plans.ts or in rare-queries.ts with a reason', async () => {
  const root = new URL('../../src/', import.meta.url).pathname;
  const stores = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (path) => /(^|[/-])store\.ts$/.test(path) && !/^objects\/(stores\/|refused-store)/.test(path),
  );
  const listed = new Set([...hotQueries.map(({ query }) => query), ...Object.values(rareQueries).flat()]);
  const unlisted: string[] = [];
  for (const path of stores) {
    const members: Record<string, unknown> = await import(join(root, path));
    const missing = Object.entries(members).filter(([, member]) => typeof member === 'function' && !listed.has(member));
    unlisted.push(...missing.map(([name]) => `${path}: ${name}`));
  }
  expect(stores.length).toBeGreaterThan(10);
  expect(unlisted).toEqual([]);
});

it('only stores contain SQL, besides tables, db/, the append fragments, commands and the readiness probe', () => {
  const root = new URL('../../src/', import.meta.url).pathname;
  const sqlPattern = /\bsql(<[^`]*>)?`|\bdb\.orm\b/;
  const allowedPaths =
    /(^|[/-])store\.ts$|tables\.ts$|^(db|cli)\/|^(audit|outbox|tournaments\/stages)\/append\.ts$|^app\/backend-rpc\.ts$/;
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => /\.tsx?$/.test(path));
  const pathsWithSql = paths.filter((path) => sqlPattern.test(readFileSync(join(root, path), 'utf8')));
  expect(pathsWithSql.length).toBeGreaterThan(10);
  expect(pathsWithSql.filter((path) => !allowedPaths.test(path))).toEqual([]);
});

it('transfers between a few hot wallets stay cheap over a thousand transfers with cached plans and ANALYZE in between', async () => {
  const { db } = openCatching(url);
  const touched = async () => {
    const rows = await db.sql<{ scanned: number; updates: number; hot: number }[]>`
      SELECT seq_tup_read::int AS scanned, n_tup_upd::int AS updates, n_tup_hot_upd::int AS hot
      FROM pg_stat_user_tables WHERE relname = 'economy_wallet'`;
    return rows[0] as (typeof rows)[number];
  };
  const flush = () => db.sql`SELECT pg_stat_force_next_flush()`;
  await flush();
  const before = await touched();
  for (let round = 0; round < 4; round += 1) {
    for (let time = 0; time < 250; time += 1) await transferBetween(db, 10);
    await db.sql`ANALYZE economy_wallet`;
  }
  await flush();
  const after = await touched();
  expect(after.updates - before.updates).toBeGreaterThanOrEqual(2000);
  expect(after.scanned).toBe(before.scanned);
  // Most: a snapshot of another connection keeps a page full for a while.
  expect((after.hot - before.hot) / (after.updates - before.updates)).toBeGreaterThan(0.7);
  await db.close();
  const transfer = hotQueries.find(({ name }) => name.startsWith('transfer')) as HotQuery;
  // The same snapshots leave dead rows to be read, of 2,000 updates a part that the moment decides.
  expect((await explain(url, transfer, smallVolume)).buffers).toBeLessThanOrEqual(4 * transfer.buffersMax);
});

it('a trigger that scans a table is detected', async () => {
  const sql = postgres(url, { max: 1 });
  await sql.unsafe(`CREATE FUNCTION count_wallets() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM count(*) FROM economy_wallet WHERE balance > 0; RETURN NULL; END $$`);
  await sql.unsafe('CREATE TRIGGER slow AFTER INSERT ON economy_transaction EXECUTE FUNCTION count_wallets()');
  const transfer = hotQueries.find(({ name }) => name.startsWith('transfer'));
  expect((await explain(url, transfer as HotQuery, smallVolume)).sequentialScans).toEqual(['economy_wallet']);
  await sql.unsafe('DROP TRIGGER slow ON economy_transaction');
  await sql.end();
});

it('a query without its index is detected', async () => {
  const sql = postgres(url, { max: 1 });
  await sql`DROP INDEX idx_moderation_ref_created_desc`;
  const audit = hotQueries.find(({ name }) => name.startsWith('first page of the audit'));
  const plan = await explain(url, audit as HotQuery, smallVolume);
  expect(plan.buffers).toBeGreaterThan(audit?.buffersMax ?? 0);
  expect(nodesOf(plan.tree).some((node) => node['Node Type'].includes('Seq Scan'))).toBe(true);
  await sql.end();
});
