// A registration, and the reasons for its refusal.

import { type DomainError, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { TournamentMode, TournamentState } from '../tournament.ts';

export const registrationStates = ['pending', 'confirmed', 'waitlisted', 'rejected', 'cancelled', 'no_show'] as const;
export type RegistrationState = (typeof registrationStates)[number];

/** States that count as registered. */
export const activeStates: readonly RegistrationState[] = ['pending', 'confirmed', 'waitlisted'];

/** Languages of certificates. */
export const entrantLanguages = ['en', 'bn'] as const;
export type EntrantLanguage = (typeof entrantLanguages)[number];

export interface Registration {
  readonly id: Id<'registration'>;
  readonly tournamentId: Id<'tournament'>;
  /** The entrant, or the captain of the team that entered. */
  readonly playerId: Id<'player'>;
  readonly teamId: Id<'team'> | null;
  readonly displayName: string;
  /** The name on certificates; null: the display name. */
  readonly printedName: string | null;
  readonly language: EntrantLanguage;
  readonly state: RegistrationState;
  readonly seed: number | null;
  readonly createdAt: Instant;
}

const entrantsOf: Readonly<Record<TournamentMode, string>> = { solo: 'single players', team: 'teams' };

/** Facts of a refusal, from the statement that refused. */
export interface RegistrationFacts {
  readonly state: TournamentState;
  readonly capacity: number;
  readonly registrationOpensAt: Instant | null;
  readonly registrationClosesAt: Instant | null;
  readonly mode: TournamentMode;
  /** Required number of players per team; null in solo tournaments. */
  readonly rosterSize: number | null;
  /** Requested players who are members of the team. */
  readonly rosterCount: number;
  /** The entrant and roster players who are already registered. */
  readonly registeredPlayers: readonly string[];
}

/** Opened by the organizer or by its opening time. */
function hasOpened({ state, registrationOpensAt }: RegistrationFacts, now: Instant): boolean {
  if (state === 'registration_open') return true;
  return state === 'published' && registrationOpensAt !== null && registrationOpensAt <= now;
}

/** Explains a refusal that the database has already decided. */
export function explainRefusal(facts: RegistrationFacts, now: Instant, isTeam = false): DomainError {
  if (isTeam !== (facts.mode === 'team')) {
    return refuse('invalid_request', { field: 'teamId', reason: `the tournament is for ${entrantsOf[facts.mode]}` });
  }
  if (facts.registeredPlayers.length > 0) return refuse('already_registered', { players: facts.registeredPlayers });
  if (!hasOpened(facts, now)) return refuse('registration_not_open', { state: facts.state });
  if (facts.registrationOpensAt !== null && now < facts.registrationOpensAt) {
    return refuse('registration_not_open', { opensAt: facts.registrationOpensAt });
  }
  if (facts.registrationClosesAt !== null && now >= facts.registrationClosesAt) {
    return refuse('registration_not_open', { closedAt: facts.registrationClosesAt });
  }
  if (isTeam && facts.rosterCount !== facts.rosterSize) {
    return refuse('roster_incomplete', { needs: facts.rosterSize, has: facts.rosterCount });
  }
  return refuse('tournament_full', { capacity: facts.capacity });
}
