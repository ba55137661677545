// The Idempotency-Key of a request. The act claims it in its own transaction.

import type { Context } from 'hono';
import type { Actor } from '../core/actor.ts';
import { refuse } from '../core/errors.ts';
import { sha256Hex } from '../core/hex.ts';
import { idempotencyKeyLengthMax } from '../core/limits.ts';
import type { AnswerHeaders } from './context.ts';

export interface KeyOfRequest {
  /** Caller, method, route and ids: keys of different callers, routes and resources are independent. */
  readonly scope: string;
  readonly key: string;
  /** SHA-256 of the body. */
  readonly fingerprint: string;
  /** Marks the answer as a repetition. */
  readonly markReplayed: () => void;
}

/**
 * A header that is sent twice arrives as one value with a comma (RFC 9110 §5.3). Therefore a key must not contain a comma.
 * `resource` is the route with its ids, not the path as sent: a path has many spellings with percent signs.
 * @throws DomainError idempotency_key_required if the header is missing, empty, too long, or sent twice.
 */
export async function claimKey(c: Context, resource: string): Promise<KeyOfRequest> {
  const key = c.req.header('idempotency-key') ?? '';
  if (key.length < 1 || key.length > idempotencyKeyLengthMax) throw refuse('idempotency_key_required');
  if (key.includes(','))
    throw refuse('idempotency_key_required', { reason: 'send one header whose value has no comma' });
  const actor: Actor | null = c.get('actor');
  const scope = `${actor?.apiKey?.id ?? actor?.playerId ?? 'anonymous'} ${resource}`;
  const fingerprint = await sha256Hex(new Uint8Array(await c.req.arrayBuffer()));
  const headers: AnswerHeaders = c.get('headers');
  const markReplayed = () => {
    headers['idempotency-replayed'] = 'true';
  };
  return { scope, key, fingerprint, markReplayed };
}
