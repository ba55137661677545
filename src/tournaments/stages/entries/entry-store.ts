// Queries on byes and late entrants of a stage. Callers that write hold the lock on the tournament.

import { type Facts, invariant } from '../../../core/errors.ts';
import type { Id } from '../../../core/id.ts';
import type { Instant } from '../../../core/instant.ts';
import type { Sql } from '../../../db/client.ts';
import { run } from '../../../db/transaction.ts';
import { type EntrantLanguage, type RegistrationState, registrationStates } from '../../registration/registration.ts';
import type { Bye } from './bye-rules.ts';
import type { LateEntrantRefusal } from './late-entrant.ts';

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

export interface AskedByes {
  readonly registrationId: Id<'registration'>;
  /** By round. */
  readonly byes: readonly Bye[];
}

/** Byes of a stage, of who is registered in one of the states. */
export async function listAskedByes(
  sql: Sql,
  tournamentId: Id<'tournament'>,
  stage: number,
  states: readonly RegistrationState[] = registrationStates,
): Promise<AskedByes[]> {
  return run(
    () => sql<AskedByes[]>`
    SELECT b.registration_id AS "registrationId", jsonb_agg(jsonb_build_object('round', b.round, 'points', b.points) ORDER BY b.round) AS byes
    FROM tournament_bye b JOIN tournament_registration r ON r.id = b.registration_id
    WHERE b.tournament_id = ${tournamentId} AND b.stage = ${stage} AND r.state = ANY (string_to_array(${states.join(',')}, ','))
    GROUP BY b.registration_id ORDER BY b.registration_id`,
  );
}

export async function deleteByesExcept(
  sql: Sql,
  tournamentId: Id<'tournament'>,
  stage: number,
  kept: readonly { readonly registrationId: Id<'registration'>; readonly round: number }[],
): Promise<void> {
  await sql`
    DELETE FROM tournament_bye b WHERE tournament_id = ${tournamentId} AND stage = ${stage} AND NOT EXISTS (
      SELECT FROM jsonb_to_recordset(${JSON.stringify(kept)}::text::jsonb) AS k ("registrationId" text, round integer)
      WHERE k."registrationId" = b.registration_id AND k.round = b.round)`;
}

/** Whether the player takes part, alone or on a roster. */
export async function isPlaying(sql: Sql, id: Id<'tournament'>, player: Id<'player'>): Promise<boolean> {
  const rows = await sql<{ plays: boolean }[]>`SELECT tournament_has_entrant(${id}, ${player}) AS plays`;
  return rows[0]?.plays ?? false;
}

export interface LateEntrant {
  /** Who enters; the captain of the team. */
  readonly playerId: Id<'player'>;
  /** null: a single player. */
  readonly teamId: Id<'team'> | null;
  /** Players of the team; null: all members. */
  readonly roster: readonly Id<'player'>[] | null;
  /** null: that of the team or the profile. */
  readonly displayName: string | null;
  readonly language: EntrantLanguage;
}

export interface JudgedEntrant {
  readonly verdict: LateEntrantRefusal | 'may_enter';
  readonly facts: Facts | null;
  readonly name: string | null;
  /** Of a team. */
  readonly players: readonly Id<'player'>[] | null;
}

/** Who may enter late. */
export async function judgeLate(
  sql: Sql,
  id: Id<'tournament'>,
  { playerId, teamId, roster, displayName }: LateEntrant,
  now: Instant,
): Promise<JudgedEntrant> {
  const [row] = await sql<JudgedEntrant[]>`
    SELECT verdict, facts, name, to_jsonb(players) AS players
    FROM tournament_late_entrant(${id}, ${playerId}, ${teamId}, string_to_array(${roster?.join(',') ?? null}, ','), ${displayName}, ${now}::timestamptz)`;
  invariant(row !== undefined, 'the function returns one row');
  return row;
}

export interface LateRegistration {
  readonly id: Id<'registration'>;
  readonly tournamentId: Id<'tournament'>;
  readonly entrant: Pick<LateEntrant, 'playerId' | 'teamId' | 'language'>;
  readonly name: string;
  readonly players: readonly Id<'player'>[] | null;
  readonly seed: number;
  readonly now: Instant;
}

/** Confirmed at once, with a place of the tournament. */
export async function insertLateRegistration(sql: Sql, entry: LateRegistration): Promise<void> {
  const { id, tournamentId, entrant, name, players, seed, now } = entry;
  const { playerId, teamId, language } = entrant;
  await sql`
    WITH counted AS (UPDATE tournament_tournament SET confirmed_count = confirmed_count + 1 WHERE id = ${tournamentId}), entered AS (
      INSERT INTO tournament_registration (id, tournament_id, player_id, team_id, display_name, language, state, seed, created_at)
      VALUES (${id}, ${tournamentId}, ${playerId}, ${teamId}, ${name}, ${language}, 'confirmed', ${seed}, ${now}::timestamptz))
    INSERT INTO tournament_roster (registration_id, tournament_id, player_id, display_name)
    SELECT ${id}, ${tournamentId}, m.player_id, m.display_name FROM team_squad m
    WHERE m.team_id = ${teamId} AND m.player_id = ANY (string_to_array(${players?.join(',') ?? ''}, ','))`;
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
    WHERE m.tournament_id = ${tournamentId} AND m.stage = ${stage} AND m.state IN ('check_in', 'ready')`;
}
