// Who may start and read runs over stored objects.

import { type Actor, hasRole } from '../core/actor.ts';
import { refuse } from '../core/errors.ts';
import { only } from '../http/permission.ts';

export const objectPermissions = {
  move: only('object.move', 'admin'),
} as const;

export function mayMoveObjects(actor: Actor): boolean {
  return hasRole(actor, 'admin');
}

/** @throws DomainError forbidden. */
export function refuseUnlessMayMoveObjects(actor: Actor): void {
  if (!mayMoveObjects(actor)) throw refuse('forbidden', { needs: 'admin' });
}
