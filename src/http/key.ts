// The Idempotency-Key of a request. The act claims it in its own transaction.

import type { Context } from 'hono';
import type { Actor } from '../core/actor.ts';
import { refuse } from '../core/errors.ts';
import { sha256Hex } from '../core/hex.ts';
import { idempotencyKeyLengthMax } from '../core/limits.ts';

/** The longest path of a route with a key has about 100 characters. An index entry has at most 2,704 bytes. */
const pathLengthMax = 300;

export interface KeyOfRequest {
  /** Caller, method and path: keys of different callers and routes are independent. */
  readonly scope: string;
  readonly key: string;
  /** SHA-256 of the body. */
  readonly fingerprint: string;
  /** Marks the answer as a repetition. */
  readonly markReplayed: () => void;
}

/**
 * A header that is sent twice arrives as one value with a comma (RFC 9110 §5.3). Therefore a key must not contain a comma.
 * @throws DomainError idempotency_key_required if the header is missing, empty, too long, or sent twice.
 */
export async function claimKey(c: Context): Promise<KeyOfRequest> {
  const key = c.req.header('idempotency-key') ?? '';
  if (key.length < 1 || key.length > idempotencyKeyLengthMax) throw refuse('idempotency_key_required');
  if (key.includes(','))
    throw refuse('idempotency_key_required', { reason: 'send one header whose value has no comma' });
  // The path as sent. A decoded path may contain characters that the database cannot store.
  const { pathname } = new URL(c.req.url);
  if (pathname.length > pathLengthMax) throw refuse('not_found');
  const scope = `${(c.get('actor') as Actor | null)?.playerId ?? 'anonymous'} ${c.req.method} ${pathname}`;
  const fingerprint = await sha256Hex(new Uint8Array(await c.req.arrayBuffer()));
  return { scope, key, fingerprint, markReplayed: () => c.header('idempotency-replayed', 'true') };
}
