// Queries on calls for a referee.

import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { PageRequest } from '../../core/page.ts';
import type { Fragment, Sql } from '../../db/client.ts';
import type { RefereeCall } from './referee-call.ts';

const select = (sql: Sql, where: Fragment) => sql<RefereeCall[]>`
  SELECT id, tournament_id AS "tournamentId", match_id AS "matchId", registration_id AS "registrationId", caller_id AS "callerId", reason,
    instant_text(called_at) AS "calledAt", instant_text(resolved_at) AS "resolvedAt", resolved_by AS "resolvedBy"
  FROM tournament_referee_call WHERE ${where}`;

/** The entrant of the match for which the player plays, alone or on its roster; null: none. */
export async function findSideOf(
  sql: Sql,
  matchId: Id<'match'>,
  player: Id<'player'>,
): Promise<Id<'registration'> | null> {
  const [side] = await sql<{ id: Id<'registration'> }[]>`
    SELECT s.registration_id AS id FROM tournament_slot s JOIN tournament_entry_player e ON e.registration_id = s.registration_id
    WHERE s.match_id = ${matchId} AND e.player_id = ${player} LIMIT 1`;
  return side?.id ?? null;
}

/** @throws the constraint referee_call_open_once. */
export async function insertCall(sql: Sql, call: RefereeCall): Promise<void> {
  await sql`
    INSERT INTO tournament_referee_call (id, tournament_id, match_id, registration_id, caller_id, reason, called_at)
    VALUES (${call.id}, ${call.tournamentId}, ${call.matchId}, ${call.registrationId}, ${call.callerId}, ${call.reason}, ${call.calledAt}::timestamptz)`;
}

export async function findCall(sql: Sql, id: Id<'refereeCall'>): Promise<RefereeCall | null> {
  return (await select(sql, sql`id = ${id}`))[0] ?? null;
}

/** The oldest first. */
export function listCalls(
  sql: Sql,
  id: Id<'tournament'>,
  isOpen: boolean | null,
  { after, limit }: PageRequest,
): Promise<RefereeCall[]> {
  return select(
    sql,
    sql`tournament_id = ${id} AND (${isOpen}::boolean IS NULL OR (resolved_at IS NULL) = ${isOpen}::boolean)
      AND (${after}::text IS NULL OR id > ${after}) ORDER BY id LIMIT ${limit + 1}`,
  );
}

/** @returns false if it is resolved already. */
export async function resolve(
  sql: Sql,
  id: Id<'refereeCall'>,
  by: { readonly resolvedBy: Id<'player'>; readonly now: Instant },
): Promise<boolean> {
  const rows = await sql`
    UPDATE tournament_referee_call SET resolved_at = ${by.now}::timestamptz, resolved_by = ${by.resolvedBy}
    WHERE id = ${id} AND resolved_at IS NULL RETURNING 1`;
  return rows.length > 0;
}
