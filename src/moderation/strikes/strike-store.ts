// Queries on strikes. The table is behind what src/sanctions publishes.

import { type AuditRow, withAudit } from '../../audit/append.ts';
import type { Id } from '../../core/id.ts';
import { type Instant, toInstant } from '../../core/instant.ts';
import type { Fragment, Sql } from '../../db/client.ts';
import type { DecisionVerdict } from '../../sanctions/sanction.ts';
import type { Strike } from '../../sanctions/strike.ts';

type Times = 'createdAt' | 'decaysAt' | 'dismissedAt' | 'revokedAt' | 'confirmedAt';
type StrikeRow = Omit<Strike, Times> & { readonly [Time in Times]: string | null };

const instantOrNull = (at: string | null): Instant | null => (at === null ? null : toInstant(at));

const toStrike = (row: StrikeRow): Strike => ({
  ...row,
  createdAt: toInstant(row.createdAt as string),
  decaysAt: toInstant(row.decaysAt as string),
  dismissedAt: instantOrNull(row.dismissedAt),
  revokedAt: instantOrNull(row.revokedAt),
  confirmedAt: instantOrNull(row.confirmedAt),
});

const columnsOf = (sql: Sql) => sql`
  k.sanction_id AS "sanctionId", k.player_id AS "playerId", k.reason_code AS "reasonCode", k.points, k.created_at AS "createdAt",
  k.decays_at AS "decaysAt", k.dismissed_by AS "dismissedBy", k.dismissed_at AS "dismissedAt", k.dismiss_reason AS "dismissReason",
  k.revoked_at AS "revokedAt", k.needs_confirmation AS "needsConfirmation", k.confirmed_at AS "confirmedAt"`;

/** Newest first. */
export async function listStrikes(sql: Sql, player: Id<'player'>, limit: number): Promise<Strike[]> {
  const rows = await sql<StrikeRow[]>`
    SELECT ${columnsOf(sql)} FROM sanction_strike_known k WHERE k.player_id = ${player} ORDER BY k.sanction_id DESC LIMIT ${limit}`;
  return rows.map(toStrike);
}

export async function findStrike(sql: Sql, sanction: Id<'sanction'>): Promise<Strike | null> {
  const [row] = await sql<StrikeRow[]>`
    SELECT ${columnsOf(sql)} FROM sanction_strike_known k WHERE k.sanction_id = ${sanction}`;
  return row === undefined ? null : toStrike(row);
}

export async function addStrike(
  sql: Sql,
  {
    sanctionId,
    playerId,
    points,
    createdAt,
    decaysAt,
  }: Pick<Strike, 'sanctionId' | 'playerId' | 'points' | 'createdAt' | 'decaysAt'>,
): Promise<void> {
  await sql`
    SELECT sanction_add_strike(${sanctionId}, ${playerId}, ${points}, ${decaysAt}::timestamptz, ${createdAt}::timestamptz)`;
}

interface Dismissal {
  readonly sanctionId: Id<'sanction'>;
  readonly actorId: Id<'player'>;
  readonly reason: string;
  readonly now: Instant;
}

export async function dismiss(
  sql: Sql,
  { sanctionId, actorId, reason, now }: Dismissal,
  audit: AuditRow,
): Promise<DecisionVerdict | 'not_found'> {
  const call: Fragment = sql`
    SELECT sanction_dismiss_strike(${sanctionId}, ${actorId}, ${reason}, ${now}::timestamptz) AS verdict`;
  const rows = await withAudit(sql, call, audit, sql`verdict = 'done'`);
  return (rows as unknown as readonly { readonly verdict: DecisionVerdict }[])[0]?.verdict as DecisionVerdict;
}
