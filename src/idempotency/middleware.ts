// Idempotency-Key on every POST that has no route definition yet: the first response is stored and replayed byte for byte. A crash
// between the act and the storing of its response leaves the key "in flight" until the lease ends. Then a repeated request runs again,
// and the uniqueness rules of the act decide.

import type { Context, Next } from 'hono';
import type { Actor } from '../core/actor.ts';
import { refuse } from '../core/errors.ts';
import { sha256Hex } from '../core/hex.ts';
import { addSeconds } from '../core/instant.ts';
import { idempotencyKeyLengthMax } from '../core/limits.ts';
import type { Ports } from '../outbox/ports.ts';
import { claimKey, type EarlierAnswer, type IdempotencyClaim, reclaimKey, releaseKey, saveAnswer } from './store.ts';

/** An unanswered request counts as crashed after this time. Longer than any statement may run. */
const leaseSeconds = 60;

/** The longest path of a route with a key has about 100 characters. An index entry has at most 2,704 bytes. */
const pathLengthMax = 300;

export async function idempotency(c: Context, next: Next): Promise<Response | undefined> {
  if (c.req.method !== 'POST' || c.req.header('idempotency-key') === undefined) {
    await next();
    return undefined;
  }
  const { db } = portsOf(c);
  const claim = await claimOf(c);
  const earlier = await claimKey(db, claim);
  if (earlier !== null) {
    if (earlier.fingerprint !== claim.fingerprint) throw refuse('idempotency_mismatch');
    if (earlier.status !== null) return replay(earlier, earlier.status);
    const isLeaseOver = addSeconds(earlier.createdAt, leaseSeconds) < claim.now;
    if (!isLeaseOver || !(await reclaimKey(db, claim, earlier.createdAt))) throw refuse('idempotency_in_flight');
  }
  await next();
  if (c.res.ok) {
    const { status, headers } = c.res;
    await saveAnswer(db, claim, { status, body: await c.res.clone().text(), location: headers.get('location') });
  } else await releaseKey(db, claim);
  return undefined;
}

function portsOf(c: Context): Ports {
  return c.env.services.ports;
}

function replay({ body, location }: EarlierAnswer, status: number): Response {
  // A 204 must have no body, not even an empty one.
  if (body === null || body === '') return new Response(null, { status, headers: { 'idempotency-replayed': 'true' } });
  const headers = { 'content-type': 'application/json', 'idempotency-replayed': 'true' };
  return new Response(body, { status, headers: location === null ? headers : { ...headers, location } });
}

/**
 * A header that is sent twice arrives as one value with a comma (RFC 9110 §5.3). Therefore a key must not contain a comma.
 * @throws DomainError idempotency_key_required if the header is missing, empty, too long, or sent twice.
 */
async function claimOf(c: Context): Promise<IdempotencyClaim> {
  const key = c.req.header('idempotency-key') ?? '';
  if (key.length < 1 || key.length > idempotencyKeyLengthMax) throw refuse('idempotency_key_required');
  if (key.includes(','))
    throw refuse('idempotency_key_required', { reason: 'send one header whose value has no comma' });
  // The path as sent. A decoded path may contain characters that the database cannot store.
  const { pathname } = new URL(c.req.url);
  if (pathname.length > pathLengthMax) throw refuse('not_found');
  const scope = `${(c.get('actor') as Actor | null)?.playerId ?? 'anonymous'} ${c.req.method} ${pathname}`;
  const fingerprint = await sha256Hex(new Uint8Array(await c.req.arrayBuffer()));
  return { scope, key, fingerprint, now: portsOf(c).clock() };
}
