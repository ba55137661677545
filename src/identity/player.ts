// A player as Laurel knows it: a display name, and the roles that were granted in Laurel.

import type { Role } from '../core/actor.ts';
import type { Id } from '../core/id.ts';
import type { Instant } from '../core/instant.ts';

export interface Player {
  readonly id: Id<'player'>;
  readonly displayName: string | null;
  readonly createdAt: Instant;
  readonly erasedAt: Instant | null;
}

/** Everybody is a player. */
export const grantableRoles = ['organizer', 'moderator', 'finance', 'admin'] as const satisfies readonly Role[];
export type GrantableRole = (typeof grantableRoles)[number];

export interface GrantedRole {
  readonly role: GrantableRole;
  /** null: by `npm run grant`. */
  readonly grantedBy: Id<'player'> | null;
  readonly grantedAt: Instant;
}

/** The issuer of subjects in tokens of `JWT_SECRET` that name no issuer. */
export const ownIssuer = 'urn:laurel:jwt-secret';
