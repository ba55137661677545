// What every POST with an Idempotency-Key owes its caller when the connection to the database ends between the commit and the answer: the
// same key gives the answer at once, and the act is there once.

import type postgres from 'postgres';
import { expect } from 'vitest';
import type { Person } from '../../../bench/acts/client.ts';
import type { LossyProxy } from '../servers/lossy-proxy.ts';

/** Laurel whose connections to the database go through `proxy`. `sql` goes past it, as the owner. */
export interface LossyLaurel {
  readonly url: string;
  readonly sql: postgres.Sql;
  readonly proxy: LossyProxy;
}

export interface KeyedRequest {
  readonly as: Person;
  readonly path: string;
  /** A text is a file, of `mediaType`. */
  readonly body: object | string;
  readonly mediaType?: string;
  /** Tables that a queue message of the act adds rows to, at any time afterwards. */
  readonly laterTables?: readonly string[];
}

export async function sendKeyed(
  { url }: Pick<LossyLaurel, 'url'>,
  { as, path, body, mediaType = 'application/json' }: KeyedRequest,
  key: string,
) {
  const headers = { authorization: `Bearer ${as.token}`, 'content-type': mediaType, 'idempotency-key': key };
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const init = { method: 'POST', headers, body: text, signal: AbortSignal.timeout(60_000) };
  const response = await fetch(`${url}${path}`, init);
  const [answer, location] = [await response.text(), response.headers.get('location')];
  const isReplayed = response.headers.get('idempotency-replayed') === 'true';
  return { status: response.status, text: answer, location, isReplayed, body: JSON.parse(answer) };
}

/** An act with this key, which is committed when its outcome is stored: that is done in its own transaction. */
export const actWith = (sql: postgres.Sql, key: string) => ({
  text: key,
  isCommitted: async () =>
    (
      await sql`SELECT 1 FROM http_idempotency WHERE key = ${key} AND outcome IS NOT NULL
      UNION ALL SELECT 1 FROM economy_transaction WHERE claim LIKE ${`%\n${key}`}`
    ).length > 0,
});

/**
 * Sends the request and loses its answer, then repeats it twice.
 * @returns the answer of the repetition.
 */
export async function expectOneEffect(laurel: LossyLaurel, request: KeyedRequest) {
  const { sql, proxy } = laurel;
  const [key, before, dropped] = [crypto.randomUUID(), await countRows(sql), proxy.dropped()];
  proxy.dropResponse(actWith(sql, key));
  const lost = await sendKeyed(laurel, request, key);
  expect([lost.status, lost.body.code], lost.text).toEqual([503, 'unavailable']);
  expect(proxy.dropped(), 'the act keeps its key in its own transaction').toBe(dropped + 1);
  const once = await countRows(sql);
  expect(once).not.toEqual(before);
  const again = await sendKeyed(laurel, request, key);
  expect([again.status < 300, again.isReplayed], again.text).toEqual([true, true]);
  expect(await sendKeyed(laurel, request, key)).toEqual(again);
  const later = new Set([...background, ...(request.laterTables ?? [])]);
  const settled = (rows: Readonly<Record<string, number>>) => Object.entries(rows).filter(([name]) => !later.has(name));
  expect(settled(await countRows(sql))).toEqual(settled(once));
  return again;
}

/** Written at times of its own, for acts before. */
const background = ['webhook_attempt'];

/** The number of rows of every table. */
async function countRows(sql: postgres.Sql): Promise<Readonly<Record<string, number>>> {
  const tables = await sql<{ name: string }[]>`
    SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname`;
  const counts = tables.map(({ name }) => `SELECT '${name}' AS name, count(*)::int AS rows FROM ${name}`);
  const rows = await sql.unsafe<{ name: string; rows: number }[]>(counts.join(' UNION ALL '));
  return Object.fromEntries(rows.map((row) => [row.name, row.rows]));
}
