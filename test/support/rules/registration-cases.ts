// Cases of one player or team that registers, as facts for the pure rule.

import type { Facts } from '../../../src/core/errors.ts';
import type { Id } from '../../../src/core/id.ts';
import { addSeconds, type Instant } from '../../../src/core/instant.ts';
import { type EntryCondition, entryConditions } from '../../../src/tournaments/conditions/entry-condition.ts';
import { activeStates, type RegistrationState } from '../../../src/tournaments/registration/registration.ts';
import type { RegistrationFacts } from '../../../src/tournaments/registration/registration-verdict.ts';
import type { TournamentState } from '../../../src/tournaments/tournament.ts';
import type { Dimensions } from './dimensions.ts';

/** The actor, the other two members of the actor's team, and two outsiders. */
export type Who = 'actor' | 'mate1' | 'mate2' | 'other1' | 'other2';

export interface RegistrationCase {
  readonly exists: boolean;
  readonly state: TournamentState;
  readonly isPublished: boolean;
  /** Milliseconds from now. */
  readonly opensInMs: number | null;
  readonly closesInMs: number | null;
  readonly mode: 'solo' | 'team';
  readonly hasTeam: boolean;
  readonly team: 'own' | 'of other1' | 'unknown';
  readonly rosterSize: number;
  readonly rosterSizeMax: number | null;
  readonly requested: readonly Who[] | null;
  readonly name: 'given' | 'of the token' | 'none';
  readonly sanctioned: readonly Who[];
  readonly entered: RegistrationState | null;
  readonly rostered: readonly Who[];
  /** Of other teams that are entered. */
  readonly captains: readonly Who[];
  readonly confirmedCount: number;
  readonly waitlistCapacity: number;
  readonly waitlistedCount: number;
  readonly requiresApproval: boolean;
  readonly fee: number;
  readonly coins: { readonly balance: number; readonly held: number; readonly isFrozen: boolean } | null;
  readonly isEscrowFrozen: boolean;
  readonly condition: EntryCondition;
  readonly listed: readonly Who[];
  /** Whether the list names players, or subjects of theirs. */
  readonly listedBy: 'player' | 'subject';
  readonly code:
    | 'none'
    | 'open'
    | 'unknown'
    | 'of another tournament'
    | 'withdrawn'
    | 'expires now'
    | 'used up'
    | 'used up, once by actor';
}

const coins = (balance: number, held = 0, isFrozen = false) => ({ balance, held, isFrozen });

const solo: Dimensions<RegistrationCase> = {
  exists: [true, false],
  state: [
    'registration_open',
    ...(['draft', 'pending_approval', 'published', 'registration_closed', 'live', 'completed'] as const),
    ...(['archived', 'cancelled'] as const),
  ],
  isPublished: [true, false],
  opensInMs: [null, -1000, -1, 0, 1],
  closesInMs: [null, 1000, 1, 0, -1],
  mode: ['solo', 'team'],
  hasTeam: [false, true],
  team: ['own', 'of other1', 'unknown'],
  rosterSize: [3, 2],
  rosterSizeMax: [null, 3, 4],
  requested: [
    null,
    ['actor', 'mate1', 'mate2'],
    ['mate2', 'mate1'],
    ['mate1', 'actor', 'mate1', 'mate2'],
    ['other2', 'actor', 'other1', 'other2'],
  ],
  name: ['given', 'of the token', 'none'],
  sanctioned: [[], ['actor'], ['mate2', 'mate1'], ['other1']],
  entered: [
    null,
    'pending',
    'confirmed',
    'waitlisted',
    'rejected',
    'cancelled',
    'no_show',
    'withdrawn',
    'disqualified',
  ],
  rostered: [[], ['actor'], ['mate2', 'mate1'], ['other1']],
  captains: [[], ['mate1'], ['mate2', 'mate1'], ['other1']],
  confirmedCount: [0, 1, 2],
  waitlistCapacity: [0, 1, 2],
  waitlistedCount: [0, 1],
  requiresApproval: [false, true],
  fee: [0, 50],
  coins: [coins(50), coins(49), coins(70, 20), coins(70, 21), coins(50, 0, true), coins(0, 0, true), null],
  isEscrowFrozen: [false, true],
  condition: entryConditions,
  listed: [[], ['actor'], ['mate1', 'actor', 'mate2'], ['mate2', 'mate1'], ['other1']],
  listedBy: ['player', 'subject'],
  code: [
    'none',
    ...(['open', 'unknown', 'of another tournament', 'withdrawn', 'expires now', 'used up'] as const),
    'used up, once by actor',
  ],
};

/** Only the usual value of each. */
const usual = Object.fromEntries(
  Object.entries(solo).map(([name, [value]]) => [name, [value]]),
) as unknown as Dimensions<RegistrationCase>;

/** The values of `code`, this one first. */
function turned(first: RegistrationCase['code']): Dimensions<RegistrationCase>['code'] {
  return [first, ...solo.code.filter((code) => code !== first)];
}

