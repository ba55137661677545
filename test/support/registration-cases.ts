// Cases of one player or team that registers: as facts for the pure rule, and as rows for the database.

import type { Facts } from '../../src/core/errors.ts';
import type { Id } from '../../src/core/id.ts';
import { addSeconds, type Instant } from '../../src/core/instant.ts';
import type { Sql } from '../../src/db/client.ts';
import { activeStates, type RegistrationState } from '../../src/tournaments/registration/registration.ts';
import type { Entry } from '../../src/tournaments/registration/registration-store.ts';
import type { RegistrationFacts } from '../../src/tournaments/registration/registration-verdict.ts';
import type { TournamentState } from '../../src/tournaments/tournament.ts';
import type { Dimensions } from './dimensions.ts';

/** The actor, the other two members of the actor's team, and two outsiders. */
type Who = 'actor' | 'mate1' | 'mate2' | 'other1' | 'other2';

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
  readonly requested: readonly Who[] | null;
  readonly name: 'given' | 'of the token' | 'none';
  readonly sanctioned: readonly Who[];
  readonly entered: RegistrationState | null;
  readonly rostered: readonly Who[];
  readonly confirmedCount: number;
  readonly waitlistCapacity: number;
  readonly waitlistedCount: number;
  readonly requiresApproval: boolean;
  readonly fee: number;
  readonly coins: { readonly balance: number; readonly held: number; readonly isFrozen: boolean } | null;
  readonly isEscrowFrozen: boolean;
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
  confirmedCount: [0, 1, 2],
  waitlistCapacity: [0, 1, 2],
  waitlistedCount: [0, 1],
  requiresApproval: [false, true],
  fee: [0, 50],
  coins: [coins(50), coins(49), coins(70, 20), coins(70, 21), coins(50, 0, true), coins(0, 0, true), null],
  isEscrowFrozen: [false, true],
};

/** A usual case of each kind that is accepted. */
export const registrationDimensions: readonly Dimensions<RegistrationCase>[] = [
  solo,
  { ...solo, fee: [50, 0] },
  { ...solo, fee: [50, 0], confirmedCount: [2, 1], waitlistCapacity: [1, 0, 2] },
  { ...solo, mode: ['team', 'solo'], hasTeam: [true, false], fee: [50, 0] },
];

const capacity = 2;
const title = 'Open';
const teamName = 'The Team';
export const now = '2026-11-24T10:00:00.000Z' as Instant;

/** Constraints tournament_window_in_order and tournament_waitlist_exact. */
export const isPossible = ({ opensInMs, closesInMs, waitlistedCount, waitlistCapacity }: RegistrationCase) =>
  (opensInMs === null || closesInMs === null || opensInMs < closesInMs) && waitlistedCount <= waitlistCapacity;

const at = (inMs: number | null) => (inMs === null ? null : addSeconds(now, inMs / 1000));

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
const sanction: Facts = { reason: 'test' };

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
          capacity,
          confirmedCount: given.confirmedCount,
          waitlistCapacity: given.waitlistCapacity,
          waitlistedCount: given.waitlistedCount,
          requiresApproval: given.requiresApproval,
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
    entrants: given.entered !== null && activeStates.includes(given.entered) ? [players.actor] : [],
    rostered: given.rostered.map(id),
    wallet:
      given.coins === null
        ? null
        : { available: BigInt(given.coins.balance - given.coins.held), isFrozen: given.coins.isFrozen },
    isEscrowFrozen: given.isEscrowFrozen,
  };
}

