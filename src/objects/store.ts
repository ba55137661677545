// Queries on object rows. Each statement checks the current state of the row: a copy that is stored after the object was deleted
// gets the status `unwanted`, never `stored`.

import { addSeconds, type Instant, toInstant } from '../core/instant.ts';
import type { Database, Sql } from '../db/client.ts';
import { run } from '../db/transaction.ts';
import type { FoundProblem } from './copy-state.ts';
import { type ItemRow, toItem } from './runs/item-row.ts';
import { abandonedAfterSeconds, graceSeconds, type ObjectItem } from './runs/object-item.ts';
import type { Side } from './stores/phase.ts';

export interface IntendedObject {
  readonly key: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly contentType: string;
}

/** Called before any PUT. False: the key has a tombstone, or a different hash. Repeating the call renews the intent. */
export async function intendObject(
  db: Database,
  object: IntendedObject,
  wanted: readonly Side[],
  now: Instant,
): Promise<boolean> {
  const statusOf = (side: Side) => (wanted.includes(side) ? 'wanted' : 'none');
  const rows = await run(
    () => db.sql`
    INSERT INTO object_item AS o (key, sha256, size_bytes, content_type, r2_status, s3_status, next_attempt_at, created_at)
    VALUES (${object.key}, ${object.sha256}, ${object.sizeBytes}, ${object.contentType}, ${statusOf('r2')},
      ${statusOf('s3')}, ${addSeconds(now, graceSeconds)}::timestamptz, ${now}::timestamptz)
    ON CONFLICT (key) DO UPDATE SET
      r2_status = CASE o.r2_status WHEN 'none' THEN excluded.r2_status ELSE o.r2_status END,
      s3_status = CASE o.s3_status WHEN 'none' THEN excluded.s3_status ELSE o.s3_status END,
      created_at = CASE WHEN o.acknowledged_at IS NULL THEN excluded.created_at ELSE o.created_at END,
      next_attempt_at = greatest(o.next_attempt_at, excluded.next_attempt_at)
    WHERE o.deleted_at IS NULL AND o.sha256 = excluded.sha256 RETURNING 1`,
  );
  return rows.length > 0;
}

export interface CopyOutcome {
  readonly side: Side;
  /** The cause of the failure; null: it succeeded. */
  readonly problem: string | null;
}

export interface PutRecord {
  readonly outcomes: readonly CopyOutcome[];
  readonly now: Instant;
  /** When to repeat failed copies; null keeps the time that the repair has set. */
  readonly retryAt: Instant | null;
}

/** Records the outcomes of PUTs. A failed copy keeps the status `wanted`. */
export async function recordPuts(db: Database, key: string, { outcomes, now, retryAt }: PutRecord): Promise<void> {
  const [r2, s3] = [isDone(outcomes, 'r2'), isDone(outcomes, 's3')];
  await run(
    () => db.sql`
    UPDATE object_item SET
      r2_status = CASE WHEN NOT ${r2} THEN r2_status WHEN deleted_at IS NULL THEN 'stored' ELSE 'unwanted' END,
      s3_status = CASE WHEN NOT ${s3} THEN s3_status WHEN deleted_at IS NULL THEN 'stored' ELSE 'unwanted' END,
      r2_problem = coalesce(${problemOf(outcomes, 'r2')}, r2_problem), s3_problem = coalesce(${problemOf(outcomes, 's3')}, s3_problem),
      acknowledged_at = CASE WHEN ${r2 || s3} THEN coalesce(acknowledged_at, ${now}::timestamptz) ELSE acknowledged_at END,
      next_attempt_at = coalesce(${retryAt}::timestamptz, next_attempt_at)
    WHERE key = ${key}`,
  );
}

/** Copies in the `asked` stores, and copies that may exist, are scheduled for removal. False: a legal hold forbids it. */
export async function writeTombstone(
  db: Database,
  key: string,
  asked: readonly Side[],
  now: Instant,
): Promise<boolean> {
  const { sql } = db;
  const fresh = (side: Side) => (asked.includes(side) ? 'unwanted' : 'none');
  const next = (column: ReturnType<Database['sql']>, side: Side) => sql`CASE
    WHEN o.deleted_at IS NOT NULL THEN ${column}
    WHEN ${asked.includes(side)} OR ${column} IN ('wanted', 'stored') THEN 'unwanted' ELSE 'none' END`;
  const rows = await run(
    () => sql`
    INSERT INTO object_item AS o (key, sha256, size_bytes, content_type, r2_status, s3_status, next_attempt_at, created_at, deleted_at)
    VALUES (${key}, '', 0, '', ${fresh('r2')}, ${fresh('s3')}, ${now}::timestamptz, ${now}::timestamptz, ${now}::timestamptz)
    ON CONFLICT (key) DO UPDATE SET deleted_at = coalesce(o.deleted_at, excluded.deleted_at),
      next_attempt_at = excluded.next_attempt_at, attempts = 0,
      r2_status = ${next(sql`o.r2_status`, 'r2')}, s3_status = ${next(sql`o.s3_status`, 's3')}
    WHERE NOT o.is_held RETURNING 1`,
  );
  return rows.length > 0;
}

