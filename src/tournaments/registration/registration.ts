// A registration and its states.

import type { Id } from '../../core/id.ts';
import { type Instant, toInstant } from '../../core/instant.ts';
import type { EntrantProfile } from '../entrants/profile.ts';
import type { WaitlistPlace } from '../waitlist/waitlist.ts';

export const registrationStates = [
  'pending',
  'confirmed',
  'waitlisted',
  'rejected',
  'cancelled',
  'no_show',
  'withdrawn',
  'disqualified',
] as const;
export type RegistrationState = (typeof registrationStates)[number];

/** States that count as registered. */
export const activeStates: readonly RegistrationState[] = ['pending', 'confirmed', 'waitlisted'];

/** States of entrants who have left the running tournament. */
export const leftStates: readonly RegistrationState[] = ['withdrawn', 'disqualified'];

/** Languages of certificates. */
export const entrantLanguages = ['en', 'bn'] as const;
export type EntrantLanguage = (typeof entrantLanguages)[number];

export interface Registration extends EntrantProfile {
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
  /** null unless waitlisted. */
  readonly waitlist: WaitlistPlace | null;
  /** null: not checked in. */
  readonly checkedInAt: Instant | null;
  /** Entered by staff, and no player has claimed the entry. */
  readonly isGuest: boolean;
  readonly createdAt: Instant;
}

/** A row of tournament_registration as `to_jsonb` returns it, and its place on the waitlist. */
export interface RegistrationJson extends EntrantProfile {
  readonly id: Id<'registration'>;
  readonly tournament_id: Id<'tournament'>;
  readonly player_id: Id<'player'>;
  readonly team_id: Id<'team'> | null;
  readonly display_name: string;
  readonly printed_name: string | null;
  readonly language: EntrantLanguage;
  readonly state: RegistrationState;
  readonly seed: number | null;
  readonly waitlist_number: number | null;
  readonly waitlist: WaitlistPlace | null;
  readonly checked_in_at: string | null;
  readonly created_at: string;
}

export function toRegistration(row: RegistrationJson): Registration {
  return {
    id: row.id,
    tournamentId: row.tournament_id,
    playerId: row.player_id,
    teamId: row.team_id,
    displayName: row.display_name,
    printedName: row.printed_name,
    language: row.language,
    club: row.club,
    country: row.country,
    rating: row.rating,
    seed: row.seed,
    waitlist: row.waitlist,
    checkedInAt: row.checked_in_at === null ? null : toInstant(row.checked_in_at),
    // Whoever registers has an account.
    isGuest: false,
    createdAt: toInstant(row.created_at),
    state: row.state,
  };
}
