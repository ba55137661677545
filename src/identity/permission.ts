// Permissions on players and roles.

import { type Actor, hasRole } from '../core/actor.ts';
import { everybody, only } from '../http/permission.ts';

export const identityPermissions = {
  readOwn: only('identity.read_own', 'player'),
  changeOwn: only('identity.change_own', 'player'),
  readPlayer: everybody('identity.read_player'),
  readRoles: only('identity.read_roles', 'admin'),
  changeRoles: only('identity.change_roles', 'admin'),
} as const;

export function mayChangeRoles(actor: Actor): boolean {
  return hasRole(actor, 'admin');
}
