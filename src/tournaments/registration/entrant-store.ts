// Queries that read and change registrations. Callers that write hold the lock on the tournament.

import type { Id } from '../../core/id.ts';
import type { Sql } from '../../db/client.ts';
import type { ProfileChange } from '../entrants/profile.ts';
import type { Registration, RegistrationState } from './registration.ts';

export type Entrant = Pick<Registration, 'id' | 'tournamentId' | 'playerId' | 'displayName' | 'state'>;

export async function findEntrant(sql: Sql, id: Id<'registration'>): Promise<Entrant | null> {
  const rows = await sql<Entrant[]>`
    SELECT id, tournament_id AS "tournamentId", player_id AS "playerId", display_name AS "displayName", state
    FROM tournament_registration WHERE id = ${id}`;
  return rows[0] ?? null;
}

/** As it is under the lock on the tournament, which a change of the captain does not wait for. */
export async function lockEntrant(sql: Sql, id: Id<'registration'>): Promise<Entrant | null> {
  await sql`SELECT FROM tournament_registration WHERE id = ${id} FOR NO KEY UPDATE`;
  return findEntrant(sql, id);
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

/** Fields that are absent stay as they are. The caller holds the lock on the tournament. */
export async function writeProfile(sql: Sql, id: Id<'registration'>, change: ProfileChange): Promise<void> {
  const { club, country, rating } = change;
  await sql`
    UPDATE tournament_registration SET club = CASE WHEN ${club !== undefined} THEN ${club ?? null} ELSE club END,
      country = CASE WHEN ${country !== undefined} THEN ${country ?? null} ELSE country END,
      rating = CASE WHEN ${rating !== undefined} THEN ${rating ?? null}::integer ELSE rating END
    WHERE id = ${id}`;
}

/** Ends registrations and frees their places, seeds and rosters. The caller holds the lock on the tournament. */
export async function removeEntrants(
  sql: Sql,
  tournamentId: Id<'tournament'>,
  ids: readonly Id<'registration'>[],
  state: 'cancelled' | 'rejected',
): Promise<void> {
  await sql`
    UPDATE tournament_tournament
    SET confirmed_count = confirmed_count - ended.confirmed, waitlisted_count = waitlisted_count - ended.waitlisted
    FROM tournament_end_registrations(string_to_array(${ids.join(',')}, ','), ${state}) ended
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
