// Queries on appeals.

import { type AuditRow, withAudit } from '../../audit/append.ts';
import type { Id } from '../../core/id.ts';
import { type Instant, toInstant } from '../../core/instant.ts';
import type { PageRequest } from '../../core/page.ts';
import type { Database, Fragment, Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import { reasonOf, sanctionReasonCodes } from '../../sanctions/reasons.ts';
import type { Appeal, AppealDecisionVerdict, AppealOutcome, AppealVerdict } from './appeal.ts';

type Times = 'createdAt' | 'endsAt' | 'decidedAt';
type AppealRow = Omit<Appeal, Times> & { readonly [Time in Times]: string | null };

function toAppeal(row: AppealRow): Appeal {
  const orNull = (at: string | null) => (at === null ? null : toInstant(at));
  return {
    ...row,
    createdAt: toInstant(row.createdAt as string),
    endsAt: orNull(row.endsAt),
    decidedAt: orNull(row.decidedAt),
  };
}

const columnsOf = (sql: Sql) => sql`
  a.id, a.sanction_id AS "sanctionId", a.player_id AS "playerId", a.text, a.created_at AS "createdAt", a.outcome, a.statement,
  a.ends_at AS "endsAt", a.decided_by AS "decidedBy", a.decided_at AS "decidedAt"`;

export async function findAppeal(sql: Sql, id: Id<'appeal'>): Promise<Appeal | null> {
  const [row] = await sql<AppealRow[]>`SELECT ${columnsOf(sql)} FROM moderation_appeal a WHERE a.id = ${id}`;
  return row === undefined ? null : toAppeal(row);
}

export async function findAppealOf(db: Database, sanction: Id<'sanction'>): Promise<Appeal | null> {
  const { sql } = db;
  const [row] = await run(
    () => sql<AppealRow[]>`SELECT ${columnsOf(sql)} FROM moderation_appeal a WHERE a.sanction_id = ${sanction}`,
  );
  return row === undefined ? null : toAppeal(row);
}

/** Open ones, oldest first. */
export async function listOpenAppeals(db: Database, page: PageRequest): Promise<Appeal[]> {
  const { sql } = db;
  const rows = await run(
    () => sql<AppealRow[]>`
    SELECT ${columnsOf(sql)} FROM moderation_appeal a
    WHERE a.outcome IS NULL AND (${page.after}::text IS NULL OR a.id > ${page.after}) ORDER BY a.id LIMIT ${page.limit + 1}`,
  );
  return rows.map(toAppeal);
}

const waits = JSON.stringify(
  Object.fromEntries(sanctionReasonCodes.map((code) => [code, reasonOf(code).appealAfterDays])),
);

export async function sendAppeal(
  sql: Sql,
  { id, playerId, sanctionId, text, createdAt }: Pick<Appeal, 'id' | 'playerId' | 'sanctionId' | 'text' | 'createdAt'>,
  windowDays: number,
): Promise<AppealVerdict> {
  const [row] = await sql<{ verdict: AppealVerdict }[]>`
    SELECT moderation_appeal(${id}, ${playerId}, ${sanctionId}, ${text}, ${waits}::text::jsonb, ${windowDays}::integer,
      ${createdAt}::timestamptz) AS verdict`;
  return row?.verdict ?? 'not_found';
}

export interface AppealDecision {
  readonly id: Id<'appeal'>;
  readonly actorId: Id<'player'>;
  readonly outcome: AppealOutcome;
  readonly statement: string;
  readonly endsAt: Instant | null;
  /** Of the sanction that replaces a reduced one. */
  readonly newSanctionId: Id<'sanction'>;
  readonly now: Instant;
}

export async function decideAppeal(
  sql: Sql,
  decision: AppealDecision,
  audit: AuditRow,
): Promise<AppealDecisionVerdict> {
  const { id, actorId, outcome, statement, endsAt, newSanctionId, now } = decision;
  const call: Fragment = sql`
    SELECT moderation_decide_appeal(${id}, ${actorId}, ${outcome}, ${statement}, ${endsAt}::timestamptz, ${newSanctionId},
      ${now}::timestamptz) AS verdict`;
  const rows = await withAudit(sql, call, audit, sql`verdict = 'done'`);
  return (rows as unknown as readonly { readonly verdict: AppealDecisionVerdict }[])[0]?.verdict ?? 'not_found';
}
