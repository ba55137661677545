// Queries on rules. The table is behind what src/sanctions publishes.

import { type AuditRow, withAudit } from '../../audit/append.ts';
import type { Facts } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { PageRequest } from '../../core/page.ts';
import type { Database, Fragment, Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import { activeRulesMax, type Rule, type SwitchVerdict } from '../../sanctions/rules/rule.ts';
import { positionsAt } from '../trials/trial.ts';

const columns = (sql: Sql) => sql`
  r.id, r.title, to_json(r.acts) AS acts, to_json(r.kinds) AS kinds, r.points_min AS "pointsMin", to_json(r.reason_codes) AS "reasonCodes",
  r.tournament_id AS "tournamentId", r.state, r.version, r.declared_by AS "declaredBy", instant_text(r.created_at) AS "createdAt",
  r.switched_by AS "switchedBy", instant_text(r.switched_at) AS "switchedAt"`;

export async function findRule(sql: Sql, id: Id<'rule'>): Promise<Rule | null> {
  const [row] = await sql<Rule[]>`SELECT ${columns(sql)} FROM sanction_rule_known r WHERE r.id = ${id}`;
  return row ?? null;
}

/** Newest first. */
export function listRules({ sql }: Database, page: PageRequest): Promise<Rule[]> {
  return run(
    () => sql<Rule[]>`
    SELECT ${columns(sql)} FROM sanction_rule_known r WHERE (${page.after}::text IS NULL OR r.id < ${page.after})
    ORDER BY r.id DESC LIMIT ${page.limit + 1}`,
  );
}

const joined = (texts: readonly string[] | null) => (texts === null ? null : texts.join(','));

/** It is off. */
export async function insertRule(sql: Sql, rule: Rule, audit: AuditRow): Promise<void> {
  const call: Fragment = sql`
    SELECT sanction_declare_rule(${rule.id}, ${rule.title}, string_to_array(${joined(rule.acts)}, ','),
      string_to_array(${joined(rule.kinds)}, ','), ${rule.pointsMin}::integer, string_to_array(${joined(rule.reasonCodes)}, ','),
      ${rule.tournamentId}, ${rule.declaredBy}, ${rule.createdAt}::timestamptz) AS done`;
  await withAudit(sql, call, audit, sql`true`);
}

interface Switch {
  readonly ruleId: Id<'rule'>;
  readonly state: Rule['state'];
  readonly version: number;
  /** Of the shadow that begins. */
  readonly trialId: Id<'trial'>;
  readonly actorId: Id<'player'>;
  readonly now: Instant;
}

interface Switched {
  readonly verdict: SwitchVerdict | 'not_found';
  readonly facts: Facts;
}

/** Ends the trial of a shadow that ends, and begins that of one that begins. */
export async function switchState(
  sql: Sql,
  { ruleId, state, version, trialId, actorId, now }: Switch,
  audit: AuditRow,
): Promise<Switched> {
  const call: Fragment = sql`
    SELECT verdict, facts FROM moderation_switch_rule(${ruleId}, ${state}, ${version}::integer, ${activeRulesMax}::integer, ${trialId},
      ${JSON.stringify(positionsAt(now))}::text::jsonb, ${actorId}, ${now}::timestamptz)`;
  const [row] = await withAudit(sql, call, audit, sql`verdict = 'done'`);
  return row as unknown as Switched;
}
