// Queries of backfills and checks, which scan all objects in key order.

import { addSeconds, type Instant } from '../../core/instant.ts';
import type { Database, Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import { isPlainKey } from '../stores/object-key.ts';
import type { Side } from '../stores/phase.ts';
import { type ItemRow, toItem } from './item-row.ts';
import { graceSeconds, type ObjectItem } from './object-item.ts';
import type { Finding } from './run.ts';

export interface ObjectListing {
  /** Exclusive. */
  readonly after: string;
  /** Only these keys; null: all. */
  readonly keys: readonly string[] | null;
  /** Only objects with a failed or wrong copy in this store; null: all. */
  readonly failedOn: Side | null;
}

/** Acknowledged objects that are not deleted, by key. */
export async function listObjects(db: Database, listing: ObjectListing, limit: number): Promise<ObjectItem[]> {
  const { sql } = db;
  const rows = await run(
    () => sql<ItemRow[]>`SELECT * FROM object_item WHERE ${matching(sql, listing)} ORDER BY key LIMIT ${limit}`,
  );
  return rows.map(toItem);
}

export async function countObjects(db: Database, listing: ObjectListing): Promise<number> {
  const { sql } = db;
  const rows = await run(
    () => sql<{ count: number }[]>`
    SELECT count(*)::integer AS count FROM object_item WHERE ${matching(sql, listing)}`,
  );
  return rows[0]?.count ?? 0;
}

function matching(sql: Sql, { after, keys, failedOn }: ObjectListing) {
  const among = keys === null ? sql`` : sql`AND key IN ${setOf(sql, keys)}`;
  const problem = failedOn === 'r2' ? sql`AND r2_problem IS NOT NULL` : sql`AND s3_problem IS NOT NULL`;
  return sql`key > ${after} AND acknowledged_at IS NOT NULL AND deleted_at IS NULL ${among} ${failedOn === null ? sql`` : problem}`;
}

type Keyed = Pick<ObjectItem, 'key'>;
const keysOf = (items: readonly Keyed[]) => items.map((item) => item.key);

/** Passed as JSON, because a key may contain any character. */
function setOf(sql: Sql, keys: readonly string[]) {
  return sql`(SELECT jsonb_array_elements_text(${JSON.stringify(keys)}::text::jsonb))`;
}

/** Called before a backfill puts copies: if its process dies, the repair finds them. */
export async function intendCopies(db: Database, items: readonly Keyed[], side: Side, now: Instant): Promise<void> {
  if (items.length === 0) return;
  await run(
    () => db.sql`
    UPDATE object_item SET next_attempt_at = greatest(next_attempt_at, ${addSeconds(now, graceSeconds)}::timestamptz),
      r2_status = CASE WHEN ${side === 'r2'} THEN 'wanted' ELSE r2_status END,
      s3_status = CASE WHEN ${side === 's3'} THEN 'wanted' ELSE s3_status END
    WHERE key IN ${setOf(db.sql, keysOf(items))} AND deleted_at IS NULL`,
  );
}

/** Records stored copies. The copy of an object deleted meanwhile gets the status `unwanted`. */
export async function recordCopies(db: Database, items: readonly Keyed[], side: Side): Promise<void> {
  if (items.length === 0) return;
  await run(
    () => db.sql`
    UPDATE object_item SET
      r2_status = CASE WHEN ${side !== 'r2'} THEN r2_status WHEN deleted_at IS NULL THEN 'stored' ELSE 'unwanted' END,
      s3_status = CASE WHEN ${side !== 's3'} THEN s3_status WHEN deleted_at IS NULL THEN 'stored' ELSE 'unwanted' END
    WHERE key IN ${setOf(db.sql, keysOf(items))}`,
  );
}

/** Records copies that a backfill could not make. The repair retries them, after its other due work. */
export async function recordFailures(
  db: Database,
  failures: readonly Pick<Finding, 'key' | 'cause'>[],
  side: Side,
  now: Instant,
): Promise<void> {
  if (failures.length === 0) return;
  const { sql } = db;
  const [status, problem] = side === 'r2' ? [sql`r2_status`, sql`r2_problem`] : [sql`s3_status`, sql`s3_problem`];
  await run(
    () => sql`
    UPDATE object_item o SET ${status} = 'wanted', ${problem} = failure.cause, attempts = greatest(o.attempts, 1),
      next_attempt_at = greatest(o.next_attempt_at, ${addSeconds(now, graceSeconds)}::timestamptz)
    FROM jsonb_to_recordset(${JSON.stringify(failures)}::text::jsonb) AS failure (key text, cause text)
    WHERE o.key = failure.key AND o.deleted_at IS NULL`,
  );
}

/** All rows, including deleted and unacknowledged objects. */
export async function listKnown(db: Database, after: string, limit: number): Promise<ObjectItem[]> {
  const rows = await run(
    () => db.sql<ItemRow[]>`SELECT * FROM object_item WHERE key > ${after} ORDER BY key LIMIT ${limit}`,
  );
  return rows.map(toItem);
}

/** The current rows of these keys. Keys that Postgres cannot store have no row. */
export async function findObjects(db: Database, keys: readonly string[]): Promise<Map<string, ObjectItem>> {
  const plain = keys.filter(isPlainKey);
  if (plain.length === 0) return new Map();
  const rows = await run(() => db.sql<ItemRow[]>`SELECT * FROM object_item WHERE key IN ${setOf(db.sql, plain)}`);
  return new Map(rows.map((row) => [row.key, toItem(row)]));
}

/**
 * A uniform random sample of objects with a copy in the store. Copies that are known to be wrong come first, so that the next check
 * reports them again.
 */
export async function sampleObjects(db: Database, side: Side, count: number): Promise<ObjectItem[]> {
  const { sql } = db;
  const [status, problem] = side === 'r2' ? [sql`r2_status`, sql`r2_problem`] : [sql`s3_status`, sql`s3_problem`];
  const rows = await run(
    () => sql<ItemRow[]>`
    SELECT * FROM object_item WHERE deleted_at IS NULL AND acknowledged_at IS NOT NULL
      AND (${status} = 'stored' OR (${status} = 'wanted' AND ${problem} IS NOT NULL))
    ORDER BY ${status} = 'stored', random() LIMIT ${count}`,
  );
  return rows.map(toItem);
}

/** The number of copies that can be sampled. */
export async function countCopies(db: Database): Promise<Readonly<Record<Side, number>>> {
  const rows = await run(
    () => db.sql<{ r2: number; s3: number }[]>`
    SELECT count(*) FILTER (WHERE r2_status = 'stored' OR r2_problem IS NOT NULL)::integer AS r2,
      count(*) FILTER (WHERE s3_status = 'stored' OR s3_problem IS NOT NULL)::integer AS s3
    FROM object_item WHERE deleted_at IS NULL AND acknowledged_at IS NOT NULL`,
  );
  return rows[0] ?? { r2: 0, s3: 0 };
}

export async function hasHeldBelow(db: Database, prefix: string): Promise<boolean> {
  const rows = await run(() => db.sql`SELECT 1 FROM object_item WHERE is_held AND starts_with(key, ${prefix}) LIMIT 1`);
  return rows.length > 0;
}
