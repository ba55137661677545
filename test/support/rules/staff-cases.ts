// Cases of acts of staff on one match and of departures: as facts for the pure rules, and as rows for the database.

import type { Id, IdSource } from '../../../src/core/id.ts';
import type { Sql } from '../../../src/db/client.ts';
import { type MatchState, matchStates } from '../../../src/tournaments/matches/result.ts';
import { type RegistrationState, registrationStates } from '../../../src/tournaments/registration/registration.ts';
import type { StaffRole } from '../../../src/tournaments/staff/staff.ts';
import { type StageLifeState, stageLifeStates } from '../../../src/tournaments/stages/stage.ts';
import { type TournamentState, tournamentStates } from '../../../src/tournaments/tournament.ts';
import type { Dimensions } from './dimensions.ts';

export interface StaffCase {
  readonly tournamentState: TournamentState;
  readonly stageState: StageLifeState;
  readonly matchState: MatchState;
  readonly allowsDraws: boolean;
  readonly actor: 'a' | 'organizer' | 'outsider';
  readonly isAdmin: boolean;
  /** Of the actor. `invited`: as a referee, and has not accepted. */
  readonly staff: StaffRole | 'invited' | null;
  readonly isOnRoster: boolean;
  /** Whether somebody stands in slot 1. */
  readonly isPair: boolean;
  /** State of the registration in slot 0. */
  readonly registration: RegistrationState;
  readonly absent: readonly number[];
  readonly scores: readonly number[];
  /** Whether the next match was played. */
  readonly isNextPlayed: boolean;
  readonly cascade: boolean;
  readonly dryRun: boolean;
}

const others = <T>(usual: T, all: readonly T[]): [T, ...T[]] => [usual, ...all.filter((value) => value !== usual)];

const open: Dimensions<StaffCase> = {
  tournamentState: others('live', tournamentStates),
  stageState: others('live', stageLifeStates),
  matchState: others('ready', matchStates),
  allowsDraws: [false, true],
  actor: ['organizer', 'a', 'outsider'],
  isAdmin: [false, true],
  staff: [null, 'referee', 'co_organizer', 'check_in', 'caster', 'invited'],
  isOnRoster: [false, true],
  isPair: [true, false],
  registration: others('confirmed', registrationStates),
  absent: [[0], [1], [0, 1], [2], [1, 2]],
  scores: [[0, 2], [2, 1], [1, 1], [2], [2, 1, 0]],
  isNextPlayed: [false, true],
  cascade: [false, true],
  dryRun: [false, true],
};
const over: Dimensions<StaffCase> = { ...open, matchState: others('completed', matchStates) };

export const staffDimensions: readonly Dimensions<StaffCase>[] = [
  open,
  over,
  { ...over, isNextPlayed: [true, false] },
  { ...open, actor: ['a', 'organizer', 'outsider'] },
  { ...open, actor: ['outsider', 'a'], staff: ['referee', 'co_organizer', 'check_in', 'caster', 'invited', null] },
  { ...over, actor: ['outsider', 'a'], staff: ['co_organizer', 'referee', 'invited'] },
];

/**
 * A match that is not ready is completed, waits, or has nobody in slot 1; the next one is played only after its own. A completed stage has
 * no open match.
 */
export const isPossible = ({ stageState, matchState, isPair, isNextPlayed }: StaffCase) =>
  (stageState !== 'completed' || (matchState === 'completed' && isNextPlayed)) &&
  (isPair || ['scheduled', 'completed', 'cancelled'].includes(matchState)) &&
  (!isNextPlayed || matchState === 'completed');

export function staffIds(newId: IdSource) {
  const players = { a: newId('player'), b: newId('player'), c: newId('player') };
  return {
    tournament: newId('tournament'),
    match: newId('match'),
    next: newId('match'),
    entrants: [newId('registration'), newId('registration'), newId('registration')] as const,
    players: { ...players, organizer: newId('player'), outsider: newId('player') },
  };
}
export type StaffIds = ReturnType<typeof staffIds>;

export const isEntered = ({ actor, isOnRoster, registration }: StaffCase): boolean =>
  (actor === 'a' && !['pending', 'rejected', 'cancelled'].includes(registration)) || isOnRoster;

export function staffFacts(given: StaffCase, { players }: StaffIds) {
  return {
    actorId: players[given.actor] as Id<'player'>,
    isAdmin: given.isAdmin,
    organizerId: players.organizer,
    role: given.staff === 'invited' ? null : given.staff,
    isEntered: isEntered(given),
  };
}

