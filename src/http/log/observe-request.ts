// After each request: one line of the log and one value of the histogram. The label is the route's pattern, so that the number of series
// is bounded.

import type { Context, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { Actor } from '../../core/actor.ts';
import { logRequest, traceIdOf } from './log-request.ts';

export interface ObservedRequest {
  /** Method and pattern. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

export interface RequestObserver {
  readonly logsRequests: boolean;
  readonly observeRequest: (request: ObservedRequest) => void;
}

/** `isForwarded`: another app observes the request. */
export function observeRequests(
  observerOf: (c: Context) => RequestObserver,
  isForwarded: (path: string) => boolean = () => false,
): MiddlewareHandler {
  return async (c, next) => {
    const startedMs = Date.now();
    // Read first: an upgraded request has no headers any more.
    const [method, path, trace] = [c.req.method, c.req.path, traceIdOf(c.req.header('traceparent'))];
    await next();
    const pattern = patternOf(c);
    if (pattern === '*' && isForwarded(path)) return;
    const ms = Date.now() - startedMs;
    const { status } = c.res;
    const route = `${method} ${pattern}`;
    const { logsRequests, observeRequest } = observerOf(c);
    observeRequest({ route, status, seconds: ms / 1000 });
    if (!logsRequests) return;
    const requestId = c.res.headers.get('x-request-id') ?? '';
    const actor: Actor | null = c.get('actor') ?? null;
    logRequest({ route, status, ms, requestId, actor, trace });
  };
}

/** The pattern of the handler; `*` if none matched. */
function patternOf(c: Context): string {
  return matchedRoutes(c).findLast(({ method }) => method !== 'ALL')?.path ?? '*';
}
