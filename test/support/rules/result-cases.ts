// Cases of one result act on one match: as facts for the pure rule, and as rows for the database.

import type { Id, IdSource } from '../../../src/core/id.ts';
import type { Sql } from '../../../src/db/client.ts';
import {
  type MatchState,
  matchStates,
  type ResultAct,
  type ResultFacts,
  type ResultKind,
} from '../../../src/tournaments/matches/result.ts';
import { placesOf, type Scoring } from '../../../src/tournaments/matches/result-fault.ts';
import type { StaffRole } from '../../../src/tournaments/staff/staff.ts';
import type { LobbyPoints } from '../../../src/tournaments/stages/formats/lobbies.ts';
import type { Game } from '../../../src/tournaments/stages/match.ts';
import { type TournamentState, tournamentStates } from '../../../src/tournaments/tournament.ts';
import type { Dimensions } from './dimensions.ts';

export interface ResultCase {
  readonly tournamentState: TournamentState;
  readonly matchState: MatchState;
  readonly allowsDraws: boolean;
  readonly kind: ResultKind;
  readonly actor: 'a' | 'b' | 'organizer' | 'outsider';
  readonly isAdmin: boolean;
  /** The role of the actor. */
  readonly staff: StaffRole | null;
  /** The organizer may also play. */
  readonly organizerPlays: boolean;
  readonly isSanctioned: boolean;
  /** Whether the actor is on the roster of an entrant. */
  readonly isOnRoster: boolean;
  readonly score: readonly number[];
  readonly places: readonly (number | null)[] | null;
  readonly games: readonly Game[] | null;
  readonly scoring: Scoring;
  readonly bestOf: number | null;
  readonly points: LobbyPoints | null;
  /** Whether the winner and the loser go to another match. */
  readonly isFollowed: boolean;
  readonly reportedBy: 'a' | 'b' | null;
  readonly reportedScore: readonly [number, number];
  readonly reportedGames: readonly Game[] | null;
}

const others = <T>(usual: T, all: readonly T[]): [T, ...T[]] => [usual, ...all.filter((value) => value !== usual)];

function gamesOf(...scores: number[][]): Game[] {
  return scores.map((each) => ({ scores: each }));
}

const report: Dimensions<ResultCase> = {
  tournamentState: others('live', tournamentStates),
  matchState: others('ready', matchStates),
  allowsDraws: [false, true],
  kind: ['report', 'confirm', 'decision'],
  actor: ['a', 'b', 'organizer', 'outsider'],
  isAdmin: [false, true],
  staff: [null, 'referee', 'caster'],
  organizerPlays: [false, true],
  isSanctioned: [false, true],
  isOnRoster: [false, true],
  score: [[2, 1], [1, 2], [1, 1], [0, 0], [3, 1], [2], [2, 1, 0]],
  places: [null, [1, 2], [2, 1], [1, 1], [1, null], [1]],
  games: [
    null,
    gamesOf([3, 1], [0, 2], [1, 0]),
    gamesOf([2, 0], [0, 1]),
    gamesOf([2, 1, 0]),
    [{ scores: [2, 1], places: [1, 2] }],
  ],
  scoring: ['wins', 'sum', 'lobby'],
  bestOf: [null, 1, 3, 5],
  points: [null, { placement: [3], perKill: 1 }],
  isFollowed: [true, false],
  reportedBy: [null, 'a', 'b'],
  reportedScore: [
    [2, 1],
    [1, 1],
  ],
  reportedGames: [null, gamesOf([3, 1], [0, 2], [1, 0])],
};
const reported: Dimensions<ResultCase> = {
  ...report,
  matchState: others('pending_result', matchStates),
  reportedBy: ['a', 'b', null],
};

/** A usual case of each kind of act that is accepted. */
export const resultDimensions: readonly Dimensions<ResultCase>[] = [
  report,
  { ...reported, actor: ['b', 'a', 'organizer', 'outsider'] },
  {
    ...reported,
    score: [
      [3, 1],
      [2, 1],
      [1, 1],
    ],
  },
  { ...reported, actor: ['b', 'a', 'organizer', 'outsider'], kind: ['confirm', 'report', 'decision'] },
  {
    ...reported,
    matchState: others('disputed', matchStates),
    actor: ['organizer', 'a', 'b', 'outsider'],
    kind: ['decision', 'report', 'confirm'],
  },
  {
    ...report,
    actor: ['outsider', 'a'],
    kind: ['decision', 'report', 'confirm'],
    staff: ['referee', 'check_in', null],
  },
];

