// Results of matches: states, kinds of acts, and what an act does. The function tournament_judge_result in matches.sql decides alike.

import { type DomainError, type Facts, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { StaffRole } from '../staff/staff.ts';
import type { TournamentState } from '../tournament.ts';
import {
  isSame,
  placesOf,
  type ReportedResult,
  type ResultFault,
  type ResultRules,
  resultFault,
} from './result-fault.ts';
import { staffRefusal } from './staff/staff.ts';

export const matchStates = [
  'scheduled',
  'check_in',
  'ready',
  'live',
  'pending_result',
  'completed',
  'disputed',
  'cancelled',
] as const;
export type MatchState = (typeof matchStates)[number];

/** An entrant of the match reports; another one confirms; the organizer decides. */
export const resultKinds = ['report', 'confirm', 'decision'] as const;
export type ResultKind = (typeof resultKinds)[number];

/** What a stored result may be, besides: staff recorded a forfeit, or corrected a completed match; silence confirmed a report. */
export const storedResultKinds = [...resultKinds, 'forfeit', 'correction', 'silence'] as const;
export type StoredResultKind = (typeof storedResultKinds)[number];

export const scoreMax = 10_000;
/** More than any best-of-N in use. */
export const gamesMax = 31;
/** More than any lobby in use. */
export const slotsMax = 100;

/** A reporter may correct a result until it is confirmed. */
export const acceptedOutcomes = ['reported', 'corrected', 'confirmed', 'disputed', 'decided', 'repeated'] as const;

/** The accepted ones, and why a result was refused. */
export const resultOutcomes = [
  ...acceptedOutcomes,
  'not_a_participant',
  'conflict_of_interest',
  'sanctioned',
  'invalid_result',
  'draw_not_allowed',
  'own_report',
  'score_differs',
  'closed',
] as const;
export type ResultOutcome = (typeof resultOutcomes)[number];

export interface ResultFacts extends ResultRules {
  readonly tournamentState: TournamentState;
  readonly matchState: MatchState;
  readonly organizerId: Id<'player'>;
  /** Of the actor among the staff; null: none. */
  readonly role: StaffRole | null;
  /** The player of each slot; for a team, its captain. null: not known yet, or nobody. */
  readonly entrants: readonly (Id<'player'> | null)[];
  readonly allowsDraws: boolean;
  /** The places that slots of other matches take their entrants from. */
  readonly followed: readonly number[];
  readonly reported: (ReportedResult & { readonly by: Id<'player'> }) | null;
  readonly isSanctioned: boolean;
  /** Whether the actor is an entrant of the tournament, or on the roster of one. */
  readonly isEntered: boolean;
}

export interface ResultAct extends ReportedResult {
  readonly kind: ResultKind;
  readonly actorId: Id<'player'>;
  readonly isAdmin: boolean;
}

export function judgeResult(facts: ResultFacts, act: ResultAct): ResultOutcome {
  const isDecision = act.kind === 'decision';
  const refused = isDecision ? staffRefusal({ ...facts, ...act }) : null;
  if (refused === 'forbidden' || !(isDecision || facts.entrants.includes(act.actorId))) return 'not_a_participant';
  if (refused !== null) return refused;
  if (facts.isSanctioned && !isDecision) return 'sanctioned';
  if (resultFault(facts, act) !== null) return 'invalid_result';
  if (isUnwantedTie(facts, allPlaces(facts, act))) return 'draw_not_allowed';
  if (facts.tournamentState !== 'live') return 'closed';
  if (isDecision) return decidable.includes(facts.matchState) ? 'decided' : 'closed';
  if (facts.matchState === 'pending_result' && facts.reported !== null) return judgeAnswer(facts, facts.reported, act);
  return reportable.includes(facts.matchState) && act.kind === 'report' ? 'reported' : 'closed';
}

const reportable: readonly MatchState[] = ['ready', 'live'];
/** States in which staff may end a match. */
export const decidable: readonly MatchState[] = ['check_in', ...reportable, 'pending_result', 'disputed'];

export const allPlaces = ({ isVacant }: ResultRules, { scores, places }: ReportedResult) =>
  places ?? placesOf(scores, isVacant);

/** Entrants share a place although the stage allows no draws, or a place that another match takes one of them from. */
export function isUnwantedTie(
  { allowsDraws, followed }: Pick<ResultFacts, 'allowsDraws' | 'followed'>,
  places: readonly (number | null)[],
): boolean {
  const given = places.filter((place) => place !== null);
  return given.some((place) => {
    const count = given.filter((other) => other === place).length;
    return count > 1 && (!allowsDraws || followed.some((next) => next >= place && next < place + count));
  });
}

function judgeAnswer(
  rules: ResultRules,
  reported: NonNullable<ResultFacts['reported']>,
  act: ResultAct,
): ResultOutcome {
  const isAgreed = isSameResult(rules, reported, act);
  if (act.actorId === reported.by) {
    if (act.kind === 'confirm') return 'own_report';
    return isAgreed ? 'repeated' : 'corrected';
  }
  if (isAgreed) return 'confirmed';
  return act.kind === 'report' ? 'disputed' : 'score_differs';
}

/** Games are compared where both have them. */
function isSameResult(rules: ResultRules, one: ReportedResult, other: ReportedResult): boolean {
  if (!isSame(one.scores, other.scores) || !isSame(allPlaces(rules, one), allPlaces(rules, other))) return false;
  const [games, others] = [one.games ?? [], other.games ?? []];
  if (games.length === 0 || others.length === 0) return true;
  const values = ({ scores, places }: (typeof games)[number]) => [...scores, ...(places ?? scores.map(() => null))];
  return (
    games.length === others.length && games.every((game, index) => isSame(values(game), values(others[index] ?? game)))
  );
}

/** null when the result was accepted, and for `not_a_participant`, whose answer depends on the caller. */
export function refusalFor(
  outcome: ResultOutcome,
  facts: {
    readonly state: MatchState;
    readonly tournamentState: TournamentState;
    readonly sanction: Facts | null;
    readonly fault: ResultFault | null;
  },
): DomainError | null {
  switch (outcome) {
    case 'invalid_result':
      return refuse('invalid_request', facts.fault === null ? {} : faultFacts[facts.fault]);
    case 'sanctioned':
      return refuse('sanctioned', facts.sanction ?? {});
    case 'draw_not_allowed':
    case 'own_report':
    case 'conflict_of_interest':
      return refuse(outcome);
    case 'score_differs':
      return refuse('state_conflict', {
        state: facts.state,
        reason: 'the result differs from the one reported; to disagree, report yours',
      });
    case 'closed':
      return refuse('match_not_open', closedFacts(facts.tournamentState, facts.state));
    default:
      return null;
  }
}

/** Why a match takes no result now. */
export function closedFacts(tournament: TournamentState, state: MatchState): Facts {
  const reason = tournament === 'live' ? closedReasons[state] : `the tournament is ${tournament}`;
  return { state, tournament, reason };
}

const closedReasons: Readonly<Record<MatchState, string>> = {
  scheduled: 'an entrant of the match is not known yet',
  check_in: 'the match waits for its check-in',
  ready: 'nothing was reported yet',
  live: 'nothing was reported yet',
  pending_result: 'a result was reported',
  completed: 'the match is completed; the organizer may correct it',
  disputed: 'the result is disputed; the organizer decides',
  cancelled: 'the match was cancelled',
};

export const faultFacts: Readonly<Record<ResultFault, Facts>> = {
  slot_count: { field: 'scores', reason: 'every list needs one value per slot of the match' },
  vacant_slot: { field: 'scores', reason: 'a vacant slot has the score 0 and no place' },
  places: { field: 'places', reason: 'places do not contradict scores; each counts the better ones, from 1' },
  game_places: {
    field: 'games',
    reason:
      'games of a lobby with a table of points have places, those of a match of two none; each counts the better ones',
  },
  too_many_games: { field: 'games', reason: 'more games than the stage allows' },
  games_won: { field: 'scores', reason: 'with games given, the scores are the games won' },
  games_points: { field: 'scores', reason: 'with games given, the scores are the points of the games' },
  games_sum: { field: 'scores', reason: 'with games given, the scores are the sums of the games' },
  not_best_of: { field: 'scores', reason: 'not a final score in the best of so many games' },
};
