// Queries that read and change registrations. Callers that write hold the lock on the tournament.

import type { Id } from '../../core/id.ts';
import type { Sql } from '../../db/client.ts';
import type { Registration, RegistrationState } from './registration.ts';

export type Entrant = Pick<Registration, 'id' | 'tournamentId' | 'playerId' | 'displayName' | 'state'>;

export async function findEntrant(sql: Sql, id: Id<'registration'>): Promise<Entrant | null> {
  const rows = await sql<Entrant[]>`
    SELECT id, tournament_id AS "tournamentId", player_id AS "playerId", display_name AS "displayName", state
    FROM tournament_registration WHERE id = ${id}`;
  return rows[0] ?? null;
}

/** Registrations in one of `states`, in order of registration. */
export async function listEntrants(
  sql: Sql,
  tournamentId: Id<'tournament'>,
  states: readonly RegistrationState[],
  page: { readonly after: string; readonly limit: number | null } = { after: '', limit: null },
): Promise<Id<'registration'>[]> {
  const rows = await sql<{ id: Id<'registration'> }[]>`
    SELECT id FROM tournament_registration
    WHERE tournament_id = ${tournamentId} AND state = ANY (string_to_array(${states.join(',')}, ',')) AND id > ${page.after}
    ORDER BY id LIMIT ${page.limit}`;
  return rows.map(({ id }) => id);
}

export interface RosterPlace {
  readonly playerId: Id<'player'>;
  readonly displayName: string | null;
}

/** The players of a team's registration; empty for a solo registration. */
export async function listRoster(sql: Sql, id: Id<'registration'>): Promise<RosterPlace[]> {
  return sql<RosterPlace[]>`
    SELECT player_id AS "playerId", display_name AS "displayName" FROM tournament_roster WHERE registration_id = ${id} ORDER BY player_id`;
}

/** Takes a place and confirms. false if the tournament is full; then nothing changes. */
export async function confirmEntrant(sql: Sql, { id, tournamentId }: Entrant): Promise<boolean> {
  const rows = await sql`
    WITH slot AS (
      UPDATE tournament_tournament SET confirmed_count = confirmed_count + 1
      WHERE id = ${tournamentId} AND confirmed_count < capacity RETURNING id
    ) UPDATE tournament_registration SET state = 'confirmed' WHERE id = ${id} AND EXISTS (SELECT 1 FROM slot) RETURNING 1`;
  return rows.length > 0;
}

/** Ends registrations and frees their places, seeds and rosters. */
export async function removeEntrants(
  sql: Sql,
  tournamentId: Id<'tournament'>,
  ids: readonly Id<'registration'>[],
  state: 'cancelled' | 'rejected',
): Promise<void> {
  const list = ids.join(',');
  await sql`
    WITH entrant AS (
      SELECT id, state FROM tournament_registration
      WHERE id = ANY (string_to_array(${list}, ',')) AND state IN ('pending', 'confirmed', 'waitlisted') FOR UPDATE
    ), ended AS (
      UPDATE tournament_registration SET state = ${state}, seed = NULL WHERE id IN (SELECT id FROM entrant)
    ), roster AS (
      DELETE FROM tournament_roster WHERE registration_id IN (SELECT id FROM entrant)
    ) UPDATE tournament_tournament SET confirmed_count = confirmed_count - (SELECT count(*) FROM entrant WHERE state = 'confirmed')
      WHERE id = ${tournamentId}`;
}

export async function markSettled(sql: Sql, tournamentId: Id<'tournament'>): Promise<void> {
  await sql`UPDATE tournament_tournament SET settled_at = now() WHERE id = ${tournamentId}`;
}

/** Cancelled tournaments with open fees, in random order, so that failing ones do not block the others. */
export async function listUnsettled(sql: Sql, limit: number): Promise<Id<'tournament'>[]> {
  const rows = await sql<{ id: Id<'tournament'> }[]>`
    SELECT id FROM tournament_tournament WHERE state = 'cancelled' AND settled_at IS NULL ORDER BY random() LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}
