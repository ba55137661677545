// What an entrant needs besides an open registration: an invitation code, a place on the allow list, or either. The database decides the
// same in tournament_judge_condition.

import type { Facts } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';

export const entryConditions = ['none', 'code', 'list', 'code_or_list', 'code_and_list'] as const;
export type EntryCondition = (typeof entryConditions)[number];

/** The uses of one code. */
export const codeUsesMax = 4096;
/** Codes of a tournament, ended ones included. */
export const codesMax = 1000;
/** Entries of an allow list. */
export const listSizeMax = 10_000;
/** Entries that one request adds, and as many that it removes. */
export const listChangeMax = 500;

export interface InvitationCode {
  readonly id: Id<'invitation'>;
  readonly usesMax: number;
  /** Players who have registered with it. One who cancels and registers again uses it once. */
  readonly uses: number;
  /** null: never. */
  readonly expiresAt: Instant | null;
  readonly withdrawnAt: Instant | null;
  readonly createdBy: Id<'player'>;
  readonly createdAt: Instant;
}

/** `ply_…`, or `sha256:` and the hash of issuer, line feed and subject: somebody who may have no account yet. */
export type ListReference = string;

export interface AllowedPlayer {
  readonly reference: ListReference;
  readonly addedAt: Instant;
}

export type ConditionRefusal = 'not_on_list' | 'invitation_required' | 'invitation_not_valid';

export interface ConditionFacts {
  readonly now: Instant;
  readonly condition: EntryCondition;
  /** Who would play: the player, or all of the roster. */
  readonly players: readonly Id<'player'>[];
  /** Players on the allow list. */
  readonly listed: readonly Id<'player'>[];
  /** null: the request has no code. */
  readonly code: {
    /** null: no code of this tournament. */
    readonly invitation: Pick<InvitationCode, 'usesMax' | 'uses' | 'expiresAt' | 'withdrawnAt'> | null;
    readonly isUsedByActor: boolean;
  } | null;
}

interface Refused {
  readonly verdict: ConditionRefusal;
  readonly facts: Facts;
}

/** null: the entrant meets the condition. */
export function judgeCondition({ condition, players, listed, code, now }: ConditionFacts): Refused | null {
  if (condition === 'none') return null;
  const missing = players.filter((player) => !listed.includes(player)).sort();
  const isListed = missing.length === 0;
  if (!isListed && (condition === 'list' || condition === 'code_and_list'))
    return { verdict: 'not_on_list', facts: { condition, players: missing } };
  if (condition === 'list' || (condition === 'code_or_list' && isListed)) return null;
  if (code === null) return { verdict: 'invitation_required', facts: { condition } };
  const reason = whyNotValid(code, now);
  return reason === null ? null : { verdict: 'invitation_not_valid', facts: { condition, reason } };
}

function whyNotValid({ invitation, isUsedByActor }: NonNullable<ConditionFacts['code']>, now: Instant) {
  if (invitation === null) return 'unknown';
  if (invitation.withdrawnAt !== null) return 'withdrawn';
  if (invitation.expiresAt !== null && invitation.expiresAt <= now) return 'expired';
  return invitation.uses >= invitation.usesMax && !isUsedByActor ? 'used_up' : null;
}
