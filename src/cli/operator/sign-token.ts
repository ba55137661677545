// Signs bearer tokens for a local Laurel, instead of an identity provider.

import { randomBytes } from 'node:crypto';
import { SignJWT } from 'jose';
import type { Role } from '../../core/actor.ts';
import { type Id, makeId } from '../../core/id.ts';
import { systemClock } from '../../core/instant.ts';

export interface TokenClaims {
  readonly sub: Id<'player'>;
  readonly name?: string | undefined;
  readonly roles: readonly Role[];
  readonly ttlSeconds: number;
}

export function signToken(secret: string, { sub, name, roles, ttlSeconds }: TokenClaims): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ roles: [...roles], ...(name === undefined ? {} : { name }) })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(sub)
    .setIssuedAt(now)
    .setExpirationTime(now + ttlSeconds)
    .sign(new TextEncoder().encode(secret));
}

export function makePlayerId(): Id<'player'> {
  return makeId('player', systemClock(), randomBytes(10));
}
