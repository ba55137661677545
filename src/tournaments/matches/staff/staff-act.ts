// Part of the use cases of staff on matches: the ids that an act needs.

import { type Actor, hasRole } from '../../../core/actor.ts';
import type { Id } from '../../../core/id.ts';
import type { Ports } from '../../../outbox/ports.ts';
import type { StaffAct } from './staff-store.ts';

export function newStaffAct({ clock, newId, claim }: Ports, actor: Actor, matchId: Id<'match'>): StaffAct {
  return {
    matchId,
    actorId: actor.playerId,
    isAdmin: hasRole(actor, 'admin'),
    resultId: newId('result'),
    eventId: newId('event'),
    auditId: newId('audit'),
    claim,
    now: clock(),
  };
}
