// Permissions on webhooks. An endpoint belongs to the player who made it; administrators see and change all of them.

import { hasRole, type Principal } from '../core/actor.ts';
import { refuse } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import { only } from '../http/permission.ts';
import type { Reach } from './endpoints/endpoint.ts';

export const webhookPermissions = {
  create: only('webhook.create', 'host', 'admin'),
  list: only('webhook.list', 'player'),
  run: only('webhook.run', 'owner', 'admin'),
} as const;

export function mayCreate(actor: Principal, reach: Reach): boolean {
  return hasRole(actor, reach === 'all' ? 'admin' : 'organizer');
}

/** @throws DomainError forbidden. */
export function refuseUnlessHost(actor: Principal): void {
  if (!mayCreate(actor, 'own')) throw refuse('forbidden', { needs: 'organizer' });
}

interface Owned {
  readonly ownerId: Id<'player'>;
  readonly reach: Reach;
}

/** An endpoint of all tournaments belongs to the administrators: who is none any more has lost it. */
export function mayRun(actor: Principal, { ownerId, reach }: Owned): boolean {
  return hasRole(actor, 'admin') || (reach === 'own' && actor.playerId === ownerId);
}
