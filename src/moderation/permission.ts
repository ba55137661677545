// Permissions of moderation.

import { type Actor, hasRole } from '../core/actor.ts';

export function mayReadAudit(actor: Actor): boolean {
  return hasRole(actor, 'moderator');
}
