// Part of the use cases that change a registration: the ids that a change needs, and what its row means for the request.

import { type Actor, hasRole } from '../../core/actor.ts';
import type { Id } from '../../core/id.ts';
import { settleClaim } from '../../idempotency/settle-claim.ts';
import { toEvent } from '../../outbox/append.ts';
import type { Ports } from '../../outbox/ports.ts';
import type { Change, Changed, ChangeRow } from './change-store.ts';
import { explainChangeRefusal } from './registration-change.ts';

export function newChange(ports: Ports, actor: Actor, id: Id<'registration'>, reason?: string): Change {
  return {
    registrationId: id,
    actorId: actor.playerId,
    isAdmin: hasRole(actor, 'admin'),
    reason: reason ?? null,
    now: ports.clock(),
    eventId: ports.newId('event'),
    auditId: ports.newId('audit'),
    transferId: ports.newId('transfer'),
    legIds: [ports.newId('transaction'), ports.newId('transaction')],
  };
}

/** `needs` says who may do it. @throws DomainError of a refusal (registration-change.ts). */
export function finishChange(ports: Ports, row: ChangeRow, needs: string): Changed {
  settleClaim(ports.claim, row);
  ports.publish(row.events.map(toEvent));
  switch (row.verdict) {
    case 'done':
    case 'repeated':
      return row.outcome;
    default:
      throw explainChangeRefusal(row.verdict, row.outcome ?? {}, needs);
  }
}
