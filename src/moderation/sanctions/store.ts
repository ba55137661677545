// Queries on sanctions. The table is behind what src/sanctions publishes.

import { type AuditRow, withAudit } from '../../audit/append.ts';
import type { Id } from '../../core/id.ts';
import { type Instant, toInstant } from '../../core/instant.ts';
import type { PageRequest } from '../../core/page.ts';
import type { Database, Fragment, Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import type { DecisionVerdict, Sanction } from '../../sanctions/sanction.ts';

type Times = 'startsAt' | 'endsAt' | 'createdAt' | 'confirmedAt' | 'revokedAt' | 'fulfilledAt';
type SanctionRow = Omit<Sanction, Times> & { readonly [Time in Times]: string | null };

const instantOrNull = (at: string | null): Instant | null => (at === null ? null : toInstant(at));

function toSanction(row: SanctionRow): Sanction {
  return {
    ...row,
    startsAt: toInstant(row.startsAt as string),
    createdAt: toInstant(row.createdAt as string),
    endsAt: instantOrNull(row.endsAt),
    confirmedAt: instantOrNull(row.confirmedAt),
    revokedAt: instantOrNull(row.revokedAt),
    fulfilledAt: instantOrNull(row.fulfilledAt),
  };
}

const columnsOf = (sql: Sql) => sql`
  s.id, s.player_id AS "playerId", s.kind, to_json(s.areas) AS areas, s.tournament_id AS "tournamentId", s.reason_code AS "reasonCode",
  s.statement, s.note, s.starts_at AS "startsAt", s.ends_at AS "endsAt", s.imposed_by AS "imposedBy", s.created_at AS "createdAt",
  s.needs_confirmation AS "needsConfirmation", s.confirmed_by AS "confirmedBy", s.confirmed_at AS "confirmedAt",
  s.revoked_by AS "revokedBy", s.revoked_at AS "revokedAt", s.revoke_reason AS "revokeReason",
  s.fulfilled_at AS "fulfilledAt", s.earlier_id AS "earlierId", s.is_reduced AS "isReduced"`;

export async function findSanction(sql: Sql, id: Id<'sanction'>): Promise<Sanction | null> {
  const [row] = await sql<SanctionRow[]>`SELECT ${columnsOf(sql)} FROM sanction_known s WHERE s.id = ${id}`;
  return row === undefined ? null : toSanction(row);
}

/** Of one player, newest first. */
export async function listSanctionsOf(db: Database, player: Id<'player'>, page: PageRequest): Promise<Sanction[]> {
  const { sql } = db;
  const rows = await run(
    () => sql<SanctionRow[]>`
    SELECT ${columnsOf(sql)} FROM sanction_known s
    WHERE s.player_id = ${player} AND (${page.after}::text IS NULL OR s.id < ${page.after})
    ORDER BY s.id DESC LIMIT ${page.limit + 1}`,
  );
  return rows.map(toSanction);
}

type ImpositionVerdict = 'done' | 'player_not_found' | 'tournament_not_found' | 'conflict_of_interest';

/** Who plays in the tournament, or runs it, does not sanction anybody in it. A wrong id would sanction nobody. */
export async function insertSanction(
  sql: Sql,
  sanction: Sanction,
  audit: AuditRow,
  hasFourEyes: boolean,
): Promise<ImpositionVerdict> {
  const { id, playerId, kind, areas, tournamentId, reasonCode, statement, note, startsAt, endsAt } = sanction;
  const call: Fragment = sql`
    SELECT CASE WHEN NOT moderation_knows_player(${playerId}) THEN 'player_not_found'
      WHEN ${tournamentId}::text IS NOT NULL AND NOT EXISTS (SELECT FROM tournament_summary t WHERE t.id = ${tournamentId}) THEN 'tournament_not_found'
      WHEN tournament_has_interest(${tournamentId}, ${sanction.imposedBy}) THEN 'conflict_of_interest' ELSE
      sanction_impose(${id}, ${sanction.imposedBy}, ${playerId}, ${kind}, string_to_array(${areas === null ? null : areas.join(',')}, ','),
        ${tournamentId}, ${reasonCode}, ${statement}, ${note}, ${startsAt}::timestamptz, ${endsAt}::timestamptz,
        ${hasFourEyes} AND sanction_needs_second(${kind}, ${startsAt}::timestamptz, ${endsAt}::timestamptz), ${sanction.createdAt}::timestamptz) END AS verdict`;
  return verdictOf(await withAudit(sql, call, audit, sql`verdict = 'done'`));
}

interface Decision {
  readonly id: Id<'sanction'>;
  readonly actorId: Id<'player'>;
  readonly now: Instant;
}

type Verdict = DecisionVerdict | 'not_found' | 'conflict_of_interest';

/** Who plays in the tournament of the sanction, or runs it, does not decide about it. */
const unlessInterested = (sql: Sql, { id, actorId }: Decision, decide: Fragment): Fragment => sql`
  SELECT CASE WHEN tournament_has_interest((SELECT s.tournament_id FROM sanction_known s WHERE s.id = ${id}), ${actorId})
    THEN 'conflict_of_interest' ELSE ${decide} END AS verdict`;

export async function confirm(sql: Sql, decision: Decision, audit: AuditRow): Promise<Verdict> {
  const { id, actorId, now } = decision;
  const call = unlessInterested(sql, decision, sql`sanction_confirm(${id}, ${actorId}, ${now}::timestamptz)`);
  return verdictOf(await withAudit(sql, call, audit, sql`verdict = 'done'`));
}

export async function revoke(
  sql: Sql,
  decision: Decision & { readonly reason: string },
  audit: AuditRow,
): Promise<Verdict> {
  const { id, actorId, reason, now } = decision;
  const call = unlessInterested(sql, decision, sql`sanction_revoke(${id}, ${actorId}, ${reason}, ${now}::timestamptz)`);
  return verdictOf(await withAudit(sql, call, audit, sql`verdict = 'done'`));
}

const verdictOf = <V>(rows: readonly unknown[]): V => (rows as readonly { readonly verdict: V }[])[0]?.verdict as V;

/** The keyed hashes of erased subjects end with the last sanction of their player. */
export async function forgetEndedSubjects(db: Database, now: Instant): Promise<void> {
  await run(() => db.sql`SELECT sanction_forget_ended(${now}::timestamptz)`);
}