/** Records the outcomes of DELETEs. The problem `resurrected` stays until the copy is removed again. */
export async function recordDeletes(db: Database, key: string, outcomes: readonly CopyOutcome[]): Promise<void> {
  await run(
    () => db.sql`
    UPDATE object_item SET
      r2_status = CASE WHEN ${isDone(outcomes, 'r2')} THEN 'removed' ELSE r2_status END,
      s3_status = CASE WHEN ${isDone(outcomes, 's3')} THEN 'removed' ELSE s3_status END,
      r2_problem = coalesce(r2_problem, ${problemOf(outcomes, 'r2')}), s3_problem = coalesce(s3_problem, ${problemOf(outcomes, 's3')})
    WHERE key = ${key} AND deleted_at IS NOT NULL`,
  );
}

function isDone(outcomes: readonly CopyOutcome[], side: Side): boolean {
  return outcomes.some((outcome) => outcome.side === side && outcome.problem === null);
}

function problemOf(outcomes: readonly CopyOutcome[], side: Side): string | null {
  return outcomes.find((outcome) => outcome.side === side)?.problem ?? null;
}

export async function hasTombstone(db: Database, key: string): Promise<boolean> {
  const rows = await run(() => db.sql`SELECT 1 FROM object_item WHERE key = ${key} AND deleted_at IS NOT NULL`);
  return rows.length > 0;
}

/**
 * Claims due items of the backlog: no other caller gets them until their retry delay has passed. Items for stores that are not
 * configured are skipped, because they would block the others.
 */
export async function claimBacklog(
  db: Database,
  { sides, now, limit }: { readonly sides: readonly Side[]; readonly now: Instant; readonly limit: number },
): Promise<ObjectItem[]> {
  const rows = await run(
    () => db.sql<ItemRow[]>`
    UPDATE object_item o SET attempts = o.attempts + 1,
      next_attempt_at = ${now}::timestamptz + make_interval(secs => least(30 * 2 ^ least(o.attempts, 10), 3600))
    FROM (
      SELECT key FROM object_item
      WHERE ${owedTo(db.sql, sides)} AND next_attempt_at <= ${now}::timestamptz
      ORDER BY next_attempt_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ) due WHERE o.key = due.key RETURNING o.*`,
  );
  return rows.map(toItem);
}

/** Must imply the condition of the partial index on the backlog. */
function owedTo(sql: Sql, sides: readonly Side[]) {
  const r2 = sql`r2_status IN ('wanted', 'unwanted')`;
  const s3 = sql`s3_status IN ('wanted', 'unwanted')`;
  if (!sides.includes('s3')) return r2;
  return sides.includes('r2') ? sql`(${r2} OR ${s3})` : s3;
}

export interface FoundCopy {
  readonly key: string;
  readonly side: Side;
  /** null: nothing was found; it was never stored. */
  readonly problem: FoundProblem | null;
}

/** Schedules a copy, in place of a missing or wrong one or as the first. */
export function scheduleCopy(db: Database, copy: FoundCopy, now: Instant): Promise<void> {
  return schedule(db, copy, 'wanted', now);
}

/** Schedules the removal of a copy of a deleted object. */
export function scheduleDelete(db: Database, copy: FoundCopy, now: Instant): Promise<void> {
  return schedule(db, copy, 'unwanted', now);
}

async function schedule(
  db: Database,
  { key, side, problem }: FoundCopy,
  status: 'wanted' | 'unwanted',
  now: Instant,
): Promise<void> {
  const { sql } = db;
  const [statusColumn, problemColumn] =
    side === 'r2' ? [sql`r2_status`, sql`r2_problem`] : [sql`s3_status`, sql`s3_problem`];
  await run(
    () => sql`
    UPDATE object_item SET next_attempt_at = ${now}::timestamptz, attempts = 0, ${statusColumn} = ${status}, ${problemColumn} = ${problem}
    WHERE key = ${key} AND (deleted_at IS NULL) = ${status === 'wanted'}`,
  );
}

/** Deletes an old intent that was never acknowledged and not repeated since. */
export async function forgetIntent(db: Database, key: string, now: Instant): Promise<void> {
  await run(
    () => db.sql`
    DELETE FROM object_item WHERE key = ${key} AND acknowledged_at IS NULL AND deleted_at IS NULL
      AND created_at <= ${addSeconds(now, -abandonedAfterSeconds)}::timestamptz`,
  );
}

export interface Backlog {
  /** The number of copies to make or remove. */
  readonly copies: number;
  /** Null: none. */
  readonly owedSince: Instant | null;
}

/** Per store, without intents that were never acknowledged. */
export async function readBacklog(db: Database): Promise<Readonly<Record<Side, Backlog>>> {
  const rows = await run(
    () => db.sql<{ r2: number; s3: number; r2_since: string | null; s3_since: string | null }[]>`
    SELECT count(*) FILTER (WHERE r2_status IN ('wanted', 'unwanted'))::integer AS r2,
      count(*) FILTER (WHERE s3_status IN ('wanted', 'unwanted'))::integer AS s3,
      min(owed_since) FILTER (WHERE r2_status IN ('wanted', 'unwanted')) AS r2_since,
      min(owed_since) FILTER (WHERE s3_status IN ('wanted', 'unwanted')) AS s3_since
    FROM object_item
    WHERE (r2_status IN ('wanted', 'unwanted') OR s3_status IN ('wanted', 'unwanted'))
      AND (acknowledged_at IS NOT NULL OR deleted_at IS NOT NULL)`,
  );
  const [{ r2 = 0, s3 = 0, r2_since = null, s3_since = null } = {}] = rows;
  const backlog = (copies: number, since: string | null): Backlog => ({
    copies,
    owedSince: since === null ? null : toInstant(since),
  });
  return { r2: backlog(r2, r2_since), s3: backlog(s3, s3_since) };
}
