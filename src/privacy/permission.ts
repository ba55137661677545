// Permissions on personal data.

import { type Actor, hasRole } from '../core/actor.ts';
import type { Id } from '../core/id.ts';
import { only } from '../http/permission.ts';

export const privacyPermissions = {
  export: only('privacy.export', 'player'),
  erase: only('privacy.erase', 'owner', 'admin'),
} as const;

export function mayErase(actor: Actor, player: Id<'player'>): boolean {
  return actor.playerId === player || hasRole(actor, 'admin');
}
