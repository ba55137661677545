// What is said about a score, and what a match becomes by it. The statement in store.ts decides; this names the outcomes.

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
export const resultKinds = ['report', 'confirm', 'decision'] as const;
export type ResultKind = (typeof resultKinds)[number];

export const scoreMax = 10_000;

export interface Score {
  readonly scoreA: number;
  readonly scoreB: number;
}

/** What the statement made of it: the first six changed or kept the match, the others refused. A reporter may correct until it is confirmed. */
export type ResultOutcome =
  | 'reported'
  | 'corrected'
  | 'confirmed'
  | 'disputed'
  | 'decided'
  | 'repeated'
  | 'not_a_participant'
  | 'own_report'
  | 'score_differs'
  | 'closed';

export function isDraw(score: Score): boolean {
  return score.scoreA === score.scoreB;
}

/** null when the outcome is no refusal. */
export function refusalFor(outcome: ResultOutcome, facts: { state: MatchState }): DomainError | null {
  switch (outcome) {
    case 'not_a_participant':
      return refuse('not_a_participant');
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
