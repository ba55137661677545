// The Hono environment of every route: services of the domain, actor and request id.

import type { Actor, Role } from '../core/actor.ts';
import type { Id } from '../core/id.ts';

/** Verifies a bearer token and returns its actor, with the roles of the token. @throws DomainError unauthenticated. */
export type Verifier = (token: string) => Promise<Actor>;

/** Finds who made an API key. @throws DomainError unauthenticated. */
export type ApiKeyVerifier = (key: string) => Promise<Actor>;

/** The roles granted in Laurel. A read may use a cached answer; an act must not. */
export type GrantedRoles = (player: Id<'player'>, options: { readonly isFresh: boolean }) => Promise<ReadonlySet<Role>>;

/** Of the answer, in lower case. They are collected here and set at once: in workerd a call of `Headers` costs more than a field. */
export type AnswerHeaders = Record<string, string>;

/** `Services` holds what the routes of a domain need. */
export interface ApiEnv<Services = unknown> {
  Bindings: {
    services: Services & {
      readonly verifyToken: Verifier;
      readonly verifyApiKey: ApiKeyVerifier;
      readonly grantedRoles: GrantedRoles;
    };
  };
  Variables: { requestId: string; actor: Actor | null; headers: AnswerHeaders };
}
