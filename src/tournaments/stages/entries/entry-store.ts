// Queries on entrants of a running stage. Callers hold the lock on the tournament.

import type { Facts } from '../../../core/errors.ts';
import type { Id } from '../../../core/id.ts';
import type { Instant } from '../../../core/instant.ts';
import type { Sql } from '../../../db/client.ts';
import type { EntrantLanguage } from '../../registration/registration.ts';
import type { TournamentMode } from '../../tournament.ts';
import type { Bye } from './bye-rules.ts';

export interface StagePlayer {
  readonly tournamentId: Id<'tournament'>;
  readonly stage: number;
  readonly registrationId: Id<'registration'>;
}

export async function replaceByes(
  sql: Sql,
  { tournamentId, stage, registrationId }: StagePlayer,
  byes: readonly Bye[],
): Promise<void> {
  const rows = JSON.stringify(byes);
  await sql`
    WITH wanted AS (SELECT * FROM jsonb_to_recordset(${rows}::text::jsonb) AS w (round integer, points text)), dropped AS (
      DELETE FROM tournament_bye WHERE tournament_id = ${tournamentId} AND stage = ${stage} AND registration_id = ${registrationId}
        AND round NOT IN (SELECT round FROM wanted))
    INSERT INTO tournament_bye (tournament_id, stage, registration_id, round, points)
    SELECT ${tournamentId}, ${stage}, ${registrationId}, round, points FROM wanted
    ON CONFLICT ON CONSTRAINT bye_once_per_round DO UPDATE SET points = EXCLUDED.points`;
}

/** Whether the player takes part, alone or on a roster. */
export async function isPlaying(sql: Sql, id: Id<'tournament'>, player: Id<'player'>): Promise<boolean> {
  const rows = await sql<{ plays: boolean }[]>`SELECT tournament_has_entrant(${id}, ${player}) AS plays`;
  return rows[0]?.plays ?? false;
}

export interface LateFacts {
  readonly mode: TournamentMode;
  /** Of the player's profile. */
  readonly name: string | null;
  readonly sanction: Facts | null;
  /** Takes part in the tournament, or has left it. */
  readonly isKnown: boolean;
}

/** What is known of a player who wants to enter late. */
export async function findLateFacts(
  sql: Sql,
  id: Id<'tournament'>,
  player: Id<'player'>,
  now: Instant,
): Promise<LateFacts | null> {
  const rows = await sql<LateFacts[]>`
    SELECT t.mode, player_display_name(${player}) AS name, sanction_gate(${player}, t.id, 'register', ${now}::timestamptz) AS sanction,
      EXISTS (SELECT FROM tournament_registration r WHERE r.tournament_id = t.id AND r.player_id = ${player}
        AND r.state IN ('pending', 'confirmed', 'waitlisted', 'withdrawn', 'disqualified')) AS "isKnown"
    FROM tournament_tournament t WHERE t.id = ${id}`;
  return rows[0] ?? null;
}

export interface LateRegistration {
  readonly id: Id<'registration'>;
  readonly tournamentId: Id<'tournament'>;
  readonly playerId: Id<'player'>;
  readonly displayName: string;
  readonly language: EntrantLanguage;
  readonly seed: number;
  readonly now: Instant;
}

/** Confirmed at once, with a place of the tournament. */
export async function insertLateRegistration(sql: Sql, entry: LateRegistration): Promise<void> {
  const { id, tournamentId, playerId, displayName, language, seed, now } = entry;
  await sql`
    WITH counted AS (UPDATE tournament_tournament SET confirmed_count = confirmed_count + 1 WHERE id = ${tournamentId})
    INSERT INTO tournament_registration (id, tournament_id, player_id, display_name, language, state, seed, created_at)
    VALUES (${id}, ${tournamentId}, ${playerId}, ${displayName}, ${language}, 'confirmed', ${seed}, ${now}::timestamptz)`;
}

/** Matches of the entrant against those who have left: they are walkovers. */
export async function forfeitToLate(
  sql: Sql,
  { tournamentId, stage, registrationId }: StagePlayer,
  now: Instant,
): Promise<void> {
  await sql`
    SELECT tournament_forfeit_match(m.id, ARRAY[other.slot], ${now}::timestamptz)
    FROM tournament_match m JOIN tournament_slot own ON own.match_id = m.id AND own.registration_id = ${registrationId}
      JOIN tournament_slot other ON other.match_id = m.id AND other.slot <> own.slot
      JOIN tournament_registration r ON r.id = other.registration_id AND r.state IN ('withdrawn', 'disqualified')
    WHERE m.tournament_id = ${tournamentId} AND m.stage = ${stage} AND m.state = 'ready'`;
}
