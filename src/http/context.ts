// What every route is given: the services that its domain names, who asks, and the id of the request.

import type { Context } from 'hono';
import type { Actor } from '../core/actor.ts';

/** From a bearer token to who it speaks for. @throws DomainError unauthenticated, identity_not_linked. */
export type Verifier = (token: string) => Promise<Actor>;

/** `Services` is what a domain's routes need: its ports, and little else. */
export interface ApiEnv<Services = unknown> {
  Bindings: { services: Services & { readonly verifyToken: Verifier } };
  Variables: { requestId: string; actor: Actor | null };
}

export type ApiContext<Services = unknown> = Context<ApiEnv<Services>>;
