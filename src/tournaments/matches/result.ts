// Match states, kinds of results and their outcomes. The statement in match-store.ts decides the outcome.

import { type DomainError, refuse } from '../../core/errors.ts';

export const matchStates = [
  'scheduled',
  'check_in',
  'ready',
  'live',
  'pending_result',
  'completed',
  'disputed',
  'forfeit',
  'cancelled',
] as const;
export type MatchState = (typeof matchStates)[number];

/** A side reports; the other side confirms; the organizer decides. */
export type ResultKind = 'report' | 'confirm' | 'decision';

export const scoreMax = 10_000;

export interface Score {
  readonly scoreA: number;
  readonly scoreB: number;
}

/** The first six were accepted, the others refused. A reporter may correct a result until it is confirmed. */
export const resultOutcomes = [
  'reported',
  'corrected',
  'confirmed',
  'disputed',
  'decided',
  'repeated',
  'not_a_participant',
  'own_report',
  'score_differs',
  'closed',
] as const;
export type ResultOutcome = (typeof resultOutcomes)[number];

export function isDraw(score: Score): boolean {
  return score.scoreA === score.scoreB;
}

/** null when the result was accepted. */
export function refusalFor(outcome: ResultOutcome, facts: { state: MatchState }): DomainError | null {
  switch (outcome) {
    case 'own_report':
      return refuse('own_report');
    case 'score_differs':
      return refuse('state_conflict', { state: facts.state, reason: 'the score differs from the one reported' });
    case 'closed':
      return refuse('match_not_open', { state: facts.state });
    default:
      return null;
  }
}
