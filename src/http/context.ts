// The Hono environment of every route: services of the domain, actor and request id.

import type { Context } from 'hono';
import type { Actor } from '../core/actor.ts';

/** Verifies a bearer token and returns its actor. @throws DomainError unauthenticated, identity_not_linked. */
export type Verifier = (token: string) => Promise<Actor>;

/** `Services` holds what the routes of a domain need. */
export interface ApiEnv<Services = unknown> {
  Bindings: { services: Services & { readonly verifyToken: Verifier } };
  Variables: { requestId: string; actor: Actor | null };
}

export type ApiContext<Services = unknown> = Context<ApiEnv<Services>>;