/** A usual case of each kind that is accepted. */
export const registrationDimensions: readonly Dimensions<RegistrationCase>[] = [
  solo,
  { ...solo, fee: [50, 0] },
  { ...solo, fee: [50, 0], confirmedCount: [2, 1], waitlistCapacity: [1, 0, 2] },
  { ...solo, mode: ['team', 'solo'], hasTeam: [true, false], fee: [50, 0] },
  {
    ...usual,
    condition: ['code_and_list', 'none', 'code', 'list'],
    listed: [['actor'], [], ['other1']],
    listedBy: ['subject', 'player'],
    code: turned('open'),
  },
  { ...usual, condition: ['code_or_list', 'list', 'code'], code: turned('used up'), listed: [[], ['actor']] },
  {
    ...usual,
    ...{ mode: ['team'], hasTeam: [true], condition: ['list', 'code_or_list'], listedBy: ['player', 'subject'] },
    listed: [['mate1', 'actor', 'mate2'], ['actor'], ['mate2', 'mate1']],
  },
];

export const capacity = 2;
export const title = 'Open';
export const teamName = 'The Team';
export const now = '2026-11-24T10:00:00.000Z' as Instant;

/** Constraints tournament_window_in_order and tournament_waitlist_exact. */
export const isPossible = ({ opensInMs, closesInMs, waitlistedCount, waitlistCapacity }: RegistrationCase) =>
  (opensInMs === null || closesInMs === null || opensInMs < closesInMs) && waitlistedCount <= waitlistCapacity;

export const at = (inMs: number | null) => (inMs === null ? null : addSeconds(now, inMs / 1000));

/** Ids are new for each case. */
export function idsFor(newId: <K extends 'tournament' | 'player' | 'team' | 'wallet'>(kind: K) => Id<K>) {
  const players: Readonly<Record<Who, Id<'player'>>> = {
    actor: newId('player'),
    mate1: newId('player'),
    mate2: newId('player'),
    other1: newId('player'),
    other2: newId('player'),
  };
  const wallets = { payer: newId('wallet'), escrow: newId('wallet') };
  return { tournament: newId('tournament'), team: newId('team'), players, wallets };
}
export type CaseIds = ReturnType<typeof idsFor>;

/** What a sanction says. */
export const sanction: Facts = { reason: 'test' };

export function factsOf(given: RegistrationCase, { players, team }: CaseIds): RegistrationFacts {
  const id = (who: Who) => players[who];
  const { hasTeam, mode, requested } = given;
  return {
    now,
    actorId: players.actor,
    tournament: !given.exists
      ? null
      : {
          state: given.state,
          publishedAt: given.isPublished ? now : null,
          registrationOpensAt: at(given.opensInMs),
          registrationClosesAt: at(given.closesInMs),
          mode,
          rosterSize: mode === 'team' ? given.rosterSize : null,
          rosterSizeMax: mode === 'team' ? given.rosterSizeMax : null,
          capacity,
          confirmedCount: given.confirmedCount,
          waitlistCapacity: given.waitlistCapacity,
          waitlistedCount: given.waitlistedCount,
          requiresApproval: given.requiresApproval,
          entryCondition: given.condition,
          entryFee: BigInt(given.fee),
        },
    teamId: hasTeam ? team : null,
    team:
      !hasTeam || given.team === 'unknown'
        ? null
        : {
            name: teamName,
            captainId: given.team === 'own' ? players.actor : players.other1,
            memberIds: [players.actor, players.mate1, players.mate2],
          },
    requested: requested?.map(id) ?? null,
    name: given.name === 'none' ? null : 'Player',
    sanctions: new Map(given.sanctioned.map((who) => [id(who), sanction])),
    entrants: [
      ...(given.entered !== null && activeStates.includes(given.entered) ? [players.actor] : []),
      ...given.captains.map(id),
    ],
    rostered: given.rostered.map(id),
    listed: given.listed.map(id),
    code: codeOf(given.code),
    wallet:
      given.coins === null
        ? null
        : { available: BigInt(given.coins.balance - given.coins.held), isFrozen: given.coins.isFrozen },
    isEscrowFrozen: given.isEscrowFrozen,
  };
}

function codeOf(code: RegistrationCase['code']): RegistrationFacts['code'] {
  if (code === 'none') return null;
  const isUsedByActor = code === 'used up, once by actor';
  if (code === 'unknown' || code === 'of another tournament') return { invitation: null, isUsedByActor };
  const expiresAt = code === 'expires now' ? now : null;
  return { invitation: { usesMax: 1, uses: usesOf(code), expiresAt, withdrawnAt: withdrawnAt(code) }, isUsedByActor };
}

export const usesOf = (code: RegistrationCase['code']) => (code.startsWith('used up') ? 1 : 0);
export const withdrawnAt = (code: RegistrationCase['code']) => (code === 'withdrawn' ? now : null);
