// Who may do what with stored objects.

import { type Actor, hasRole } from '../core/actor.ts';

export function mayMoveObjects(actor: Actor): boolean {
  return hasRole(actor, 'admin');
}