export function entryOf(given: RegistrationCase, ids: CaseIds, newId: IdsOfEntry): Entry {
  const { players, tournament, team } = ids;
  return {
    id: newId('registration'),
    tournamentId: tournament,
    playerId: players.actor,
    teamId: given.hasTeam ? team : null,
    roster: given.requested?.map((who) => players[who]) ?? null,
    displayName: given.name === 'given' ? 'Player' : null,
    ownName: given.name === 'of the token' ? 'Player' : null,
    printedName: null,
    club: null,
    country: null,
    language: 'en',
    createdAt: now,
    eventId: newId('event'),
    fee: {
      holdId: newId('hold'),
      transferId: newId('transfer'),
      legIds: [newId('transaction'), newId('transaction')],
    },
  };
}
type IdsOfEntry = <K extends 'registration' | 'event' | 'hold' | 'transfer' | 'transaction'>(kind: K) => Id<K>;

/** In a database whose sanction_gate reads test_sanction. The session runs no triggers, so that balances can be set. */
export async function writeCase(sql: Sql, given: RegistrationCase, { tournament, team, players, wallets }: CaseIds) {
  const { exists, mode, coins: held } = given;
  const id = (who: Who) => players[who];
  const isKnownTeam = given.hasTeam && given.team !== 'unknown';
  const list = (who: readonly Who[]) => who.map(id).join(',');
  await sql`
    WITH tournament AS (
      INSERT INTO tournament_tournament (id, title, organizer_id, mode, roster_size, state, capacity, entrants_min,
        requires_approval, entry_fee, confirmed_count, waitlist_capacity, waitlisted_count, registration_opens_at, registration_closes_at, starts_at, published_at, ended_at, created_at)
      SELECT ${tournament}, ${title}, ${players.other2}, ${mode}, ${mode === 'team' ? given.rosterSize : null}::integer, ${given.state},
        ${capacity}, 2, ${given.requiresApproval}, ${given.fee}::bigint, ${given.confirmedCount}, ${given.waitlistCapacity}, ${given.waitlistedCount}, ${at(given.opensInMs)}::timestamptz,
        ${at(given.closesInMs)}::timestamptz, '2030-01-01', ${given.isPublished ? now : null}::timestamptz, ${now}::timestamptz, ${now}::timestamptz
      WHERE ${exists}
    ), team AS (
      INSERT INTO team_team (id, name, captain_id, join_code, member_count, created_at)
      SELECT ${team}, ${teamName}, ${given.team === 'own' ? players.actor : players.other1}, '', 3, ${now}::timestamptz WHERE ${isKnownTeam}
    ), member AS (
      INSERT INTO team_member (team_id, player_id, display_name, joined_at)
      SELECT ${team}, player, NULL, ${now}::timestamptz FROM unnest(string_to_array(${list(['actor', 'mate1', 'mate2'])}, ',')) AS player WHERE ${isKnownTeam}
    ), entered AS (
      INSERT INTO tournament_registration (id, tournament_id, player_id, display_name, language, state, waitlist_number, created_at)
      SELECT 'reg_' || ${tournament}, ${tournament}, ${players.actor}, 'Player', 'en', ${given.entered}, ${given.entered === 'waitlisted' ? 1 : null}::integer, ${now}::timestamptz WHERE ${given.entered !== null}
    ), rostered AS (
      INSERT INTO tournament_roster (registration_id, tournament_id, player_id)
      SELECT 'other_' || ${tournament}, ${tournament}, player FROM unnest(string_to_array(${list(given.rostered)}, ',')) AS player
    ), wallet AS (
      INSERT INTO economy_wallet (id, kind, owner_id, balance, held, is_frozen, created_at)
      SELECT ${wallets.payer}, 'player'::wallet_kind, ${players.actor}, ${held?.balance ?? 0}::bigint, ${held?.held ?? 0}::bigint, ${held?.isFrozen ?? false},
        ${now}::timestamptz WHERE ${held !== null}
      UNION ALL SELECT ${wallets.escrow}, 'escrow', ${tournament}, 0, 0, ${given.isEscrowFrozen}, ${now}::timestamptz
    ) INSERT INTO test_sanction (player, facts)
      SELECT player, ${JSON.stringify(sanction)}::text::jsonb FROM unnest(string_to_array(${list(given.sanctioned)}, ',')) AS player`;
}
