// Verifies bearer tokens (RFC 6750) that are JWTs (RFC 7519): HS256 with Laurel's secret, or asymmetric with an issuer's key set.
// A provider may use one key set for all its customers. Therefore issuer and audience are always checked with it.

import { errors, type JWTPayload, jwtVerify } from 'jose';
import { DependencyError, DomainError, refuse } from '../../core/errors.ts';
import type { ConfigurationFault } from '../../core/public-url.ts';
import { type KeySource, openKeySet } from './key-set.ts';
import { createKnownTokens } from './known-tokens.ts';
import { leewaySeconds, type TokenIdentity, toIdentity } from './token-identity.ts';
import { readToken } from './token-text.ts';

export interface TokenIssuer {
  /** Compared with `iss` character by character (RFC 7519 §4.1.1). */
  readonly issuer: string;
  /** One of them must be in `aud`, or equal `azp` if the token has no `aud`. */
  readonly audiences: readonly string[];
  readonly keys: KeySource;
  /** True if its `ply_…` subjects are players. From other issuers such a subject is refused as an impersonation. */
  readonly namesPlayers: boolean;
  /** Path of the claim that holds the roles: see readClaim. */
  readonly rolesClaim: string;
}

export interface TokenTrust {
  /** For HS256: the current secret, then the previous one. */
  readonly secrets: readonly string[];
  readonly issuers: readonly TokenIssuer[];
  /** Path of the roles in tokens of `secrets`, which may also carry them as `roles`. */
  readonly rolesClaim: string;
  /** Why no token can be verified. */
  readonly fault: ConfigurationFault | null;
}

export const rolesClaimDefault = 'roles';

const asymmetric = 'RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA Ed25519'.split(' ');
const options = { clockTolerance: leewaySeconds, requiredClaims: ['sub', 'exp'] };

export type TokenVerifier = (token: string) => Promise<TokenIdentity>;

/** The returned function @throws DomainError unauthenticated, misconfigured; DependencyError jwks. */
export function createVerifier(trust: TokenTrust): TokenVerifier {
  const secrets = trust.secrets.map(importOnce);
  const known = createKnownTokens(Date.now);
  const issuers = trust.issuers.map((issuer) => ({ ...issuer, keySet: openKeySet(issuer.issuer, issuer.keys) }));
  const ownRules = { namesPlayers: true, rolesClaims: [trust.rolesClaim, rolesClaimDefault] };
  return async (token) => {
    if (trust.fault !== null)
      throw refuse('misconfigured', { variable: trust.fault.variable, reason: trust.fault.reason });
    const identity = known.find(token);
    if (identity !== null) return identity;
    const { algorithm, issuer } = readToken(token);
    try {
      if (algorithm === 'HS256' && secrets.length > 0) {
        const verified = toIdentity(await verifyShared(token, secrets), ownRules);
        known.add(token, verified);
        return verified;
      }
      const trusted = issuers.find((one) => one.issuer === issuer);
      if (algorithm !== 'HS256' && trusted !== undefined) {
        const { payload } = await jwtVerify(token, trusted.keySet, {
          ...options,
          issuer: trusted.issuer,
          algorithms: asymmetric,
        });
        if (!hasAudience(payload, trusted.audiences)) throw refuse('unauthenticated', { reason: 'other audience' });
        return toIdentity(payload, { namesPlayers: trusted.namesPlayers, rolesClaims: [trusted.rolesClaim] });
      }
    } catch (error) {
      if (error instanceof DomainError || error instanceof DependencyError) throw error;
      if (isKeySetDown(error)) throw new DependencyError('jwks', { cause: error });
      throw refuse('unauthenticated', { reason: reasonOf(error) });
    }
    const isUnknownIssuer = algorithm !== 'HS256' && issuers.length > 0;
    throw refuse('unauthenticated', { reason: isUnknownIssuer ? 'issuer not accepted' : 'algorithm not accepted' });
  };
}

type SecretKey = () => Promise<CryptoKey>;

/** jose imports the bytes again for every token. This caches the key, not a promise: workerd ties a promise to its request. */
function importOnce(secret: string): SecretKey {
  let key: CryptoKey | null = null;
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  return async () => {
    key ??= await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), algorithm, false, ['verify']);
    return key;
  };
}

/** Tries each secret in turn. During a rotation, tokens signed with the previous secret stay valid. */
async function verifyShared(token: string, secrets: readonly SecretKey[]): Promise<JWTPayload> {
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

/** Clerk and others send no `aud`. Then `azp` names the application that the token was issued for (OpenID Connect Core §2). */
function hasAudience({ aud, azp }: JWTPayload, audiences: readonly string[]): boolean {
  const named = aud === undefined ? [azp] : [aud].flat();
  return named.some((name) => typeof name === 'string' && audiences.includes(name));
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
