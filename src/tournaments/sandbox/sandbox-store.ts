// Queries on sandboxes.

import { type AuditRow, appendAudit } from '../../audit/append.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Database, Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import type { Sandbox, SandboxEntry, SandboxView } from './sandbox.ts';

/** @throws the constraint sandbox_within_limit. */
export async function insertSandbox(sql: Sql, sandbox: Sandbox & { readonly createdAt: Instant }): Promise<void> {
  const { createdAt, tournamentId, creatorId, seed, actsPerMinute, disputePercent, noShowPercent, players, nextAt } =
    sandbox;
  await sql`
    INSERT INTO tournament_sandbox (tournament_id, creator_id, seed, acts_per_minute, dispute_percent, no_show_percent, players, next_at, created_at)
    VALUES (${tournamentId}, ${creatorId}, ${seed}, ${actsPerMinute}, ${disputePercent}, ${noShowPercent},
      string_to_array(${players.join(',')}, ','), ${nextAt}::timestamptz, ${createdAt}::timestamptz)`;
}

const columns = (sql: Sql) => sql`
  tournament_id AS "tournamentId", creator_id AS "creatorId", seed, acts_per_minute AS "actsPerMinute", dispute_percent AS "disputePercent",
  no_show_percent AS "noShowPercent", to_jsonb(players) AS players, instant_text(next_at) AS "nextAt"`;

export interface FoundSandbox extends Omit<Sandbox, 'nextAt'> {
  /** null: nothing is left to do. */
  readonly nextAt: Instant | null;
  readonly createdAt: Instant;
}

export async function findSandbox({ sql }: Database, id: Id<'tournament'>): Promise<FoundSandbox | null> {
  const rows = await run(
    () => sql<FoundSandbox[]>`
    SELECT ${columns(sql)}, instant_text(created_at) AS "createdAt" FROM tournament_sandbox WHERE tournament_id = ${id}`,
  );
  return rows[0] ?? null;
}

/** null: it is over, or somebody else acts. A lease that was left over ends by itself. */
export async function leaseSandbox(
  db: Database,
  id: Id<'tournament'>,
  { now, until }: { readonly now: Instant; readonly until: Instant },
): Promise<Sandbox | null> {
  const rows = await run(
    () => db.sql<Sandbox[]>`
    UPDATE tournament_sandbox SET leased_until = ${until}::timestamptz
    WHERE tournament_id = ${id} AND next_at IS NOT NULL AND (leased_until IS NULL OR leased_until <= ${now}::timestamptz)
    RETURNING ${columns(db.sql)}`,
  );
  return rows[0] ?? null;
}

/** `nextAt` null: nothing is left to do. */
export async function releaseSandbox(db: Database, id: Id<'tournament'>, nextAt: Instant | null): Promise<void> {
  await run(
    () => db.sql`
    UPDATE tournament_sandbox SET leased_until = NULL, next_at = ${nextAt}::timestamptz WHERE tournament_id = ${id}`,
  );
}

/** Of a driver that has failed: the act that it could not do stays due. */
export async function endLease(db: Database, id: Id<'tournament'>): Promise<void> {
  await run(() => db.sql`UPDATE tournament_sandbox SET leased_until = NULL WHERE tournament_id = ${id}`);
}

interface ActRecord {
  readonly key: string;
  readonly refusal: string | null;
  readonly now: Instant;
  readonly nextAt: Instant;
  readonly leasedUntil: Instant;
}

/**
 * With the time of the next act and a longer lease, in one statement: a driver that ends here has done the act once. Of a sandbox that was
 * removed: nothing.
 */
export async function recordAct(db: Database, id: Id<'tournament'>, act: ActRecord): Promise<void> {
  await run(
    () => db.sql`
    WITH sandbox AS (
      UPDATE tournament_sandbox SET next_at = ${act.nextAt}::timestamptz, leased_until = ${act.leasedUntil}::timestamptz
      WHERE tournament_id = ${id} RETURNING tournament_id
    ) INSERT INTO tournament_sandbox_act (tournament_id, key, refusal, acted_at)
      SELECT tournament_id, ${act.key}, ${act.refusal}, ${act.now}::timestamptz FROM sandbox ON CONFLICT ON CONSTRAINT sandbox_act_once DO NOTHING`,
  );
}

interface StateRow {
  readonly entries: readonly SandboxEntry[];
  readonly refereeCalls: SandboxView['refereeCalls'];
  readonly done: readonly string[];
}

export async function readSandboxState(db: Database, id: Id<'tournament'>, now: Instant): Promise<StateRow> {
  const rows = await run(
    () => db.sql<StateRow[]>`
    SELECT (SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'playerId', r.player_id, 'state', r.state,
        'isCheckedIn', r.checked_in_at IS NOT NULL, 'isOffered', EXISTS (
          SELECT FROM tournament_waitlist_offer o WHERE o.registration_id = r.id AND o.ends_at > ${now}::timestamptz)) ORDER BY r.id), '[]')
        FROM tournament_registration r WHERE r.tournament_id = ${id}) AS entries,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'matchId', c.match_id) ORDER BY c.id), '[]')
        FROM tournament_referee_call c WHERE c.tournament_id = ${id} AND c.resolved_at IS NULL) AS "refereeCalls",
      (SELECT coalesce(jsonb_agg(a.key), '[]') FROM tournament_sandbox_act a WHERE a.tournament_id = ${id}) AS done`,
  );
  return rows[0] as StateRow;
}

export async function listDueSandboxes(db: Database, now: Instant, limit: number): Promise<Id<'tournament'>[]> {
  const rows = await run(
    () => db.sql<{ id: Id<'tournament'> }[]>`
    SELECT tournament_id AS id FROM tournament_sandbox WHERE next_at <= ${now}::timestamptz
      AND (leased_until IS NULL OR leased_until <= ${now}::timestamptz) ORDER BY next_at LIMIT ${limit}`,
  );
  return rows.map(({ id }) => id);
}

/** The oldest first. */
export async function listOldSandboxes(db: Database, before: Instant, limit: number): Promise<Id<'tournament'>[]> {
  const rows = await run(
    () => db.sql<{ id: Id<'tournament'> }[]>`
    SELECT tournament_id AS id FROM tournament_sandbox WHERE created_at <= ${before}::timestamptz ORDER BY created_at LIMIT ${limit}`,
  );
  return rows.map(({ id }) => id);
}

/** With its audit row. False: it is no sandbox, or the actor may not remove it. Then nothing changes. */
export async function removeOwnSandbox(
  sql: Sql,
  id: Id<'tournament'>,
  actor: { readonly playerId: Id<'player'>; readonly isAdmin: boolean },
  audit: AuditRow,
): Promise<boolean> {
  const rows = await sql`
    WITH gone AS MATERIALIZED (
      SELECT 1 FROM tournament_remove_own_sandbox(${id}, ${actor.playerId}, ${actor.isAdmin}) AS removed WHERE removed
    ), audited AS (${appendAudit(sql, audit, sql`gone`)}) SELECT 1 FROM gone`;
  return rows.length > 0;
}

/** One transaction: all of it is gone, or nothing. False: it is none, or not old enough. */
export async function removeSandbox(db: Database, id: Id<'tournament'>, now: Instant): Promise<boolean> {
  const rows = await run(
    () => db.sql<{ removed: boolean }[]>`SELECT tournament_remove_sandbox(${id}, ${now}::timestamptz) AS removed`,
  );
  return rows[0]?.removed ?? false;
}
