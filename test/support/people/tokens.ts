// Bearer tokens, Laurel's own and those of a trusted issuer, and what verifies them.

import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { createVerifier, type TokenIssuer } from '../../../src/http/tokens/verify-token.ts';

export const player = 'ply_0123456789abcdefghjkmnpqrs';
export const secret = 'a-secret-of-at-least-32-characters';
export const olderSecret = 'the-secret-before-of-32-characters';
export const issuer = 'https://id.laurel.test/';
export const audience = 'https://api.laurel.test';
export const rolesClaim = 'roles';

export type KeyPair = Awaited<ReturnType<typeof generateKeyPair>>;

export interface Signing {
  readonly key?: CryptoKey;
  readonly kid?: string;
  readonly keep?: boolean;
}

export function signShared(claims: JWTPayload, key = secret): Promise<string> {
  const token = new SignJWT(claims).setProtectedHeader({ alg: 'HS256' });
  return (claims.exp === undefined ? token.setExpirationTime('1h') : token).sign(new TextEncoder().encode(key));
}

export const verifier = (secrets: readonly string[], ...issuers: TokenIssuer[]) =>
  createVerifier({ secrets, issuers, rolesClaim, fault: null });
export const refusal = (reason: string) => ({ code: 'unauthenticated', facts: { reason } });

/** With `ours` as its key, and not `theirs`. */
export async function trustedIssuer(): Promise<{ ours: KeyPair; theirs: KeyPair; trusted: TokenIssuer }> {
  const [ours, theirs] = await Promise.all([generateKeyPair('ES256'), generateKeyPair('ES256')]);
  const jwk = { ...(await exportJWK(ours.publicKey)), kid: 'k1', alg: 'ES256' };
  const trusted = { issuer, audiences: [audience, 'laurel'], keys: { keys: [jwk] }, namesPlayers: true, rolesClaim };
  return { ours, theirs, trusted };
}

/** @param ours signs where the caller names no other; it is asked at each call. */
export const signingWith =
  (ours: () => CryptoKey) =>
  (claims: JWTPayload, { key = ours(), kid = 'k1', keep = false }: Signing = {}): Promise<string> => {
    const usual = keep ? {} : { iss: issuer, aud: audience, sub: player };
    const token = new SignJWT({ ...usual, ...claims }).setProtectedHeader({ alg: 'ES256', kid });
    return (claims.exp === undefined ? token.setExpirationTime('1h') : token).sign(key);
  };