/** A reported result has a reporter, and a match that nobody could report has none. */
export const isPossible = ({ matchState, reportedBy, reportedGames, allowsDraws, reportedScore: [a, b] }: ResultCase) =>
  (matchState !== 'pending_result' || reportedBy !== null) &&
  (!['scheduled', 'check_in', 'ready', 'live'].includes(matchState) || reportedBy === null) &&
  (reportedBy !== null || reportedGames === null) &&
  (allowsDraws || a !== b);

export function resultIds(newId: IdSource) {
  const players = {
    a: newId('player'),
    b: newId('player'),
    organizer: newId('player'),
    outsider: newId('player'),
  };
  return {
    tournament: newId('tournament'),
    match: newId('match'),
    next: newId('match'),
    entrants: [newId('registration'), newId('registration')] as const,
    players,
  };
}
export type ResultIds = ReturnType<typeof resultIds>;

const organizerOf = ({ organizerPlays }: ResultCase, { players }: ResultIds) =>
  organizerPlays ? players.a : players.organizer;

export function factsOf(given: ResultCase, ids: ResultIds): ResultFacts {
  const { tournamentState, matchState, allowsDraws, isSanctioned, scoring, bestOf, points, isFollowed, reportedBy } =
    given;
  return {
    ...{ scoring, bestOf, isVacant: [false, false], points: scoring === 'lobby' ? points : null },
    followed: isFollowed ? [1, 2] : [],
    tournamentState,
    matchState,
    allowsDraws,
    isSanctioned,
    organizerId: organizerOf(given, ids),
    role: given.staff,
    isEntered: given.isOnRoster || given.actor === 'a' || given.actor === 'b',
    entrants: [ids.players.a, ids.players.b],
    reported:
      reportedBy === null
        ? null
        : { by: ids.players[reportedBy], scores: given.reportedScore, games: given.reportedGames ?? [] },
  };
}

export function actOf({ kind, actor, isAdmin, score, places, games }: ResultCase, { players }: ResultIds): ResultAct {
  return {
    ...{ kind, actorId: players[actor], isAdmin, scores: score },
    ...{ places: places ?? undefined, games: games ?? undefined },
  };
}

