// Cross-origin access from browsers (Fetch standard, CORS protocol). Decided at the edge: preflights never reach the backend.
// Laurel uses no cookies. Therefore it is enough that other origins cannot read the responses.

import type { Context, MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { refuse } from '../../core/errors.ts';
import type { OriginList } from './origins.ts';

const exposeHeaders = [
  'Location',
  'Link',
  'Deprecation',
  'Sunset',
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

/** In seconds. Chromium caches the response to a preflight for two hours at most. */
const maxAge = 7200;

/** Verification by code and by file is open to every origin. It reads no token. */
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
const denied = cors({ origin: () => null, allowMethods: [], maxAge });

/** `ownOrigin`, the origin of Laurel's pages, is always allowed. So is the origin that the request was sent to. */
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
    return isPreflight(c) ? denied(c, next) : next();
  };
}

/**
 * The headers do not depend on the Origin, so that every cache may store these responses. They are set on the response
 * itself: Hono's middleware would copy it, and the body of the copy is a stream.
 */
const verify: MiddlewareHandler = async (c, next) => {
  if (isPreflight(c)) return verification(c, next);
  await next();
  // A response of the backend has a request id already. Its headers are immutable.
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

/** For a preflight, the requested method counts. */
function isRead(c: Context): boolean {
  return ['GET', 'HEAD'].includes(c.req.header('access-control-request-method') ?? c.req.method);
}
