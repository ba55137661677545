// Cross-origin access from browsers (Fetch standard, CORS protocol), decided at the edge: preflights never reach the backend.
// Laurel uses no cookies, so an origin that is not allowed can read nothing; nothing else has to be refused to it.

import type { Context, MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { refuse } from '../core/errors.ts';
import type { OriginList } from './origins.ts';

const exposeHeaders = [
  'Location',
  'ETag',
  'X-Request-Id',
  'Retry-After',
  'RateLimit',
  'RateLimit-Policy',
  'Idempotency-Replayed',
  'Content-Disposition',
];
const readHeaders = ['Accept-Language', 'Cache-Control', 'If-None-Match', 'Range', 'X-Request-Id'];
const writeHeaders = ['Authorization', 'Content-Type', 'Idempotency-Key', 'If-Match', 'Last-Event-ID', 'Traceparent'];

/** Browsers keep a preflight's answer for two hours at most (Chromium's limit). */
const maxAge = 7200;

/** What anybody may embed and read: verification by code and by file. Reads no token. */
const verificationPath = /^\/(c|oembed|v1\/certificates\/verify-file|api\/tournaments\/certificates\/verify)(\/|$)/;

const verification = cors({
  origin: '*',
  allowMethods: ['GET', 'HEAD', 'POST'],
  allowHeaders: [...readHeaders, 'Content-Type'],
  exposeHeaders,
  maxAge,
});
const reads = cors({ origin: '*', allowMethods: ['GET', 'HEAD'], allowHeaders: readHeaders, exposeHeaders, maxAge });
const listed = cors({
  origin: (origin) => origin,
  allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  allowHeaders: [...readHeaders, ...writeHeaders],
  exposeHeaders,
  maxAge,
});
const nobody = cors({ origin: () => null, allowMethods: [], maxAge });

/** `ownOrigin` is where Laurel's own pages live: always allowed, as is the origin that the request was sent to. */
export function createCors(origins: OriginList, ownOrigin: string): MiddlewareHandler {
  const mayCall = (c: Context, origin: string) =>
    origins.isListed(origin) || origin === ownOrigin || origin === new URL(c.req.url).origin;

  return async (c, next) => {
    if (verificationPath.test(c.req.path)) return verify(c, next);
    const origin = c.req.header('origin');
    if (origin === undefined) return next();
    if (isUpgrade(c)) {
      if (!mayCall(c, origin) && !origins.isOpenForReads) throw refuse('origin_not_allowed', { origin });
      return next();
    }
    if (mayCall(c, origin)) return listed(c, next);
    if (origins.isOpenForReads && isRead(c)) return reads(c, next);
    return isPreflight(c) ? nobody(c, next) : next();
  };
}

/**
 * The same headers whoever asks, with an Origin or without: any cache may hold these answers. They are set on the answer
 * itself: Hono's middleware would copy each one, whose body then is a stream.
 */
const verify: MiddlewareHandler = async (c, next) => {
  if (isPreflight(c)) return verification(c, next);
  await next();
  // What the backend answered has its id already, and headers that cannot be changed.
  if (c.res.headers.has('x-request-id')) c.res = new Response(c.res.body, c.res);
  c.res.headers.set('access-control-allow-origin', '*');
  c.res.headers.set('access-control-expose-headers', exposeHeaders.join(','));
};

function isUpgrade(c: Context): boolean {
  return c.req.header('upgrade')?.toLowerCase() === 'websocket';
}

function isPreflight(c: Context): boolean {
  return c.req.method === 'OPTIONS' && c.req.header('access-control-request-method') !== undefined;
}

/** Of a preflight, the method that it asks for. */
function isRead(c: Context): boolean {
  return ['GET', 'HEAD'].includes(c.req.header('access-control-request-method') ?? c.req.method);
}
