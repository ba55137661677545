// When staff may correct a completed match. The function tournament_correct_result in corrections.sql decides alike.

import { type DomainError, refuse } from '../../../core/errors.ts';
import type { Id } from '../../../core/id.ts';
import { needsFor } from '../../permission.ts';
import type { StageLifeState } from '../../stages/stage.ts';
import type { TournamentState } from '../../tournament.ts';
import { allPlaces, faultFacts, isUnwantedTie, type MatchState } from '../result.ts';
import { type ReportedResult, type ResultFault, type ResultRules, resultFault } from '../result-fault.ts';
import { type StaffFacts, staffRefusal } from '../staff/staff.ts';

/** The first two were accepted; `previewed` changed nothing. */
export const correctionOutcomes = [
  'corrected',
  'previewed',
  'forbidden',
  'conflict_of_interest',
  'invalid_result',
  'draw_not_allowed',
  'tournament_closed',
  'stage_closed',
  'not_completed',
  'no_opponent',
  'matches_affected',
] as const;
export type CorrectionOutcome = (typeof correctionOutcomes)[number];

export interface CorrectionFacts extends StaffFacts, ResultRules {
  readonly tournamentState: TournamentState;
  readonly stageState: StageLifeState;
  readonly matchState: MatchState;
  readonly allowsDraws: boolean;
  /** The places that slots of other matches take their entrants from. */
  readonly followed: readonly number[];
  readonly entrantCount: number;
  /** Whether something was played or reported in a match that the correction resets. */
  readonly resetsResults: boolean;
}

export interface CorrectionAct extends ReportedResult {
  /** Resets played matches too. */
  readonly cascade: boolean;
  readonly dryRun: boolean;
}

/** A match that the correction resets: it has got other entrants, or is not due any more. */
export interface AffectedMatch {
  readonly matchId: Id<'match'>;
  /** Something of it was played or reported. */
  readonly hasResult: boolean;
}

export function judgeCorrection(facts: CorrectionFacts, act: CorrectionAct): CorrectionOutcome {
  const refused = staffRefusal(facts);
  if (refused !== null) return refused;
  if (resultFault(facts, act) !== null) return 'invalid_result';
  if (isUnwantedTie(facts, allPlaces(facts, act))) return 'draw_not_allowed';
  if (facts.tournamentState !== 'live') return 'tournament_closed';
  if (facts.stageState !== 'live') return 'stage_closed';
  if (facts.matchState !== 'completed') return 'not_completed';
  if (facts.entrantCount < 2) return 'no_opponent';
  if (act.dryRun) return 'previewed';
  return facts.resetsResults && !act.cascade ? 'matches_affected' : 'corrected';
}

export interface CorrectionStates {
  readonly state: MatchState;
  readonly tournamentState: TournamentState;
  readonly fault: ResultFault | null;
  readonly affected: readonly AffectedMatch[];
}

/** null when the correction was accepted. */
export function correctionRefusal(outcome: CorrectionOutcome, facts: CorrectionStates): DomainError | null {
  switch (outcome) {
    case 'forbidden':
      return refuse('forbidden', { needs: needsFor('referee') });
    case 'conflict_of_interest':
    case 'draw_not_allowed':
      return refuse(outcome);
    case 'invalid_result':
      return refuse('invalid_request', facts.fault === null ? {} : faultFacts[facts.fault]);
    case 'tournament_closed':
      return refuse('state_conflict', { tournament: facts.tournamentState, needs: ['live'] });
    case 'stage_closed':
      return refuse('state_conflict', { reason: 'the stage is completed' });
    case 'not_completed':
      return refuse('state_conflict', { state: facts.state, needs: ['completed'] });
    case 'no_opponent':
      return refuse('state_conflict', { reason: 'the match had fewer than two entrants' });
    case 'matches_affected':
      return refuse('matches_affected', { matches: facts.affected.map(({ matchId }) => matchId) });
    default:
      return null;
  }
}
