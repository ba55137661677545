// Permissions of moderation.

import { type Actor, hasRole } from '../core/actor.ts';
import { refuse } from '../core/errors.ts';
import { only } from '../http/permission.ts';

export const moderationPermissions = {
  readAudit: only('audit.read', 'moderator', 'admin'),
} as const;

export function mayReadAudit(actor: Actor): boolean {
  return hasRole(actor, 'moderator');
}

/** @throws DomainError forbidden. */
export function refuseUnlessMayReadAudit(actor: Actor): void {
  if (!mayReadAudit(actor)) throw refuse('forbidden', { needs: 'moderator' });
}