/** The match, and the one that its winner and its loser go to. */
export async function writeCase(sql: Sql, given: ResultCase, ids: ResultIds): Promise<void> {
  const { players, entrants, tournament, match, next } = ids;
  const isCompleted = given.matchState === 'completed';
  const scores = given.reportedBy === null ? [null, null] : given.reportedScore;
  const places = given.reportedBy === null ? [null, null] : placesOf(given.reportedScore, []);
  const slotOf = (
    slot: 0 | 1,
  ) => sql`(${match}, ${slot}, ${entrants[slot]}, ${scores[slot] ?? null}::integer, ${places[slot] ?? null}::integer,
    'seed', NULL, ${slot + 1}::integer)`;
  const games = (given.reportedGames ?? []).flatMap((game, index) =>
    game.scores.map((score, slot) => ({ number: index + 1, slot, score })),
  );
  const now = '2026-11-24T10:00:00Z';
  await sql`
    WITH tournament AS (
      INSERT INTO tournament_tournament (id, title, organizer_id, mode, state, capacity, entrants_min, starts_at, ended_at, created_at)
      VALUES (${tournament}, 'Open', ${organizerOf(given, ids)}, 'solo', ${given.tournamentState}, 8, 2, ${now}, ${now}, ${now})
    ), stage AS (
      INSERT INTO tournament_stage (tournament_id, number, format, settings, allows_draws, scoring, best_of, state)
      VALUES (${tournament}, 1, 'single_elimination', ${JSON.stringify({ points: given.points })}::text::jsonb, ${given.allowsDraws}, ${given.scoring}, ${given.bestOf}, 'live')
    ), entrant AS (
      INSERT INTO tournament_registration (id, tournament_id, player_id, display_name, language, state, created_at)
      VALUES (${entrants[0]}, ${tournament}, ${players.a}, 'A', 'en', 'confirmed', ${now}), (${entrants[1]}, ${tournament}, ${players.b}, 'B', 'en', 'confirmed', ${now})
    ), match AS (
      INSERT INTO tournament_match (id, tournament_id, stage, group_number, round, position, state, outcome, reported_by, completed_at)
      VALUES (${match}, ${tournament}, 1, 1, 1, 0, ${given.matchState}, ${isCompleted ? 'played' : null}, ${given.reportedBy === null ? null : players[given.reportedBy]}, ${isCompleted ? now : null}::timestamptz),
        (${next}, ${tournament}, 1, 1, 2, 0, 'scheduled', NULL, NULL, NULL)
    ), slots AS (
      INSERT INTO tournament_slot (match_id, slot, registration_id, score, place, source_kind, source_match, source_number)
      VALUES ${slotOf(0)}, ${slotOf(1)},
        (${next}, 0, NULL, NULL, NULL, ${given.isFollowed ? 'winner' : 'seed'}, ${given.isFollowed ? match : null}, 1),
        (${next}, 1, NULL, NULL, NULL, ${given.isFollowed ? 'loser' : 'seed'}, ${given.isFollowed ? match : null}, 2)
    ), games AS (
      INSERT INTO tournament_game (match_id, number, slot, score)
      SELECT ${match}, number, slot, score FROM jsonb_to_recordset(${JSON.stringify(games)}::text::jsonb) AS g (number integer, slot integer, score integer)
    ), roster AS (
      INSERT INTO tournament_roster (registration_id, tournament_id, player_id)
      SELECT ${entrants[0]}, ${tournament}, ${players[given.actor]} WHERE ${given.isOnRoster}
    ), staff AS (
      INSERT INTO tournament_staff (tournament_id, player_id, role, state, invited_by, invited_at, accepted_at)
      SELECT ${tournament}, ${players[given.actor]}, ${given.staff}, 'active', ${organizerOf(given, ids)}, ${now}::timestamptz, ${now}::timestamptz
      WHERE ${given.staff !== null}
    ) INSERT INTO sanction_record (id, player_id, kind, areas, reason_code, statement, starts_at, imposed_by, created_at, needs_confirmation)
      SELECT ${match.replace('mat_', 'san_')}, ${players[given.actor]}, 'ban', '{competing}', 'cheating', 'Said.', ${now}::timestamptz, 'ply_moderator',
        ${now}::timestamptz, false WHERE ${given.isSanctioned}`;
}

export interface Written {
  readonly state: MatchState;
  readonly outcome: string | null;
  readonly reportedBy: Id<'player'> | null;
  /** [score, place] of each side. */
  readonly sides: readonly (readonly [number | null, number | null])[];
  /** Entrants of the next match, and its state. */
  readonly next: readonly [string | null, string | null, string];
  readonly games: number;
  readonly results: number;
  readonly audits: number;
  readonly events: readonly string[];
}

export async function readWritten(sql: Sql, { tournament, match, next }: ResultIds): Promise<Written> {
  const [row] = await sql<Written[]>`
    SELECT m.state, m.outcome, m.reported_by AS "reportedBy",
      (SELECT jsonb_agg(jsonb_build_array(score, place) ORDER BY slot) FROM tournament_slot WHERE match_id = m.id) AS sides,
      (SELECT jsonb_agg(coalesce(registration_id, vacancy) ORDER BY slot) FROM tournament_slot WHERE match_id = ${next})
        || to_jsonb((SELECT state FROM tournament_match WHERE id = ${next})) AS next,
      (SELECT count(DISTINCT number)::integer FROM tournament_game WHERE match_id = m.id) AS games,
      (SELECT count(*)::integer FROM tournament_result WHERE match_id = m.id) AS results,
      (SELECT count(*)::integer FROM moderation_audit WHERE ref_id = m.id AND event = 'match.result_decided') AS audits,
      (SELECT coalesce(jsonb_agg(type ORDER BY seq), '[]') FROM event_outbox WHERE tournament_id = ${tournament}) AS events
    FROM tournament_match m WHERE m.id = ${match}`;
  return row as Written;
}
