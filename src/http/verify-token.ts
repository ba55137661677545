// Verifies bearer tokens (RFC 6750) that are JWTs (RFC 7519): HS256 with Laurel's secret, or asymmetric with an issuer's key set.
// A provider may use one key set for all its customers. Therefore issuer and audience are always checked with it.

import { createLocalJWKSet, createRemoteJWKSet, errors, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose';
import { z } from 'zod';
import { type Actor, roles } from '../core/actor.ts';
import { DependencyError, DomainError, refuse } from '../core/errors.ts';
import { type Id, idPattern } from '../core/id.ts';
import type { Verifier } from './context.ts';
import { readToken } from './token-text.ts';

export interface TokenIssuer {
  /** Compared with `iss` character by character (RFC 7519 §4.1.1). */
  readonly issuer: string;
  /** One of them must be in `aud`, or equal `azp` if the token has no `aud`. */
  readonly audiences: readonly string[];
  /** The URL of the key set (RFC 7517), or the key set itself. */
  readonly keys: string | JSONWebKeySet;
  /** True if its `ply_…` subjects are players. From other issuers such a subject is refused as an impersonation. */
  readonly namesPlayers: boolean;
}

export interface TokenTrust {
  /** For HS256: the current secret, then the previous one. */
  readonly secrets: readonly string[];
  readonly issuers: readonly TokenIssuer[];
}

/** Accepted clock skew. */
const leewaySeconds = 60;
const keySetTimeoutMs = 2_000;
const asymmetric = 'RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA Ed25519'.split(' ');
const options = { clockTolerance: leewaySeconds, requiredClaims: ['sub', 'exp'] };

/** Seconds of a year from 1970 to 9999. JSON's 1e400 parses as Infinity, an expiry that would never come. */
const numericDate = z.number().min(0).max(253_402_300_799);

/** Providers may send longer names. They are cut, because a refusal would lock their players out. */
const nameLengthMax = 200;

const claims = z.object({
  sub: z.string().min(1).max(255),
  name: z
    .string()
    .transform((name) => [...name].slice(0, nameLengthMax).join(''))
    .nullish(),
  roles: z.array(z.string()).nullish(),
  exp: numericDate,
  nbf: numericDate.optional(),
  iat: numericDate.optional(),
});

/** The returned function @throws DomainError unauthenticated, identity_not_linked; DependencyError jwks. */
export function createVerifier(trust: TokenTrust): Verifier {
  const secrets = trust.secrets.map(importOnce);
  const issuers = trust.issuers.map((issuer) => ({ ...issuer, keySet: openKeySet(issuer.keys) }));
  return async (token) => {
    const { algorithm, issuer } = readToken(token);
    try {
      if (algorithm === 'HS256' && secrets.length > 0) return toActor(await verifyShared(token, secrets), true);
      const trusted = issuers.find((one) => one.issuer === issuer);
      if (algorithm !== 'HS256' && trusted !== undefined) {
        const { payload } = await jwtVerify(token, trusted.keySet, {
          ...options,
          issuer: trusted.issuer,
          algorithms: asymmetric,
        });
        if (!hasAudience(payload, trusted.audiences)) throw refuse('unauthenticated', { reason: 'other audience' });
        return toActor(payload, trusted.namesPlayers);
      }
    } catch (error) {
      if (error instanceof DomainError) throw error;
      if (isKeySetDown(error)) throw new DependencyError('jwks', { cause: error });
      throw refuse('unauthenticated', { reason: reasonOf(error) });
    }
    const isUnknownIssuer = algorithm !== 'HS256' && issuers.length > 0;
    throw refuse('unauthenticated', { reason: isUnknownIssuer ? 'issuer not accepted' : 'algorithm not accepted' });
  };
}

type KeySource = () => Promise<CryptoKey>;

/** jose imports the bytes again for every token. This caches the key, not a promise: workerd ties a promise to its request. */
function importOnce(secret: string): KeySource {
  let key: CryptoKey | null = null;
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  return async () => {
    key ??= await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), algorithm, false, ['verify']);
    return key;
  };
}

/** Tries each secret in turn. During a rotation, tokens signed with the previous secret stay valid. */
async function verifyShared(token: string, secrets: readonly KeySource[]): Promise<JWTPayload> {
  let failure: unknown;
  for (const secret of secrets) {
    try {
      return (await jwtVerify(token, await secret(), { ...options, algorithms: ['HS256'] })).payload;
    } catch (error) {
      if (!(error instanceof errors.JWSSignatureVerificationFailed)) throw error;
      failure = error;
    }
  }
  throw failure;
}

function openKeySet(keys: string | JSONWebKeySet) {
  if (typeof keys !== 'string') return createLocalJWKSet(keys);
  return createRemoteJWKSet(new URL(keys), { timeoutDuration: keySetTimeoutMs });
}

/** Clerk and others send no `aud`. Then `azp` names the application that the token was issued for (OpenID Connect Core §2). */
function hasAudience({ aud, azp }: JWTPayload, audiences: readonly string[]): boolean {
  const named = aud === undefined ? [azp] : [aud].flat();
  return named.some((name) => typeof name === 'string' && audiences.includes(name));
}

function toActor(payload: JWTPayload, namesPlayers: boolean): Actor {
  const parsed = claims.safeParse(payload);
  if (!parsed.success) {
    const claim = String(parsed.error.issues[0]?.path[0]);
    throw refuse('unauthenticated', { reason: `claim ${claim} is not valid` });
  }
  const { sub, name, roles: claimed, iat } = parsed.data;
  // jose checks `iat` only together with a maximum age.
  if (iat !== undefined && iat > Date.now() / 1000 + leewaySeconds)
    throw refuse('unauthenticated', { reason: 'iat is in the future' });
  if (!idPattern('player').test(sub)) {
    throw refuse('identity_not_linked', { reason: 'sub must be a player id: ply_ and 26 characters' });
  }
  if (!namesPlayers) throw refuse('unauthenticated', { reason: 'this issuer may not name players' });
  const granted = roles.filter((role) => role === 'player' || claimed?.includes(role));
  return { playerId: sub as Id<'player'>, name: name ?? null, roles: new Set(granted) };
}

/** True if the key set did not answer, timed out, or is malformed. Other errors of jose concern the token. */
function isKeySetDown(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError)) return true;
  return (
    error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid || error.code === 'ERR_JOSE_GENERIC'
  );
}

/** Names the check that failed. Says nothing about keys or secrets. */
function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'signature does not match';
  if (error instanceof errors.JWKSNoMatchingKey) return 'no key with this kid';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'algorithm not accepted';
  if (!(error instanceof errors.JWTClaimValidationFailed)) return 'not a token';
  const { claim, reason } = error;
  if (reason === 'missing') return `${claim} is missing`;
  return claim === 'nbf' && reason === 'check_failed' ? 'not valid yet' : `claim ${claim} is not valid`;
}
