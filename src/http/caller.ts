// Identifies the caller of a request before its token is verified. Good enough to send a caller to one shard, and for nothing else: never
// trust it.

import { idPattern } from '../core/id.ts';
import { apiKeyName } from './api-keys/key-text.ts';

export interface Caller {
  /** The subject of the token, or the name of the API key, else the client address from the header that the platform sets, else null. */
  readonly key: string | null;
  /** Issuer and subject, where the subject is no player id: then only the backend knows which player it is. */
  readonly mapped: string | null;
}

export function callerOf(headers: Headers, addressHeader: string): Caller {
  const authorization = headers.get('authorization') ?? '';
  const apiKey = apiKeyName(authorization.replace(/^Bearer /i, ''));
  if (apiKey !== null) return { key: apiKey, mapped: null };
  const payload = /^Bearer [^.]+\.([\w-]+)\./i.exec(authorization)?.[1];
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
