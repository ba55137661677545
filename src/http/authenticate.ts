// Bearer tokens (RFC 6750): JWT by HS256 with our secret, or by any asymmetric algorithm of a published key set.

import type { MiddlewareHandler } from 'hono';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  decodeProtectedHeader,
  errors,
  type JSONWebKeySet,
  type JWTPayload,
  jwtVerify,
} from 'jose';
import { z } from 'zod';
import { type Actor, roles } from '../core/actor.ts';
import { DependencyError, DomainError, refuse } from '../core/errors.ts';
import { sha256Hex } from '../core/hex.ts';
import { type Id, idPattern } from '../core/id.ts';
import type { ApiContext, ApiEnv, Verifier } from './context.ts';

/** Clocks of issuers and ours may differ by this much. */
const leewaySeconds = 60;
const keySetTimeoutMs = 2_000;
const asymmetric = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];

const claims = z.object({
  sub: z.string().regex(idPattern('player')),
  name: z.string().max(200).optional(),
  roles: z.array(z.string()).default([]),
});

export interface TokenKeys {
  /** For HS256. */
  readonly secret?: string | undefined;
  /** Where the issuer publishes its keys (RFC 7517). */
  readonly jwksUrl?: string | undefined;
  /** The same, at hand already. */
  readonly keySet?: JSONWebKeySet | undefined;
}

export function createVerifier(keys: TokenKeys): Verifier {
  const secret = keys.secret === undefined ? null : importOnce(keys.secret);
  const keySet = keySetOf(keys);
  const options = { clockTolerance: leewaySeconds, requiredClaims: ['sub', 'exp'] };
  return async (token) => {
    const isShared = algorithmOf(token) === 'HS256';
    try {
      if (isShared && secret !== null) {
        return toActor((await jwtVerify(token, await secret(), { ...options, algorithms: ['HS256'] })).payload);
      }
      if (!isShared && keySet !== null) {
        return toActor((await jwtVerify(token, keySet, { ...options, algorithms: asymmetric })).payload);
      }
    } catch (error) {
      if (error instanceof DomainError) throw error;
      if (isKeySetDown(error)) throw new DependencyError('jwks', { cause: error });
      throw refuse('unauthenticated', { reason: reasonOf(error) });
    }
    throw refuse('unauthenticated', { reason: 'algorithm not accepted' });
  };
}

/** jose would import the bytes anew for every token. Kept as a key, not as a promise, which belongs to the request that made it. */
function importOnce(secret: string): () => Promise<CryptoKey> {
  let key: CryptoKey | null = null;
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  return async () => {
    key ??= await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), algorithm, false, ['verify']);
    return key;
  };
}

function keySetOf({ keySet, jwksUrl }: TokenKeys) {
  if (keySet !== undefined) return createLocalJWKSet(keySet);
  return jwksUrl === undefined ? null : createRemoteJWKSet(new URL(jwksUrl), { timeoutDuration: keySetTimeoutMs });
}

function algorithmOf(token: string): string | undefined {
  try {
    return decodeProtectedHeader(token).alg;
  } catch {
    throw refuse('unauthenticated', { reason: 'not a token' });
  }
}

function toActor(payload: JWTPayload): Actor {
  const parsed = claims.safeParse(payload);
  if (!parsed.success) throw refuse('unauthenticated', { reason: 'claims not understood' });
  const granted = roles.filter((role) => role === 'player' || parsed.data.roles.includes(role));
  return { playerId: parsed.data.sub as Id<'player'>, name: parsed.data.name ?? null, roles: new Set(granted) };
}

/** Not a word of jose about the token: no answer, one too late, or one that is no key set. */
function isKeySetDown(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError)) return true;
  return (
    error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid || error.code === 'ERR_JOSE_GENERIC'
  );
}

function reasonOf(error: unknown): string {
  return (error as { code?: unknown }).code === 'ERR_JWT_EXPIRED' ? 'expired' : 'not valid';
}

/** Sets the actor where a token is sent; a bad token is refused even where none is needed. */
export const authenticate: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const header = c.req.header('authorization');
  if (header === undefined) {
    c.set('actor', null);
  } else {
    const token = /^Bearer ([A-Za-z0-9._-]+)$/i.exec(header)?.[1];
    if (token === undefined) throw refuse('unauthenticated', { reason: 'not a bearer token' });
    c.set('actor', await c.env.services.verifyToken(token));
  }
  await next();
};

/** @throws DomainError unauthenticated for anonymous requests. */
export function actorOf(c: ApiContext): Actor {
  const actor = c.get('actor');
  if (actor === null) throw refuse('unauthenticated');
  return actor;
}

/** One fixed secret, for machines. Hashed first, so that the time taken tells nothing of how much was right. */
export async function isBearer(request: Request, secret: string): Promise<boolean> {
  const given = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
  const [a, b] = await Promise.all([sha256Hex(given), sha256Hex(secret)]);
  return a === b;
}
