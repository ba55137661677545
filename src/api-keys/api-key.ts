// An API key as Laurel knows it. The key itself is shown once; Laurel stores its hash.

import { type Actor, hasRole, type Principal, type Role, roles } from '../core/actor.ts';
import type { Id } from '../core/id.ts';
import { addSeconds, type Instant } from '../core/instant.ts';
import { type Scope, scopes } from '../http/api-keys/scope.ts';

export { scopes };

/** `own`: the tournaments, series and rating lists of the creator. `all`: everything, while Laurel grants the creator the role admin. */
export const reaches = ['own', 'all'] as const;
export type Reach = (typeof reaches)[number];

/** The roles that an act with the key has, of those granted to its creator in Laurel: those of a token that once was cannot be asked for. */
export function rolesOfKey(reach: Reach, granted: readonly string[]): ReadonlySet<Role> {
  const isAdmin = granted.includes('admin');
  if (reach === 'all') return new Set(roles.filter((role) => role === 'player' || granted.includes(role)));
  return new Set(isAdmin || granted.includes('organizer') ? ['player', 'organizer'] : ['player']);
}

export interface ApiKey {
  readonly id: Id<'apiKey'>;
  readonly creatorId: Id<'player'>;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly reach: Reach;
  /** Who gives references to what the key posts; null: the creator. Keys of one issuer follow each other. */
  readonly issuer: string | null;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly revokedAt: Instant | null;
  /** To the minute. null: never used. */
  readonly lastUsedAt: Instant | null;
}

/** Of one creator, that are neither revoked nor expired. */
export const liveKeysMax = 50;

const daySeconds = 86_400;
export const lifeDaysDefault = 365;
export const lifeDaysMax = 730;

export const expiryAfter = (now: Instant, days: number) => addSeconds(now, days * daySeconds);

/** Why a key must not end then; null: it may. */
export function expiryFault(expiresAt: Instant, now: Instant): string | null {
  if (expiresAt <= now) return 'is in the past';
  return expiresAt > expiryAfter(now, lifeDaysMax) ? `is later than ${lifeDaysMax} days from now` : null;
}

/** Why a key cannot have these scopes; null: it can. Credits belong to no tournament. The trigger `api_key_credit_reaches_all` decides alike. */
export function scopesFault({ reach, scopes }: Pick<ApiKey, 'reach' | 'scopes'>): string | null {
  return reach === 'own' && scopes.includes('economy:credit')
    ? 'economy:credit does nothing without the reach `all`'
    : null;
}

export const mayMakeKeys = (actor: Actor) => hasRole(actor, 'organizer');

export const mayChangeKey = (actor: Principal, { creatorId }: Pick<ApiKey, 'creatorId'>) =>
  actor.playerId === creatorId || hasRole(actor, 'admin');

/** What a key is judged by inside an act. */
export interface KeyState {
  readonly isEnded: boolean;
  readonly reach: Reach;
  readonly isAdmin: boolean;
  /** The act makes something of the caller's own. */
  readonly isNew: boolean;
  readonly organizes: boolean;
  readonly isSanctioned: boolean;
}

/** null: the key may act. The function api_key_judge in api-keys.sql decides alike. */
export function judgeKey(state: KeyState): 'ended' | 'not_own' | 'sanctioned' | null {
  if (state.isEnded) return 'ended';
  if (!((state.reach === 'all' && state.isAdmin) || state.isNew || state.organizes)) return 'not_own';
  return state.isSanctioned ? 'sanctioned' : null;
}
