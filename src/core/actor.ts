// The actor of a request: the player and roles of a verified token.

import type { Id } from './id.ts';
import type { Instant } from './instant.ts';

export const roles = ['player', 'organizer', 'moderator', 'finance', 'admin'] as const;
export type Role = (typeof roles)[number];

export interface Actor {
  readonly playerId: Id<'player'>;
  /** Of the token. */
  readonly issuer: string;
  /** The display name of the token, if any. It is the only personal data that Laurel stores. */
  readonly name: string | null;
  readonly roles: ReadonlySet<Role>;
  /** From then on the token is refused. */
  readonly tokenEndsAt?: Instant;
  /** The API key that the request came with. Then the player is who made the key, and the roles are those granted in Laurel. */
  readonly apiKey?: ApiKeyOfActor;
}

export interface ApiKeyOfActor {
  readonly id: Id<'apiKey'>;
  readonly scopes: readonly string[];
  /** Who gives references with the key; null: its creator. */
  readonly issuer: string | null;
}

/** What decides about the right to do something. */
export type Principal = Pick<Actor, 'playerId' | 'roles'>;

export function hasRole(actor: Pick<Actor, 'roles'>, role: Role): boolean {
  return actor.roles.has(role) || actor.roles.has('admin');
}
