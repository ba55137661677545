// Who may act as staff of a tournament: decide and correct results, record forfeits, disqualify. The function tournament_staff_refusal in
// forfeits.sql decides alike.

import type { Id } from '../../core/id.ts';

export interface StaffFacts {
  readonly actorId: Id<'player'>;
  readonly isAdmin: boolean;
  readonly organizerId: Id<'player'>;
  /** Whether the actor is an entrant of the tournament, or on the roster of one. */
  readonly isEntered: boolean;
}

export type StaffRefusal = 'forbidden' | 'conflict_of_interest';

/** null: may act. Who plays in the tournament does not act as its staff, not even as an administrator. */
export function staffRefusal({ actorId, isAdmin, organizerId, isEntered }: StaffFacts): StaffRefusal | null {
  if (!isAdmin && actorId !== organizerId) return 'forbidden';
  return isEntered ? 'conflict_of_interest' : null;
}
