// One line of the log per request: ids, names of kinds and numbers, no personal data. The path is the route's pattern.

import type { Actor } from '../../core/actor.ts';

export interface RequestLog {
  readonly route: string;
  readonly status: number;
  readonly ms: number;
  readonly requestId: string;
  readonly actor: Actor | null;
  readonly trace: string | null;
}

/** The trace id of a `traceparent` header (W3C Trace Context §3.2). */
export function traceIdOf(header: string | null | undefined): string | null {
  if (header === null || header === undefined) return null;
  const id = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(header)?.[1];
  return id === undefined || /^0+$/.test(id) ? null : id;
}

export function logRequest({ route, status, ms, requestId, actor, trace }: RequestLog): void {
  const line = { level: 'info', route, status, ms, requestId, actor: actor?.playerId ?? null };
  console.log(JSON.stringify(trace === null ? line : { ...line, trace }));
}
