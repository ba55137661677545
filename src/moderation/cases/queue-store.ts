// Queries on the rights of moderators on queues.

import { type AuditRow, appendAudit } from '../../audit/append.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Database, Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import type { ReportCategory } from '../reports/subject.ts';

export interface QueueRight {
  readonly playerId: Id<'player'>;
  readonly category: ReportCategory;
  readonly grantedBy: Id<'player'>;
  readonly grantedAt: Instant;
}

/** All, by category. They are few: moderators times categories. */
export function listQueueRights({ sql }: Pick<Database, 'sql'>): Promise<QueueRight[]> {
  return run(
    () => sql<QueueRight[]>`
    SELECT player_id AS "playerId", category, granted_by AS "grantedBy", instant_text(granted_at) AS "grantedAt"
    FROM moderation_queue_right ORDER BY category, player_id`,
  );
}

/** A right that is granted already stays as it is, and writes no audit row. */
export async function insertQueueRight(sql: Sql, right: QueueRight, audit: AuditRow): Promise<void> {
  await sql`
    WITH granted AS (
      INSERT INTO moderation_queue_right (player_id, category, granted_by, granted_at)
      VALUES (${right.playerId}, ${right.category}, ${right.grantedBy}, ${right.grantedAt}::timestamptz)
      ON CONFLICT ON CONSTRAINT queue_granted_once DO NOTHING RETURNING 1
    ) ${appendAudit(sql, audit, sql`granted`)}`;
}

/** @returns whether there was one. */
export async function deleteQueueRight(
  sql: Sql,
  { playerId, category }: Pick<QueueRight, 'playerId' | 'category'>,
  audit: AuditRow,
): Promise<boolean> {
  const rows = await sql`
    WITH withdrawn AS (
      DELETE FROM moderation_queue_right WHERE player_id = ${playerId} AND category = ${category} RETURNING 1
    ), audited AS (${appendAudit(sql, audit, sql`withdrawn`)}) SELECT FROM withdrawn`;
  return rows.length > 0;
}
