// Queries on trials of rules.

import { type AuditRow, withAudit } from '../../audit/append.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { PageRequest } from '../../core/page.ts';
import type { Database, Fragment, Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import {
  type ActSource,
  keptRefusalsMax,
  positionsAt,
  type Trial,
  type TrialRefusal,
  trialsAtOnceMax,
} from './trial.ts';

const columns = (sql: Sql) => sql`
  t.id, t.rule_id AS "ruleId", instant_text(t.from_at) AS "fromAt", instant_text(t.to_at) AS "toAt", t.judged_acts AS "judgedActs",
  t.refused_acts AS "refusedActs", t.started_by AS "startedBy", instant_text(t.created_at) AS "createdAt",
  instant_text(t.finished_at) AS "finishedAt"`;

type StartVerdict = 'done' | 'not_found' | 'too_many';

/** A trial between two times. */
export async function insertTrial(sql: Sql, trial: Trial, audit: AuditRow): Promise<StartVerdict> {
  const { id, ruleId, fromAt, toAt, startedBy, createdAt } = trial;
  const call: Fragment = sql`
    SELECT moderation_start_trial(${id}, ${ruleId}, ${fromAt}::timestamptz, ${toAt}::timestamptz,
      ${JSON.stringify(positionsAt(fromAt))}::text::jsonb, ${trialsAtOnceMax}::integer, ${startedBy}, ${createdAt}::timestamptz) AS verdict`;
  const [row] = await withAudit(sql, call, audit, sql`verdict = 'done'`);
  return (row as unknown as { readonly verdict: StartVerdict }).verdict;
}

/** Of one rule, newest first. */
export function listTrialsOf({ sql }: Database, rule: Id<'rule'>, page: PageRequest): Promise<Trial[]> {
  return run(
    () => sql<Trial[]>`
    SELECT ${columns(sql)} FROM moderation_trial t
    WHERE t.rule_id = ${rule} AND (${page.after}::text IS NULL OR t.id < ${page.after}) ORDER BY t.id DESC LIMIT ${page.limit + 1}`,
  );
}

/** Oldest first. */
export function listUnfinishedTrials({ sql }: Database, limit: number): Promise<Trial[]> {
  return run(
    () => sql<Trial[]>`
    SELECT ${columns(sql)} FROM moderation_trial t WHERE t.finished_at IS NULL ORDER BY t.id LIMIT ${limit}`,
  );
}

/** In the order of ids: by what was done, oldest first. */
export function listTrialRefusals({ sql }: Database, trial: Id<'trial'>, page: PageRequest): Promise<TrialRefusal[]> {
  return run(
    () => sql<TrialRefusal[]>`
    SELECT f.ref_id AS "refId", f.act, f.player_id AS "playerId", f.tournament_id AS "tournamentId", instant_text(f.acted_at) AS "actedAt",
      f.sanction_id AS "sanctionId", instant_text(f.ends_at) AS "endsAt"
    FROM moderation_trial_refusal f
    WHERE f.trial_id = ${trial} AND (${page.after}::text IS NULL OR f.ref_id > ${page.after}) ORDER BY f.ref_id LIMIT ${page.limit + 1}`,
  );
}

interface Step {
  readonly trialId: Id<'trial'>;
  readonly source: ActSource;
  /** The first id that is not read. */
  readonly before: string;
  readonly rowsMax: number;
}

/** @returns how many rows were read; fewer than `rowsMax`: there are no more. */
export async function judgeNext({ sql }: Database, { trialId, source, before, rowsMax }: Step): Promise<number> {
  const [row] = await run(
    () => sql<{ read: number }[]>`
    SELECT moderation_trial_step(${trialId}, ${source}, ${before}, ${rowsMax}::integer, ${keptRefusalsMax}::integer) AS read`,
  );
  return row?.read ?? 0;
}

/** `until`: all acts before it were judged. A trial that has no end, or ends later, goes on. */
export async function finishTrial(
  { sql }: Database,
  { trialId, until, now }: { readonly trialId: Id<'trial'>; readonly until: Instant; readonly now: Instant },
): Promise<void> {
  await run(
    () => sql`
    UPDATE moderation_trial SET finished_at = ${now}::timestamptz
    WHERE id = ${trialId} AND finished_at IS NULL AND to_at <= ${until}::timestamptz`,
  );
}

/** @returns how many refusals of acts before that time were deleted. The counts of their trials stay. */
export async function deleteRefusalsBefore({ sql }: Database, before: Instant, limit: number): Promise<number> {
  const rows = await run(
    () => sql`
    DELETE FROM moderation_trial_refusal f USING (
      SELECT o.trial_id, o.ref_id FROM moderation_trial_refusal o WHERE o.acted_at < ${before}::timestamptz
      AND NOT EXISTS (SELECT FROM moderation_trial t WHERE t.id = o.trial_id AND t.created_at >= ${before}::timestamptz) LIMIT ${limit}
    ) old WHERE f.trial_id = old.trial_id AND f.ref_id = old.ref_id RETURNING 1`,
  );
  return rows.length;
}
