// Who acts: the subject of a verified token, or nobody.

import type { Id } from './id.ts';

export const roles = ['player', 'organizer', 'moderator', 'finance', 'admin'] as const;
export type Role = (typeof roles)[number];

export interface Actor {
  readonly playerId: Id<'player'>;
  /** The display name the token carries, if any; the only personal datum Laurel stores. */
  readonly name: string | null;
  readonly roles: ReadonlySet<Role>;
}

export function hasRole(actor: Actor, role: Role): boolean {
  return actor.roles.has(role) || actor.roles.has('admin');
}
