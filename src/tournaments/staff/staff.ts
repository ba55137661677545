// Staff of a tournament: their roles and the states of a membership. What each role may do is in ../permission.ts.

import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';

/** A person has one role in a tournament. */
export const staffRoles = ['co_organizer', 'referee', 'check_in', 'caster'] as const;
export type StaffRole = (typeof staffRoles)[number];

/** Invited: the person has not answered yet, and has no right. */
export const staffStates = ['invited', 'active'] as const;
export type StaffState = (typeof staffStates)[number];

/** Invited and active staff of one tournament together. */
export const staffMax = 200;

export interface StaffMember {
  readonly tournamentId: Id<'tournament'>;
  readonly playerId: Id<'player'>;
  readonly role: StaffRole;
  readonly state: StaffState;
  readonly invitedBy: Id<'player'>;
  readonly invitedAt: Instant;
  /** null while invited. */
  readonly acceptedAt: Instant | null;
}
