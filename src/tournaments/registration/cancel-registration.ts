// Use case: before the start an entrant withdraws, or the organizer removes one. The fee is returned and the place becomes free. The
// player may register again: that is a new registration with a new fee.

import type { Actor } from '../../core/actor.ts';
import type { Id } from '../../core/id.ts';
import { refuseForOwed } from '../../economy/escrow/resolve-fees.ts';
import type { Ports } from '../../outbox/ports.ts';
import { needsFor } from '../permission.ts';
import { type Changed, cancel } from './change-store.ts';
import { finishChange, newChange } from './finish-change.ts';

/** @throws DomainError not_found, forbidden, state_conflict, wallet_frozen, escrow_short. Then the registration is unchanged. */
export async function cancelRegistration(
  ports: Ports,
  actor: Actor,
  id: Id<'registration'>,
  reason?: string,
): Promise<Changed> {
  const row = await cancel(ports.db, ports.claim, newChange(ports, actor, id, reason)).catch(refuseForOwed);
  return finishChange(ports, row, needsFor('enter', 'entrant'));
}
