// A player's place in a tournament, and why one is refused.

import { type DomainError, refuse } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import type { Instant } from '../core/instant.ts';
import type { TournamentState } from './tournament.ts';

export const registrationStates = ['pending', 'confirmed', 'waitlisted', 'rejected', 'cancelled', 'no_show'] as const;
export type RegistrationState = (typeof registrationStates)[number];

/** The language an entrant wants certificates in. */
export const entrantLanguages = ['en', 'bn'] as const;
export type EntrantLanguage = (typeof entrantLanguages)[number];

export interface Registration {
  readonly id: Id<'registration'>;
  readonly tournamentId: Id<'tournament'>;
  readonly playerId: Id<'player'>;
  readonly displayName: string;
  readonly language: EntrantLanguage;
  readonly state: RegistrationState;
  readonly seed: number | null;
  readonly createdAt: Instant;
}

/** What a registration is judged by, as the database saw it in the statement that turned it down. */
export interface RegistrationFacts {
  readonly state: TournamentState;
  readonly capacity: number;
  readonly registrationOpensAt: Instant | null;
  readonly registrationClosesAt: Instant | null;
  readonly isAlreadyIn: boolean;
}

/** Names the reason after the fact; the database has already decided. */
export function explainRefusal(facts: RegistrationFacts, now: Instant): DomainError {
  if (facts.isAlreadyIn) return refuse('already_registered');
  if (facts.state !== 'registration_open') return refuse('registration_not_open', { state: facts.state });
  if (facts.registrationOpensAt !== null && now < facts.registrationOpensAt) {
    return refuse('registration_not_open', { opensAt: facts.registrationOpensAt });
  }
  if (facts.registrationClosesAt !== null && now >= facts.registrationClosesAt) {
    return refuse('registration_not_open', { closedAt: facts.registrationClosesAt });
  }
  return refuse('tournament_full', { capacity: facts.capacity });
}

/**
 * Trims, joins runs of white space, and drops what would let a name lie about its direction or hide letters: control
 * characters, bidirectional controls, and invisible format characters other than the joiners Bengali needs. NFC.
 */
export function cleanDisplayName(name: string): string {
  return name
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cs}\p{Co}\p{Cn}]|(?![\u200c\u200d])\p{Cf}/gu, '')
    .trim();
}
