// Who may act on teams. A member owns its membership, the captain the whole team.

import type { Actor } from '../core/actor.ts';
import type { Id } from '../core/id.ts';
import { everybody, only } from '../http/permission.ts';
import type { Team } from './team.ts';

export const teamPermissions = {
  form: only('team.form', 'player'),
  read: everybody('team.read'),
  readOwn: only('team.read_own', 'player'),
  join: only('team.join', 'player'),
  handOver: only('team.hand_over', 'owner'),
  removeMember: only('team.removeMember', 'owner'),
} as const;

export function mayHandOver(actor: Actor, { captainId }: Pick<Team, 'captainId'>): boolean {
  return actor.playerId === captainId;
}

export function mayRemoveMember(actor: Actor, { captainId }: Pick<Team, 'captainId'>, memberId: Id<'player'>): boolean {
  return [memberId, captainId].includes(actor.playerId);
}
