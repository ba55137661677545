// When an entrant of a completed tournament may be disqualified, and what the ranks are then.

import type { RegistrationState } from '../registration/registration.ts';
import { rankDisqualifiedLast } from '../stages/stage-ranking.ts';
import type { TournamentState } from '../tournament.ts';

export interface Placed<E> {
  readonly entrant: E;
  readonly rank: number;
  readonly decidedBy: string;
}

export interface LateDisqualificationFacts {
  readonly tournamentState: TournamentState;
  readonly registration: RegistrationState;
}

export const lateDisqualificationNeeds: readonly RegistrationState[] = ['confirmed', 'withdrawn'];

export type LateDisqualificationVerdict = 'done' | 'tournament_not_completed' | 'wrong_registration_state';

export function judgeLateDisqualification(facts: LateDisqualificationFacts): LateDisqualificationVerdict {
  const { tournamentState, registration } = facts;
  if (tournamentState !== 'completed' && tournamentState !== 'archived') return 'tournament_not_completed';
  return lateDisqualificationNeeds.includes(registration) ? 'done' : 'wrong_registration_state';
}

/** Those who were ranked after the disqualified move up; the disqualified share the last rank. What decided the other ranks stands. */
export function rankAfterDisqualification<E>(placed: readonly Placed<E>[], disqualified: readonly E[]): Placed<E>[] {
  const seeds = placed.map(({ rank }, index) => ({ entrant: index, rank, decidedBy: 'final' as const }));
  const out = placed.flatMap(({ entrant }, index) => (disqualified.includes(entrant) ? [index] : []));
  return rankDisqualifiedLast(seeds, out).map(({ entrant: index, rank }) => {
    const { entrant, decidedBy } = placed[index] as Placed<E>;
    return { entrant, rank, decidedBy: out.includes(index) ? 'disqualification' : decidedBy };
  });
}
