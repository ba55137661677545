// Queries on line-ups.

import type { Facts } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Sql } from '../../db/client.ts';

export interface LineUp {
  readonly registrationId: Id<'registration'>;
  /** The captain of the team. */
  readonly captainId: Id<'player'>;
  readonly roster: readonly Id<'player'>[];
  /** null: not set yet. */
  readonly setAt: Instant | null;
  readonly players: readonly { readonly playerId: Id<'player'>; readonly displayName: string | null }[];
}

/** One for each entrant of the match, in the order of its slots. */
export function listLineUps(sql: Sql, matchId: Id<'match'>): Promise<LineUp[]> {
  return sql<LineUp[]>`
    SELECT r.id AS "registrationId", r.player_id AS "captainId", instant_text(l.set_at) AS "setAt", (
        SELECT coalesce(jsonb_agg(x.player_id ORDER BY x.player_id), '[]') FROM tournament_roster x WHERE x.registration_id = r.id) AS roster, (
        SELECT coalesce(jsonb_agg(jsonb_build_object('playerId', p.player_id, 'displayName', x.display_name) ORDER BY p.player_id), '[]')
        FROM tournament_line_up_player p JOIN tournament_roster x ON x.registration_id = p.registration_id AND x.player_id = p.player_id
        WHERE p.match_id = s.match_id AND p.registration_id = r.id) AS players
    FROM tournament_slot s JOIN tournament_registration r ON r.id = s.registration_id
      LEFT JOIN tournament_line_up l ON l.match_id = s.match_id AND l.registration_id = r.id
    WHERE s.match_id = ${matchId} ORDER BY s.slot`;
}

/** Of the first of the players whom a sanction keeps from playing; null: none. */
export async function findLineUpSanction(
  sql: Sql,
  tournamentId: Id<'tournament'>,
  { players, now }: { readonly players: readonly Id<'player'>[]; readonly now: Instant },
): Promise<Facts | null> {
  const [row] = await sql<{ facts: Facts | null }[]>`
    SELECT tournament_line_up_sanction(${tournamentId}, ${now}::timestamptz, string_to_array(${players.join(',')}, ',')) AS facts`;
  return row?.facts ?? null;
}

/** @throws the constraints line_up_player_once, line_up_player_on_roster. */
export async function writeLineUp(
  sql: Sql,
  matchId: Id<'match'>,
  {
    registrationId,
    players,
    now,
  }: {
    readonly registrationId: Id<'registration'>;
    readonly players: readonly Id<'player'>[];
    readonly now: Instant;
  },
): Promise<void> {
  await sql`
    INSERT INTO tournament_line_up (match_id, registration_id, set_at) VALUES (${matchId}, ${registrationId}, ${now}::timestamptz)
    ON CONFLICT (match_id, registration_id) DO UPDATE SET set_at = excluded.set_at`;
  await sql`DELETE FROM tournament_line_up_player WHERE match_id = ${matchId} AND registration_id = ${registrationId}`;
  await sql`
    INSERT INTO tournament_line_up_player (match_id, registration_id, player_id)
    SELECT ${matchId}, ${registrationId}, player FROM unnest(string_to_array(${players.join(',')}, ',')) AS player`;
}
