// Identifies the caller of a request before its token is verified. Good enough to send a caller to one shard, and for nothing else: never
// trust it.

import { idPattern } from '../core/id.ts';

export interface Caller {
  /** The subject of the token, else the client address from the header that the platform sets, else null. */
  readonly key: string | null;
  /** Issuer and subject, where the subject is no player id: then only the backend knows which player it is. */
  readonly mapped: string | null;
}

export function callerOf(headers: Headers, addressHeader: string): Caller {
  const payload = /^Bearer [^.]+\.([\w-]+)\./i.exec(headers.get('authorization') ?? '')?.[1];
  const claims = payload === undefined ? null : readClaims(payload);
  if (claims === null) return { key: headers.get(addressHeader), mapped: null };
  const { sub, iss } = claims;
  return { key: sub, mapped: idPattern('player').test(sub) ? null : JSON.stringify([iss, sub]) };
}

function readClaims(payload: string): { readonly sub: string; readonly iss: unknown } | null {
  try {
    const { sub, iss } = JSON.parse(atob(payload.replace(/-/g, '+').replace(/_/g, '/'))) as Record<string, unknown>;
    return typeof sub === 'string' ? { sub, iss } : null;
  } catch {
    return null;
  }
}
