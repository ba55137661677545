// Queries on cases: the acts of moderators, the queue, and all that a moderator needs to decide one.

import { type AuditRow, withAudit } from '../../audit/append.ts';
import type { Facts } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { PageRequest } from '../../core/page.ts';
import type { Database, Fragment, Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import type { ReportCategory } from '../reports/subject.ts';
import { type Case, type CaseOutcome, type CaseVerdict, priorityMax, readQueueKey } from './case.ts';
import type { CaseFile } from './case-file.ts';

export interface CaseAct {
  readonly caseId: Id<'case'>;
  readonly actorId: Id<'player'>;
  /** Sees all queues. */
  readonly isAdmin: boolean;
  readonly now: Instant;
}

export interface ActedCase {
  readonly verdict: CaseVerdict | 'sanction_not_found';
  readonly facts: Facts;
}

async function act(sql: Sql, call: Fragment, audit: AuditRow): Promise<ActedCase> {
  const [row] = await withAudit(sql, call, audit, sql`verdict = 'done'`);
  return row as unknown as ActedCase;
}

/** Without an end it is given back. */
export function leaseCase(
  sql: Sql,
  { caseId, actorId, isAdmin, now, endsAt }: CaseAct & { readonly endsAt: Instant | null },
  audit: AuditRow,
): Promise<ActedCase> {
  const call: Fragment = sql`
    SELECT verdict, facts FROM moderation_lease_case(${caseId}, ${actorId}, ${isAdmin}, ${endsAt}::timestamptz, ${now}::timestamptz)`;
  return act(sql, call, audit);
}

export function triageCase(
  sql: Sql,
  given: CaseAct & { readonly version: number; readonly priority: number },
  audit: AuditRow,
): Promise<ActedCase> {
  const { caseId, actorId, isAdmin, now, version, priority } = given;
  const call: Fragment = sql`
    SELECT verdict, facts FROM moderation_triage_case(${caseId}, ${actorId}, ${isAdmin}, ${version}::integer, ${priority}::integer, ${now}::timestamptz)`;
  return act(sql, call, audit);
}

export interface CaseDecision extends CaseAct {
  readonly version: number;
  readonly outcome: CaseOutcome;
  readonly statement: string;
  readonly sanctionId: Id<'sanction'> | null;
}

export function decideCase(sql: Sql, decision: CaseDecision, audit: AuditRow): Promise<ActedCase> {
  const { caseId, actorId, isAdmin, now, version, outcome, statement, sanctionId } = decision;
  const call: Fragment = sql`
    SELECT verdict, facts FROM moderation_decide_case(${caseId}, ${actorId}, ${isAdmin}, ${version}::integer, ${outcome}, ${statement},
      ${sanctionId}, ${now}::timestamptz)`;
  return act(sql, call, audit);
}

const columns = (sql: Sql) => sql`
  c.id, c.subject_type AS "subjectType", c.subject_id AS "subjectId", c.category, c.tournament_id AS "tournamentId",
  to_json(c.player_ids) AS "playerIds", c.state, c.priority, c.report_count AS "reportCount", c.version, c.assignee_id AS "assigneeId",
  instant_text(c.lease_ends_at) AS "leaseEndsAt", c.statement, c.sanction_id AS "sanctionId", c.decided_by AS "decidedBy",
  instant_text(c.decided_at) AS "decidedAt", instant_text(c.created_at) AS "createdAt"`;

export async function findCase(sql: Sql, id: Id<'case'>): Promise<Case | null> {
  const [row] = await sql<Case[]>`SELECT ${columns(sql)} FROM moderation_case c WHERE c.id = ${id}`;
  return row ?? null;
}

export interface QueueFilter {
  readonly actorId: Id<'player'>;
  readonly isAdmin: boolean;
  readonly categories: readonly ReportCategory[];
}

/** Cases that are not decided, in queues that the moderator sees: the most urgent first, then the oldest. */
export async function listQueue({ sql }: Database, filter: QueueFilter, page: PageRequest): Promise<Case[]> {
  const { priority, id } = readQueueKey(page.after);
  // For each queue two index scans from where the last page ended: the rest of its priority, and the lower ones.
  return run(
    () => sql<Case[]>`
    SELECT ${columns(sql)} FROM unnest(string_to_array(${filter.categories.join(',')}, ',')) AS queue (category), LATERAL (
      (SELECT * FROM moderation_case o
       WHERE o.category = queue.category AND o.state IN ('open', 'triaged') AND o.priority = ${priority}::integer AND o.id > ${id}::text
       ORDER BY o.id LIMIT ${page.limit + 1})
      UNION ALL
      (SELECT * FROM moderation_case o
       WHERE o.category = queue.category AND o.state IN ('open', 'triaged') AND o.priority < coalesce(${priority}::integer, ${priorityMax + 1}::integer)
       ORDER BY o.priority DESC, o.id LIMIT ${page.limit + 1})
    ) c WHERE moderation_sees_queue(queue.category, ${filter.actorId}, ${filter.isAdmin})
    ORDER BY c.priority DESC, c.id LIMIT ${page.limit + 1}`,
  );
}

const reportsShown = 50;
const historyShown = 20;
const auditShown = 50;

/** All of one screen, in one statement. null: there is no such case in a queue that the moderator sees. */
export async function readCaseFile(
  { sql }: Pick<Database, 'sql'>,
  { caseId, actorId, isAdmin, now }: CaseAct,
): Promise<CaseFile | null> {
  const [row] = await run(
    () => sql<CaseFile[]>`
    SELECT (SELECT to_json(x) FROM (SELECT ${columns(sql)}) x) AS "case", c.snapshot,
      moderation_subject(c.subject_type, c.subject_id, NULL) AS subject,
      (SELECT coalesce(json_agg(x), '[]') FROM (
        SELECT r.id, r.reporter_id AS "reporterId", r.tournament_id AS "tournamentId", r.text, r.evidence, instant_text(r.created_at) AS "createdAt"
        FROM moderation_report r WHERE r.case_id = c.id ORDER BY r.id LIMIT ${reportsShown}) x) AS reports,
      (SELECT coalesce(json_agg(x), '[]') FROM (
        SELECT ${columns(sql)} FROM moderation_case c
        WHERE c.player_ids && file.player_ids AND c.id <> file.id AND moderation_sees_queue(c.category, ${actorId}, ${isAdmin})
        ORDER BY c.id DESC LIMIT ${historyShown}) x) AS history,
      (SELECT coalesce(json_agg(x), '[]') FROM (
        SELECT s.id, s.player_id AS "playerId", s.kind, to_json(s.areas) AS areas, s.tournament_id AS "tournamentId",
          s.reason_code AS "reasonCode", s.statement, s.note, instant_text(s.starts_at) AS "startsAt", instant_text(s.ends_at) AS "endsAt",
          s.imposed_by AS "imposedBy", instant_text(s.created_at) AS "createdAt", s.needs_confirmation AS "needsConfirmation",
          s.confirmed_by AS "confirmedBy", instant_text(s.confirmed_at) AS "confirmedAt", NULL AS "revokedBy", NULL AS "revokedAt",
          NULL AS "revokeReason", NULL AS "fulfilledAt", s.earlier_id AS "earlierId", s.is_reduced AS "isReduced"
        FROM sanction_known s
        WHERE s.player_id = ANY (c.player_ids) AND s.revoked_at IS NULL AND s.fulfilled_at IS NULL AND s.starts_at <= ${now}::timestamptz
          AND (s.ends_at IS NULL OR s.ends_at > ${now}::timestamptz) AND (NOT s.needs_confirmation OR s.confirmed_at IS NOT NULL)
        ORDER BY s.id DESC) x) AS sanctions,
      (SELECT coalesce(json_agg(x), '[]') FROM (
        SELECT a.id, a.event, a.actor_id AS "actorId", a.subject_id AS "subjectId", a.ref_type AS "refType", a.ref_id AS "refId", a.meta,
          instant_text(a.created_at) AS "createdAt"
        FROM audit_record a WHERE a.ref_type = 'case' AND a.ref_id = c.id ORDER BY a.created_at DESC, a.id DESC LIMIT ${auditShown}) x) AS audit
    FROM moderation_case c, LATERAL (SELECT c.id, c.player_ids) file
    WHERE c.id = ${caseId} AND moderation_sees_queue(c.category, ${actorId}, ${isAdmin})`,
  );
  return row ?? null;
}
