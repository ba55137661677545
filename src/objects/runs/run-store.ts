// Queries on runs. A step is saved only if the cursor is unchanged: of two processes that take the same step, one succeeds.

import { type AuditRow, appendAudit } from '../../audit/append.ts';
import type { Id } from '../../core/id.ts';
import { type Instant, toInstant } from '../../core/instant.ts';
import type { Database, Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import { applyStep, type Run, type Step } from './run.ts';

export interface NewRun extends Pick<Run, 'id' | 'kind' | 'options' | 'cursor'> {
  /** At most one unfinished run of each kind and scope exists. */
  readonly scope: string;
  readonly now: Instant;
  readonly audit: AuditRow | null;
}

/** @returns the new run, or the unfinished run of the same kind and scope. */
export async function openRun(sql: Sql, { id, kind, scope, options, cursor, now, audit }: NewRun): Promise<Run> {
  const rows = await sql<RunRow[]>`
    WITH fresh AS (
      INSERT INTO object_run (id, kind, scope, options, cursor, tally, findings, started_at, updated_at)
      VALUES (${id}, ${kind}, ${scope}, ${JSON.stringify(options)}::text::jsonb, ${cursor}, '{}', '[]',
        ${now}::timestamptz, ${now}::timestamptz)
      ON CONFLICT (kind, scope) WHERE finished_at IS NULL DO NOTHING RETURNING *
    ), audited AS (${audit === null ? sql`SELECT 1` : appendAudit(sql, audit, sql`fresh`)})
    SELECT * FROM fresh UNION ALL
    SELECT * FROM object_run WHERE kind = ${kind} AND scope = ${scope} AND finished_at IS NULL`;
  // No row: the unfinished run ended between the insert and the select.
  return rows[0] === undefined ? openRun(sql, { id, kind, scope, options, cursor, now, audit }) : toRun(rows[0]);
}

export async function findRun(db: Database, id: Id<'run'>): Promise<Run | null> {
  const rows = await run(() => db.sql<RunRow[]>`SELECT * FROM object_run WHERE id = ${id}`);
  return rows[0] === undefined ? null : toRun(rows[0]);
}

export async function lastRun(db: Database, kind: Run['kind'], scope: string): Promise<Run | null> {
  const rows = await run(
    () => db.sql<RunRow[]>`
    SELECT * FROM object_run WHERE kind = ${kind} AND scope = ${scope} ORDER BY started_at DESC LIMIT 1`,
  );
  return rows[0] === undefined ? null : toRun(rows[0]);
}

/** Unfinished runs without progress: their message was lost, or their process was killed. */
export async function listStalledRuns(db: Database, before: Instant): Promise<Run[]> {
  const rows = await run(
    () => db.sql<RunRow[]>`
    SELECT * FROM object_run WHERE finished_at IS NULL AND paused_at IS NULL AND updated_at < ${before}::timestamptz ORDER BY updated_at LIMIT 10`,
  );
  return rows.map(toRun);
}

/** @returns the current run: with this step, or with the step of another process that was faster. */
export async function advanceRun(db: Database, from: Run, step: Step, now: Instant): Promise<Run> {
  const to = applyStep(from, step, now);
  const rows = await run(
    () => db.sql<RunRow[]>`
    UPDATE object_run SET cursor = ${to.cursor}, tally = ${JSON.stringify(to.tally)}::text::jsonb,
      findings = ${JSON.stringify(to.findings)}::text::jsonb, updated_at = ${now}::timestamptz,
      finished_at = ${to.finishedAt}::timestamptz
    WHERE id = ${from.id} AND cursor = ${from.cursor} AND finished_at IS NULL RETURNING *`,
  );
  return rows[0] === undefined ? ((await findRun(db, from.id)) ?? from) : toRun(rows[0]);
}

/** @param id null: every unfinished backfill. The same holds for the functions below. */
export async function pauseRuns(db: Database, id: Id<'run'> | null, now: Instant): Promise<Run[]> {
  const { sql } = db;
  return (
    await run(
      () => sql<RunRow[]>`
      UPDATE object_run SET paused_at = coalesce(paused_at, ${now}::timestamptz) WHERE ${unfinished(sql, id)} RETURNING *`,
    )
  ).map(toRun);
}

export async function resumeRuns(sql: Sql, id: Id<'run'> | null): Promise<Run[]> {
  const rows = await sql<RunRow[]>`UPDATE object_run SET paused_at = NULL WHERE ${unfinished(sql, id)} RETURNING *`;
  return rows.map(toRun);
}

/** The next run of the same scope starts from the beginning. */
export async function cancelRuns(db: Database, id: Id<'run'> | null, now: Instant): Promise<Run[]> {
  const { sql } = db;
  return (
    await run(
      () => sql<RunRow[]>`
      UPDATE object_run SET paused_at = NULL, cancelled_at = ${now}::timestamptz, finished_at = ${now}::timestamptz
      WHERE ${unfinished(sql, id)} RETURNING *`,
    )
  ).map(toRun);
}

function unfinished(sql: Sql, id: Id<'run'> | null) {
  return sql`kind = 'backfill' AND finished_at IS NULL ${id === null ? sql`` : sql`AND id = ${id}`}`;
}

interface RunRow extends Pick<Run, 'id' | 'kind' | 'options' | 'cursor' | 'tally' | 'findings'> {
  readonly started_at: string;
  readonly updated_at: string;
  readonly finished_at: string | null;
  readonly paused_at: string | null;
  readonly cancelled_at: string | null;
}

function toRun({ id, kind, options, cursor, tally, findings, ...row }: RunRow): Run {
  const instantOf = (text: string | null) => (text === null ? null : toInstant(text));
  const life = {
    startedAt: toInstant(row.started_at),
    updatedAt: toInstant(row.updated_at),
    finishedAt: instantOf(row.finished_at),
    pausedAt: instantOf(row.paused_at),
    cancelledAt: instantOf(row.cancelled_at),
  };
  return { id, kind, options, cursor, tally, findings, ...life };
}
