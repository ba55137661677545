// Sets the actor of a request from its bearer token (RFC 6750), which is a JWT or an API key. tokens/verify-token.ts decides whether a JWT
// is valid, the domain of keys whether a key is.

import type { Context, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { Actor } from '../core/actor.ts';
import { refuse } from '../core/errors.ts';
import { isApiKeyText } from './api-keys/key-text.ts';
import type { ApiEnv } from './context.ts';

/**
 * An invalid token is refused even by routes that need no token. Every route that changes state requires one; this runs before the path,
 * key or body is read.
 */
export const authenticate: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const header = c.req.header('authorization');
  if (header !== undefined) {
    const { services } = c.env;
    const token = readBearer(header);
    c.set('actor', await (isApiKeyText(token) ? services.verifyApiKey(token) : services.verifyToken(token)));
    return next();
  }
  c.set('actor', null);
  const isRead = c.req.method === 'GET' || c.req.method === 'HEAD';
  // If no route matches, the router answers 404 or 405.
  if (!isRead && matchedRoutes(c).some(({ method }) => method !== 'ALL')) actorOf(c);
  return next();
};

/** The token of an Authorization header. @throws DomainError unauthenticated. */
export function readBearer(authorization: string): string {
  const token = /^Bearer ([A-Za-z0-9._-]+)$/i.exec(authorization)?.[1];
  if (token === undefined) throw refuse('unauthenticated', { reason: 'not a bearer token' });
  return token;
}

/** @throws DomainError unauthenticated for anonymous requests. */
export function actorOf(c: Context): Actor {
  const actor: Actor | null = c.get('actor');
  if (actor === null) throw refuse('unauthenticated');
  return actor;
}
