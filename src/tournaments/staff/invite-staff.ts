// Use case: the organizer invites somebody as staff. The invitation gives no right until it is accepted.

import type { Actor } from '../../core/actor.ts';
import { invariant, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { limitReached } from '../../core/limits.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { lockTournament } from '../lock-tournament.ts';
import { recordStaffChange } from './record-staff-change.ts';
import { type StaffRole, staffMax } from './staff.ts';
import { countStaff, findStaff, insertInvitation, type NamedStaff } from './staff-store.ts';

export interface Invitation {
  readonly tournamentId: Id<'tournament'>;
  readonly playerId: Id<'player'>;
  readonly role: StaffRole;
}

/** @throws DomainError not_found, forbidden, state_conflict: is staff already, or runs the tournament; limit_reached. */
export function inviteStaff(ports: Ports, actor: Actor, invitation: Invitation): Promise<NamedStaff> {
  const { tournamentId, playerId, role } = invitation;
  return runAct(ports, async (sql) => {
    const { organizerId } = await lockTournament(sql, actor, tournamentId, { act: 'own' });
    if (playerId === organizerId) throw refuse('state_conflict', { reason: 'is the organizer of this tournament' });
    const known = await findStaff(sql, tournamentId, playerId);
    if (known !== null) throw refuse('state_conflict', { role: known.role, state: known.state });
    if ((await countStaff(sql, tournamentId)) >= staffMax) throw limitReached('staff', staffMax);
    await insertInvitation(sql, { ...invitation, invitedBy: actor.playerId, invitedAt: ports.clock() });
    const event = await recordStaffChange(sql, ports, actor, { ...invitation, act: 'invited', state: 'invited', role });
    const outcome = await findStaff(sql, tournamentId, playerId);
    invariant(outcome !== null, 'it was inserted');
    return { outcome, events: [event] };
  });
}
