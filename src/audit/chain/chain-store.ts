// Queries on the hash chain. They read the audit trail; none of them runs inside an act.

import type { Id } from '../../core/id.ts';
import { type Instant, toInstant } from '../../core/instant.ts';
import type { Database, Fragment } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import type { SealedRow, Segment } from './segment.ts';

type RowOf<T, K extends keyof T> = Omit<T, K> & { readonly [Key in K]: string };

const rowColumns = ({ sql }: Database): Fragment => sql`
  a.id, a.event, a.actor_id AS "actorId", a.subject_id AS "subjectId", a.ref_type AS "refType", a.ref_id AS "refId",
  a.meta::text AS meta, a.created_at AS "createdAt"`;
const toRow = (row: RowOf<SealedRow, 'createdAt'>): SealedRow => ({ ...row, createdAt: toInstant(row.createdAt) });
const toSegment = (row: RowOf<Segment, 'sealedAt'>): Segment => ({ ...row, sealedAt: toInstant(row.sealedAt) });

/** In order of number, after `number`. */
export async function listSegments(db: Database, number: number, limit: number): Promise<Segment[]> {
  const rows = await run(
    () => db.sql<RowOf<Segment, 'sealedAt'>[]>`
    SELECT number, previous, head, rows, sealed_at AS "sealedAt" FROM audit_segment
    WHERE number > ${number} ORDER BY number LIMIT ${limit}`,
  );
  return rows.map(toSegment);
}

export async function findLastSegment(db: Database): Promise<Omit<Segment, 'rows' | 'previous'> | null> {
  const [row] = await run(
    () => db.sql<RowOf<Pick<Segment, 'number' | 'head' | 'sealedAt'>, 'sealedAt'>[]>`
    SELECT number, head, sealed_at AS "sealedAt" FROM audit_segment ORDER BY number DESC LIMIT 1`,
  );
  return row === undefined ? null : { ...row, sealedAt: toInstant(row.sealedAt) };
}

interface Since {
  readonly id: Id<'audit'>;
  readonly createdAt: Instant;
}

/** Rows in no segment, the earliest ids first. `since` null: of all. Only segments that were sealed after it can hold later rows. */
export async function listUnsealed(db: Database, since: Since | null, limit: number): Promise<SealedRow[]> {
  const { sql } = db;
  const [id, at] = [since?.id ?? '', since?.createdAt ?? ('0001-01-01T00:00:00.000Z' as Instant)];
  const rows = await run(
    () => sql<RowOf<SealedRow, 'createdAt'>[]>`
    SELECT ${rowColumns(db)} FROM moderation_audit a
    WHERE a.id >= ${id} AND NOT EXISTS (
      SELECT FROM audit_segment s, jsonb_array_elements(s.rows) r WHERE s.sealed_at >= ${at}::timestamptz AND r ->> 0 = a.id)
    ORDER BY a.id LIMIT ${limit}`,
  );
  return rows.map(toRow);
}

/** Rows in no segment whose ids are before this one. */
export async function listUnsealedBefore(db: Database, id: Id<'audit'>, limit: number): Promise<Id<'audit'>[]> {
  const rows = await run(
    () => db.sql<{ id: Id<'audit'> }[]>`
    SELECT a.id FROM moderation_audit a
    WHERE a.id < ${id} AND NOT EXISTS (SELECT FROM audit_segment s, jsonb_array_elements(s.rows) r WHERE r ->> 0 = a.id)
    ORDER BY a.id LIMIT ${limit}`,
  );
  return rows.map((row) => row.id);
}

export async function listRowsOf(db: Database, ids: readonly Id<'audit'>[]): Promise<SealedRow[]> {
  const rows = await run(
    () => db.sql<RowOf<SealedRow, 'createdAt'>[]>`
    SELECT ${rowColumns(db)} FROM moderation_audit a WHERE a.id = ANY (string_to_array(${ids.join(',')}, ','))`,
  );
  return rows.map(toRow);
}

/** @returns false if another run has sealed a segment of this number: its rows are read again. */
export async function insertSegment(
  db: Database,
  { number, previous, head, rows, sealedAt }: Segment,
): Promise<boolean> {
  const inserted = await run(
    () => db.sql`
    INSERT INTO audit_segment (number, previous, head, rows, sealed_at)
    VALUES (${number}, ${previous}, ${head}, ${JSON.stringify(rows)}::text::jsonb, ${sealedAt}::timestamptz)
    ON CONFLICT (number) DO NOTHING RETURNING number`,
  );
  return inserted.length > 0;
}

/** Whether the head of this day is stored. */
export async function hasHead(db: Database, day: string): Promise<boolean> {
  const rows = await run(() => db.sql`SELECT FROM audit_head WHERE day = ${day}::date`);
  return rows.length > 0;
}

interface StoredHead {
  readonly day: string;
  readonly number: number;
  readonly key: string;
  readonly now: Instant;
}

export async function insertHead(db: Database, { day, number, key, now }: StoredHead): Promise<void> {
  await run(
    () => db.sql`
    INSERT INTO audit_head (day, number, key, stored_at) VALUES (${day}::date, ${number}, ${key}, ${now}::timestamptz)
    ON CONFLICT (day) DO NOTHING`,
  );
}
