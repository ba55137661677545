// What a verified token says about its bearer. Reads the claims; verify-token.ts has checked the signature.

import type { JWTPayload } from 'jose';
import { type Role, roles } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import { type Id, idPattern } from '../../core/id.ts';
import { type Instant, toInstant } from '../../core/instant.ts';
import { readClaim } from './read-claim.ts';

/** Accepted clock skew. */
export const leewaySeconds = 60;

export interface TokenIdentity {
  /** `iss`. Null for a token of `JWT_SECRET` that has none. */
  readonly issuer: string | null;
  readonly subject: string;
  /** The subject, if it is a player id and the issuer may name players. Null: the subject is mapped to a player. */
  readonly playerId: Id<'player'> | null;
  readonly name: string | null;
  readonly roles: ReadonlySet<Role>;
  /** When it is refused: its expiry, and the accepted clock skew. */
  readonly endsAt: Instant;
}

export interface ClaimRules {
  /** True if `ply_…` subjects are players. From other issuers such a subject is refused as an impersonation. */
  readonly namesPlayers: boolean;
  /** Paths of the claim that holds the roles. The first that is there counts. */
  readonly rolesClaims: readonly string[];
}

/** Seconds of a year from 1970 to 9999. JSON's 1e400 parses as Infinity, an expiry that would never come. */
const lastSecond = 253_402_300_799;
const isNumericDate = (value: unknown) => typeof value === 'number' && value >= 0 && value <= lastSecond;

/** Providers may send longer names. They are cut, because a refusal would lock their players out. */
const nameLengthMax = 200;

/** OpenID Connect Core §2: at most 255 characters. The database would store an unpaired surrogate as another character. */
function isIdentifier(value: unknown): value is string {
  return typeof value === 'string' && value.length >= 1 && value.length <= 255 && /^[^\p{Cc}\p{Cs}]*$/u.test(value);
}

/** In this order. Not a zod schema: every new token runs it, and in Workers, which forbid generated code, zod cannot compile its schemas. */
const rules: Readonly<Record<keyof Claims, (value: unknown) => boolean>> = {
  iss: (value) => value == null || isIdentifier(value),
  sub: isIdentifier,
  name: (value) => value == null || typeof value === 'string',
  exp: isNumericDate,
  nbf: (value) => value === undefined || isNumericDate(value),
  iat: (value) => value === undefined || isNumericDate(value),
};
const checked = Object.entries(rules);

interface Claims {
  readonly iss?: string | null;
  readonly sub: string;
  readonly name?: string | null;
  readonly exp: number;
  readonly nbf?: number;
  readonly iat?: number;
}

function readClaims(payload: JWTPayload): Claims {
  for (const [name, isValid] of checked) if (!isValid(payload[name])) throw invalidClaim(name);
  return payload as unknown as Claims;
}

/** @throws DomainError unauthenticated. */
export function toIdentity(payload: JWTPayload, { namesPlayers, rolesClaims }: ClaimRules): TokenIdentity {
  const { iss, sub, name, iat, exp } = readClaims(payload);
  // jose checks `iat` only together with a maximum age.
  if (iat !== undefined && iat > Date.now() / 1000 + leewaySeconds)
    throw refuse('unauthenticated', { reason: 'iat is in the future' });
  const isPlayer = idPattern('player').test(sub);
  if (isPlayer && !namesPlayers) throw refuse('unauthenticated', { reason: 'this issuer may not name players' });
  return {
    issuer: iss ?? null,
    subject: sub,
    playerId: isPlayer ? (sub as Id<'player'>) : null,
    name: name == null ? null : cutName(name),
    roles: readRoles(payload, rolesClaims),
    endsAt: toInstant(Math.min(Math.floor(exp) + leewaySeconds, lastSecond) * 1000),
  };
}

/** Unknown roles are ignored: providers put their own beside ours. */
function readRoles(payload: JWTPayload, paths: readonly string[]): ReadonlySet<Role> {
  const path = paths.find((one) => (readClaim(payload, one) ?? null) !== null);
  if (path === undefined) return new Set(['player']);
  const claimed = readClaim(payload, path);
  if (!Array.isArray(claimed) || !claimed.every((each) => typeof each === 'string')) throw invalidClaim(path);
  return new Set(roles.filter((role) => role === 'player' || claimed.includes(role)));
}

function cutName(name: string): string {
  return name.length <= nameLengthMax ? name : [...name].slice(0, nameLengthMax).join('');
}

const invalidClaim = (name: string) => refuse('unauthenticated', { reason: `claim ${name} is not valid` });
