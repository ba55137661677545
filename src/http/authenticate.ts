// Who asks: the actor of a request's bearer token (RFC 6750). What makes a token good is decided in verify-token.ts.

import type { Context, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { Actor } from '../core/actor.ts';
import { refuse } from '../core/errors.ts';
import type { ApiEnv } from './context.ts';

/** Sets the actor where a token is sent; a bad token is refused even where none is needed. */
export const authenticate: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const header = c.req.header('authorization');
  if (header === undefined) {
    c.set('actor', null);
  } else {
    c.set('actor', await c.env.services.verifyToken(readBearer(header)));
  }
  await next();
};

/** The token of an Authorization header. @throws DomainError unauthenticated. */
export function readBearer(authorization: string): string {
  const token = /^Bearer ([A-Za-z0-9._-]+)$/i.exec(authorization)?.[1];
  if (token === undefined) throw refuse('unauthenticated', { reason: 'not a bearer token' });
  return token;
}

/** Whatever changes something needs a token, and is asked for it before its path, key or body is read. */
export const authenticateWrites: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const isRead = c.req.method === 'GET' || c.req.method === 'HEAD';
  // An address that no route takes is for the router to answer.
  if (!isRead && matchedRoutes(c).some(({ method }) => method !== 'ALL')) actorOf(c);
  await next();
};

/** @throws DomainError unauthenticated for anonymous requests. */
export function actorOf(c: Context): Actor {
  const actor: Actor | null = c.get('actor');
  if (actor === null) throw refuse('unauthenticated');
  return actor;
}
