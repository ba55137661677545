// Queries on reports and reporters.

import { type AuditRow, appendAudit, withAudit } from '../../audit/append.ts';
import { type Facts, invariant } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { PageRequest } from '../../core/page.ts';
import type { Database, Fragment, Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import type { NewReport, OwnReport, Reporter, ReporterMute, ReportVerdict } from './report.ts';

export interface FiledReport {
  readonly verdict: ReportVerdict;
  /** Of the case that has the report; null if it was refused. */
  readonly caseId: Id<'case'> | null;
  readonly facts: Facts;
}

export async function fileReport(
  sql: Sql,
  report: NewReport,
  { auditId, perDayMax }: { readonly auditId: Id<'audit'>; readonly perDayMax: number },
): Promise<FiledReport> {
  const { id, caseId, reporterId, subjectType, subjectId, category, tournamentId, text, evidence, createdAt } = report;
  const [row] = await sql<FiledReport[]>`
    SELECT verdict, case_id AS "caseId", facts FROM moderation_report(${id}, ${caseId}, ${reporterId}, ${subjectType}, ${subjectId}, ${category},
      ${tournamentId}, ${text}, ${JSON.stringify(evidence)}::text::jsonb, ${perDayMax}::integer, ${auditId}, ${createdAt}::timestamptz)`;
  invariant(row !== undefined, 'a report has a verdict');
  return row;
}

const ownColumns = (sql: Sql) => sql`
  r.id, r.case_id AS "caseId", c.subject_type AS "subjectType", c.subject_id AS "subjectId", c.category, r.tournament_id AS "tournamentId",
  r.text, r.evidence, instant_text(r.created_at) AS "createdAt", c.state, c.statement, instant_text(c.decided_at) AS "decidedAt"`;

export async function findOwnReport(
  sql: Sql,
  { id, reporterId }: Pick<NewReport, 'id' | 'reporterId'>,
): Promise<OwnReport | null> {
  const [row] = await sql<OwnReport[]>`
    SELECT ${ownColumns(sql)} FROM moderation_report r JOIN moderation_case c ON c.id = r.case_id
    WHERE r.id = ${id} AND r.reporter_id = ${reporterId}`;
  return row ?? null;
}

/** Newest first. */
export function listOwnReports(
  { sql }: Pick<Database, 'sql'>,
  reporter: Id<'player'>,
  page: PageRequest,
): Promise<OwnReport[]> {
  return run(
    () => sql<OwnReport[]>`
    SELECT ${ownColumns(sql)} FROM moderation_report r JOIN moderation_case c ON c.id = r.case_id
    WHERE r.reporter_id = ${reporter} AND (${page.after}::text IS NULL OR r.id < ${page.after})
    ORDER BY r.id DESC LIMIT ${page.limit + 1}`,
  );
}

/** Everybody is a reporter, perhaps one without reports. */
export async function readReporter({ sql }: Pick<Database, 'sql'>, id: Id<'player'>): Promise<Reporter> {
  const [row] = await run(
    () => sql<Reporter[]>`
    SELECT ${id} AS "playerId", (
        SELECT jsonb_build_object('open', count(*) FILTER (WHERE c.state = 'open'), 'triaged', count(*) FILTER (WHERE c.state = 'triaged'),
          'resolved', count(*) FILTER (WHERE c.state = 'resolved'), 'rejected', count(*) FILTER (WHERE c.state = 'rejected'))
        FROM moderation_report r JOIN moderation_case c ON c.id = r.case_id WHERE r.reporter_id = ${id}
      ) AS reports, (
        SELECT jsonb_build_object('playerId', m.player_id, 'mutedBy', m.muted_by, 'reason', m.mute_reason,
          'endsAt', instant_text(m.mute_ends_at), 'mutedAt', instant_text(m.muted_at))
        FROM moderation_reporter m WHERE m.player_id = ${id} AND m.muted_at IS NOT NULL
      ) AS mute`,
  );
  invariant(row !== undefined, 'a reporter has a row');
  return row;
}

/** @returns whether there is such a player. */
export async function muteReporter(sql: Sql, mute: ReporterMute, audit: AuditRow): Promise<boolean> {
  const { playerId, mutedBy, reason, endsAt, mutedAt } = mute;
  const call: Fragment = sql`
    SELECT moderation_mute_reporter(${playerId}, ${mutedBy}, ${reason}, ${endsAt}::timestamptz, ${mutedAt}::timestamptz) AS verdict`;
  const rows = await withAudit(sql, call, audit, sql`verdict`);
  return (rows as unknown as readonly { readonly verdict: boolean | null }[])[0]?.verdict === true;
}

/** @returns whether the reporter was muted. */
export async function unmuteReporter(sql: Sql, reporter: Id<'player'>, audit: AuditRow): Promise<boolean> {
  const rows = await sql`
    WITH unmuted AS (
      UPDATE moderation_reporter SET muted_at = NULL, mute_ends_at = NULL, mute_reason = NULL, muted_by = NULL
      WHERE player_id = ${reporter} AND muted_at IS NOT NULL RETURNING 1
    ), audited AS (${appendAudit(sql, audit, sql`unmuted`)}) SELECT FROM unmuted`;
  return rows.length > 0;
}
