// Use case: a player, or an administrator, erases the player's personal data. Erasing again changes nothing. It spans domains, so it
// is above all of them; each erases its own part.

import type { Actor } from '../core/actor.ts';
import { refuse } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import type { Ports } from '../outbox/ports.ts';
import { mayErase } from './permission.ts';
import { erasePersonalData } from './store.ts';

/** @throws DomainError forbidden. */
export function refuseUnlessMayErase(actor: Actor, player: Id<'player'>): void {
  if (!mayErase(actor, player)) throw refuse('forbidden', { needs: 'this player' });
}

/** @throws DomainError forbidden. */
export async function erasePlayer(ports: Ports, actor: Actor, player: Id<'player'>): Promise<void> {
  refuseUnlessMayErase(actor, player);
  const erasure = { player, actor: actor.playerId, auditId: ports.newId('audit'), now: ports.clock() };
  await erasePersonalData(ports.db, erasure);
}
