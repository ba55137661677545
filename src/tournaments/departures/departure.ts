// When an entrant may leave a running tournament: by itself, or because staff withdraw or disqualify it. The function tournament_leave in
// departures.sql decides alike.

import { type DomainError, type Facts, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { type StaffFacts, type StaffRefusal, staffRefusal } from '../matches/staff/staff.ts';
import { needsFor } from '../permission.ts';
import type { RegistrationState } from '../registration/registration.ts';
import type { TournamentState } from '../tournament.ts';

export type Departure = 'withdrawn' | 'disqualified';

export interface DepartureFacts extends StaffFacts {
  /** null: there is no such registration. */
  readonly registration: {
    readonly playerId: Id<'player'>;
    readonly state: RegistrationState;
    readonly tournamentState: TournamentState;
  } | null;
}

export type DepartureRefusal =
  | 'registration_not_found'
  | StaffRefusal
  | 'wrong_tournament_state'
  | 'wrong_registration_state';

export interface DepartureVerdict {
  readonly verdict: 'done' | DepartureRefusal;
  readonly facts: Facts;
}

/** The first step that applies is the refusal. An entrant, or the captain of a team, withdraws without being staff. */
export function judgeDeparture({ registration, ...staff }: DepartureFacts, to: Departure): DepartureVerdict {
  if (registration === null) return { verdict: 'registration_not_found', facts: {} };
  const isOwn = to === 'withdrawn' && staff.actorId === registration.playerId;
  const refused = isOwn ? null : staffRefusal(staff);
  if (refused !== null) return { verdict: refused, facts: {} };
  const { state, tournamentState } = registration;
  if (tournamentState !== 'live')
    return { verdict: 'wrong_tournament_state', facts: { state: tournamentState, needs: ['live'] } };
  const needs: readonly RegistrationState[] = to === 'disqualified' ? ['confirmed', 'withdrawn'] : ['confirmed'];
  if (!needs.includes(state)) return { verdict: 'wrong_registration_state', facts: { registration: state, needs } };
  return { verdict: 'done', facts: {} };
}

/** The refusal that callers see. */
export function explainDepartureRefusal(verdict: DepartureRefusal, facts: Facts, to: Departure): DomainError {
  switch (verdict) {
    case 'registration_not_found':
      return refuse('not_found', { kind: 'registration' });
    case 'forbidden':
      return refuse('forbidden', {
        needs: needsFor('referee', ...(to === 'withdrawn' ? ['entrant'] : [])),
      });
    case 'conflict_of_interest':
      return refuse('conflict_of_interest');
    default:
      return refuse('state_conflict', facts);
  }
}