/** Slot 0 has won a completed match and stands in the next one, which a third entrant plays. */
export async function writeCase(sql: Sql, given: StaffCase, ids: StaffIds): Promise<void> {
  const { players, entrants, tournament, match, next } = ids;
  const isOver = given.matchState === 'completed';
  const now = '2026-11-24T10:00:00Z';
  const outcome = !isOver ? null : given.isPair ? 'played' : 'walkover';
  const reporter = ['pending_result', 'disputed'].includes(given.matchState) ? players.a : null;
  await sql`
    WITH tournament AS (
      INSERT INTO tournament_tournament (id, title, organizer_id, mode, state, capacity, entrants_min, confirmed_count, starts_at, ended_at, created_at)
      VALUES (${tournament}, 'Open', ${players.organizer}, 'solo', ${given.tournamentState}, 8, 2, 3, ${now}, ${now}, ${now})
    ), stage AS (
      INSERT INTO tournament_stage (tournament_id, number, format, settings, allows_draws, state)
      VALUES (${tournament}, 1, 'gauntlet', '{}', ${given.allowsDraws}, ${given.stageState})
    ), entrant AS (
      INSERT INTO tournament_registration (id, tournament_id, player_id, display_name, language, state, waitlist_number, created_at)
      VALUES (${entrants[0]}, ${tournament}, ${players.a}, 'A', 'en', ${given.registration}, ${given.registration === 'waitlisted' ? 1 : null}::integer, ${now}),
        (${entrants[1]}, ${tournament}, ${players.b}, 'B', 'en', 'confirmed', NULL, ${now}), (${entrants[2]}, ${tournament}, ${players.c}, 'C', 'en', 'confirmed', NULL, ${now})
    ), match AS (
      INSERT INTO tournament_match (id, tournament_id, stage, group_number, round, position, state, outcome, reported_by, completed_at)
      VALUES (${match}, ${tournament}, 1, 1, 1, 0, ${given.matchState}, ${outcome}, ${reporter}, ${isOver ? now : null}::timestamptz),
        (${next}, ${tournament}, 1, 1, 2, 0, ${given.isNextPlayed ? 'completed' : isOver ? 'ready' : 'scheduled'}, ${given.isNextPlayed ? 'played' : null}, NULL,
          ${given.isNextPlayed ? now : null}::timestamptz)
    ), slots AS (
      INSERT INTO tournament_slot (match_id, slot, registration_id, score, place, source_kind, source_match, source_number)
      VALUES (${match}, 0, ${entrants[0]}, ${isOver ? 2 : null}::integer, ${isOver ? 1 : null}::integer, 'seed', NULL, 1),
        (${match}, 1, ${given.isPair ? entrants[1] : null}, ${isOver && given.isPair ? 1 : null}::integer, ${isOver && given.isPair ? 2 : null}::integer, 'seed', NULL, 2),
        (${next}, 0, ${entrants[2]}, ${given.isNextPlayed ? 1 : null}::integer, ${given.isNextPlayed ? 1 : null}::integer, 'seed', NULL, 3),
        (${next}, 1, ${isOver ? entrants[0] : null}, ${given.isNextPlayed ? 0 : null}::integer, ${given.isNextPlayed ? 2 : null}::integer, 'winner', ${match}, 1)
    ), staff AS (
      INSERT INTO tournament_staff (tournament_id, player_id, role, state, invited_by, invited_at, accepted_at)
      SELECT ${tournament}, ${players[given.actor]}, ${given.staff === 'invited' ? 'referee' : given.staff}, ${given.staff === 'invited' ? 'invited' : 'active'},
        ${players.organizer}, ${now}::timestamptz, ${given.staff === 'invited' ? null : now}::timestamptz WHERE ${given.staff !== null}
    ) INSERT INTO tournament_roster (registration_id, tournament_id, player_id)
      SELECT ${entrants[1]}, ${tournament}, ${players[given.actor]} WHERE ${given.isOnRoster}`;
}

/** Everything that an act may change, as text. */
export async function readWritten(sql: Sql, { tournament, entrants }: StaffIds): Promise<string> {
  const [row] = await sql<{ text: string }[]>`
    SELECT jsonb_build_object(
      'tournament', (SELECT to_jsonb(t) FROM tournament_tournament t WHERE t.id = ${tournament}),
      'registrations', (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.id) FROM tournament_registration r WHERE r.tournament_id = ${tournament}),
      'matches', (SELECT jsonb_agg(to_jsonb(m) ORDER BY m.id) FROM tournament_match m WHERE m.tournament_id = ${tournament}),
      'slots', (SELECT jsonb_agg(to_jsonb(s) ORDER BY s.match_id, s.slot) FROM tournament_slot s JOIN tournament_match m ON m.id = s.match_id
        WHERE m.tournament_id = ${tournament}),
      'results', (SELECT count(*) FROM tournament_result r JOIN tournament_match m ON m.id = r.match_id WHERE m.tournament_id = ${tournament}),
      'audits', (SELECT count(*) FROM moderation_audit a WHERE a.ref_id IN (
        SELECT id FROM tournament_match WHERE tournament_id = ${tournament} UNION ALL SELECT ${entrants[0]})),
      'events', (SELECT count(*) FROM event_outbox e WHERE e.tournament_id = ${tournament}))::text AS text`;
  return row?.text ?? '';
}
