// When staff may record that somebody does not play a match. The function tournament_settle_forfeit in forfeits.sql decides alike.

import { type DomainError, refuse } from '../../../core/errors.ts';
import { needsFor } from '../../permission.ts';
import type { TournamentState } from '../../tournament.ts';
import { closedFacts, decidable, type MatchState } from '../result.ts';
import { type StaffFacts, staffRefusal } from '../staff/staff.ts';

export const forfeitOutcomes = [
  'forfeited',
  'forbidden',
  'conflict_of_interest',
  'closed',
  'no_entrant',
  'others_play',
] as const;
export type ForfeitOutcome = (typeof forfeitOutcomes)[number];

export interface ForfeitFacts extends StaffFacts {
  readonly tournamentState: TournamentState;
  readonly matchState: MatchState;
  /** Whether each slot has an entrant. */
  readonly filled: readonly boolean[];
}

/** `absent` are slots, each once. */
export function judgeForfeit(facts: ForfeitFacts, absent: readonly number[]): ForfeitOutcome {
  const refused = staffRefusal(facts);
  if (refused !== null) return refused;
  if (facts.tournamentState !== 'live' || !decidable.includes(facts.matchState)) return 'closed';
  if (!absent.every((slot) => facts.filled[slot] === true)) return 'no_entrant';
  // A lobby is played without those who are absent: its result gives them no place.
  const present = facts.filled.filter((isFilled, slot) => isFilled && !absent.includes(slot));
  return present.length > 1 ? 'others_play' : 'forfeited';
}

export function forfeitRefusal(
  outcome: ForfeitOutcome,
  states: { readonly state: MatchState; readonly tournamentState: TournamentState },
): DomainError | null {
  switch (outcome) {
    case 'forfeited':
      return null;
    case 'forbidden':
      return refuse('forbidden', { needs: needsFor('referee') });
    case 'conflict_of_interest':
      return refuse('conflict_of_interest');
    case 'closed':
      return refuse('match_not_open', closedFacts(states.tournamentState, states.state));
    case 'no_entrant':
      return refuse('invalid_request', { field: 'absent', reason: 'names a slot that has no entrant' });
    case 'others_play':
      return refuse('state_conflict', {
        reason: 'two or more can play; decide the result with no place for who is absent',
      });
  }
}
