// The score of a match while it is played: whether it is possible, and who may say it. The functions tournament_score_fault and
// tournament_judge_score in scores.sql decide alike.

import type { Id } from '../../../core/id.ts';
import type { StaffRole } from '../../staff/staff.ts';
import type { Game } from '../../stages/match.ts';
import type { TournamentState } from '../../tournament.ts';
import type { MatchState } from '../result.ts';
import { isSame, type ResultFault, type ResultRules } from '../result-fault.ts';
import { staffRefusal } from '../staff/staff.ts';

/** One value per slot. */
export interface Score {
  readonly scores: readonly number[];
  /** The last one is being played. Empty where only the score of the match is said. */
  readonly games: readonly Pick<Game, 'scores'>[];
}

export const scoreOutcomes = [
  'updated',
  'unchanged',
  'not_a_participant',
  'conflict_of_interest',
  'sanctioned',
  'invalid_result',
  'closed',
] as const;
export type ScoreOutcome = (typeof scoreOutcomes)[number];

export interface ScoreFacts extends Pick<ResultRules, 'isVacant' | 'scoring' | 'bestOf'> {
  readonly tournamentState: TournamentState;
  readonly matchState: MatchState;
  readonly organizerId: Id<'player'>;
  /** Of the actor among the staff; null: none. */
  readonly role: StaffRole | null;
  /** The player of each slot; for a team, its captain. */
  readonly entrants: readonly (Id<'player'> | null)[];
  /** Whether the actor is an entrant of the tournament, or on the roster of one. */
  readonly isEntered: boolean;
  readonly isSanctioned: boolean;
  /** As it was said last; null: not yet. */
  readonly shown: Score | null;
}

export interface ScoreAct extends Score {
  readonly actorId: Id<'player'>;
  readonly isAdmin: boolean;
}

/** Games that are being played bring nothing yet, so scores need not follow from them. */
export function scoreFault(
  { isVacant, scoring, bestOf }: Pick<ScoreFacts, 'isVacant' | 'scoring' | 'bestOf'>,
  { scores, games }: Score,
): ResultFault | null {
  const lines = [scores, ...games.map((game) => game.scores)];
  if (lines.some((line) => line.length !== isVacant.length)) return 'slot_count';
  if (lines.some((line) => line.some((score, slot) => isVacant[slot] === true && score !== 0))) return 'vacant_slot';
  if (bestOf === null) return null;
  if (games.length > bestOf) return 'too_many_games';
  return scoring === 'wins' && Math.max(...scores) * 2 > bestOf + 1 ? 'not_best_of' : null;
}

export function judgeScore(facts: ScoreFacts, act: ScoreAct): ScoreOutcome {
  const isEntrant = facts.entrants.includes(act.actorId);
  const refused = isEntrant ? null : staffRefusal({ ...facts, ...act });
  if (refused === 'forbidden') return 'not_a_participant';
  if (refused !== null) return refused;
  if (isEntrant && facts.isSanctioned) return 'sanctioned';
  if (scoreFault(facts, act) !== null) return 'invalid_result';
  if (facts.tournamentState !== 'live' || !playable.includes(facts.matchState)) return 'closed';
  return facts.matchState === 'live' && facts.shown !== null && isSameScore(facts.shown, act) ? 'unchanged' : 'updated';
}

const playable: readonly MatchState[] = ['ready', 'live'];

const isSameScore = (one: Score, other: Score) =>
  isSame(one.scores, other.scores) &&
  one.games.length === other.games.length &&
  one.games.every((game, index) => isSame(game.scores, other.games[index]?.scores ?? []));
