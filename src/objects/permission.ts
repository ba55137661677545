// Who may start and read runs over stored objects.

import { type Actor, hasRole } from '../core/actor.ts';

export function mayMoveObjects(actor: Actor): boolean {
  return hasRole(actor, 'admin');
}
