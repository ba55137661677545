// Use cases: an invited person accepts; somebody declines, leaves or is removed. A person accepts only for themselves.

import type { Actor } from '../../core/actor.ts';
import { invariant, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Sql } from '../../db/client.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { lockTournament } from '../lock-tournament.ts';
import { lockRow } from '../store.ts';
import { recordStaffChange } from './record-staff-change.ts';
import { acceptInvitation, deleteStaff, findStaff, type NamedStaff } from './staff-store.ts';

export interface StaffKey {
  readonly tournamentId: Id<'tournament'>;
  readonly playerId: Id<'player'>;
}

/** @throws DomainError forbidden. */
export function refuseUnlessSelf(actor: Actor, playerId: Id<'player'>): void {
  if (actor.playerId !== playerId) throw refuse('forbidden', { needs: 'the invited person' });
}

/** Repeated, it changes nothing. @throws DomainError not_found, forbidden, sanctioned. */
export function acceptStaffRole(ports: Ports, actor: Actor, { tournamentId, playerId }: StaffKey): Promise<NamedStaff> {
  refuseUnlessSelf(actor, playerId);
  return runAct(ports, async (sql) => {
    const member = await lockMember(sql, { tournamentId, playerId });
    if (member.state === 'active') return { outcome: member };
    const sanction = await acceptInvitation(sql, tournamentId, playerId, ports.clock());
    if (sanction !== null) throw refuse('sanctioned', sanction);
    const change = { tournamentId, playerId, role: member.role, act: 'accepted', state: 'active' } as const;
    const event = await recordStaffChange(sql, ports, actor, change);
    const outcome = await findStaff(sql, tournamentId, playerId);
    invariant(outcome !== null, 'the tournament is locked');
    return { outcome, events: [event] };
  });
}

/** Without a role the rights end at once: acts that wait for the tournament are judged afterwards. @throws DomainError not_found, forbidden. */
export function endStaffRole(ports: Ports, actor: Actor, { tournamentId, playerId }: StaffKey): Promise<null> {
  const isSelf = actor.playerId === playerId;
  return runAct(ports, async (sql) => {
    if (!isSelf) await lockTournament(sql, actor, tournamentId, { act: 'own' });
    const { role } = await lockMember(sql, { tournamentId, playerId });
    await deleteStaff(sql, tournamentId, playerId);
    const change = { tournamentId, playerId, role, act: isSelf ? 'left' : 'removed', state: 'ended' } as const;
    return { outcome: null, events: [await recordStaffChange(sql, ports, actor, change)] };
  });
}

async function lockMember(sql: Sql, { tournamentId, playerId }: StaffKey): Promise<NamedStaff> {
  const member = (await lockRow(sql, tournamentId)) === null ? null : await findStaff(sql, tournamentId, playerId);
  if (member === null) throw refuse('not_found', { kind: 'staff' });
  return member;
}
