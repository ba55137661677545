// Who may act as staff of a tournament: decide and correct results, record forfeits, disqualify. The function tournament_staff_refusal in
// forfeits.sql decides alike.

import type { Id } from '../../../core/id.ts';
import { staffActs } from '../../permission.ts';
import type { StaffRole } from '../../staff/staff.ts';

export interface StaffFacts {
  readonly actorId: Id<'player'>;
  readonly isAdmin: boolean;
  readonly organizerId: Id<'player'>;
  /** Of the actor in this tournament; null: none. */
  readonly role: StaffRole | null;
  /** Whether the actor is an entrant of the tournament, or on the roster of one. */
  readonly isEntered: boolean;
}

export type StaffRefusal = 'forbidden' | 'conflict_of_interest';

/** null: may act. Who plays in the tournament does not act as its staff, not even as an administrator. */
export function staffRefusal({ actorId, isAdmin, organizerId, role, isEntered }: StaffFacts): StaffRefusal | null {
  const isReferee = role !== null && (staffActs.referee as readonly StaffRole[]).includes(role);
  if (!isAdmin && actorId !== organizerId && !isReferee) return 'forbidden';
  return isEntered ? 'conflict_of_interest' : null;
}
