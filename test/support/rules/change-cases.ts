// Cases of a registration that is cancelled or decided: as facts for the pure rules, and as rows for the database.

import type { Actor } from '../../../src/core/actor.ts';
import type { Id } from '../../../src/core/id.ts';
import type { Sql } from '../../../src/db/client.ts';
import type { RegistrationState } from '../../../src/tournaments/registration/registration.ts';
import type { ChangeFacts, FeeFacts } from '../../../src/tournaments/registration/registration-change.ts';
import { type StaffRole, staffRoles } from '../../../src/tournaments/staff/staff.ts';
import { type TournamentState, tournamentStates } from '../../../src/tournaments/tournament.ts';
import { newId } from '../isolate/ports.ts';
import type { Dimensions } from './dimensions.ts';
import { now } from './registration-cases.ts';

type Fee =
  | 'held'
  | 'none'
  | 'paid'
  | 'captured'
  | 'captured in part'
  | 'released'
  | 'paid and returned'
  | 'captured and returned';

export interface ChangeCase {
  readonly exists: boolean;
  /** Whether the actor plays for the team. */
  readonly isOnRoster: boolean;
  readonly actor: 'entrant' | 'organizer' | 'other' | 'admin' | StaffRole;
  readonly tournament: TournamentState;
  readonly registration: RegistrationState;
  readonly confirmedCount: number;
  readonly fee: Fee;
  readonly frozen: 'payer' | 'escrow' | null;
  readonly isEscrowShort: boolean;
}

const isOther =
  <T>(usual: T) =>
  (value: T) =>
    value !== usual;

const dimensions: Dimensions<ChangeCase> = {
  exists: [true, false],
  actor: ['organizer', 'entrant', 'other', 'admin', ...staffRoles],
  isOnRoster: [false, true],
  tournament: ['registration_open', ...tournamentStates.filter(isOther<TournamentState>('registration_open'))],
  registration: ['pending', 'confirmed', 'waitlisted', 'rejected', 'cancelled', 'no_show', 'withdrawn', 'disqualified'],
  confirmedCount: [1, 2],
  fee: [
    'held',
    'none',
    'paid',
    'captured',
    'captured in part',
    'released',
    'paid and returned',
    'captured and returned',
  ],
  frozen: [null, 'payer', 'escrow'],
  isEscrowShort: [false, true],
};

/** Usual cases that are accepted, with each kind of fee that is common. */
export const changeDimensions: readonly Dimensions<ChangeCase>[] = [
  dimensions,
  { ...dimensions, registration: ['confirmed', 'pending', 'cancelled'], fee: ['paid', 'captured', 'none'] },
  { ...dimensions, fee: ['captured', 'captured in part', 'captured and returned'] },
];

const capacity = 2;
const feeCoins = 50;
/** Of a hold that finance captured in part. */
const partCoins = 20;

export function changeIds() {
  const [tournament, registration] = [newId('tournament'), newId('registration')];
  const players = {
    entrant: newId('player'),
    organizer: newId('player'),
    other: newId('player'),
    admin: newId('player'),
    ...{ co_organizer: newId('player'), referee: newId('player'), check_in: newId('player'), caster: newId('player') },
  };
  return { tournament, registration, players, payer: newId('wallet'), escrow: newId('wallet'), fee: newId('transfer') };
}
export type ChangeIds = ReturnType<typeof changeIds>;

export function actorOf(given: ChangeCase, { players }: ChangeIds): Actor {
  return {
    playerId: players[given.actor],
    issuer: 'test',
    name: null,
    roles: new Set(given.actor === 'admin' ? ['admin'] : ['player']),
  };
}

const isPaid = (fee: Fee) => /^(paid|captured)/.test(fee);
const isReturned = (fee: Fee) => fee.endsWith('returned');
const coinsOf = (fee: Fee) => (fee === 'captured in part' ? partCoins : feeCoins);
const holdOf = (fee: Fee): FeeFacts['hold'] => {
  if (fee === 'held') return 'active';
  if (fee === 'captured and returned') return 'captured';
  return fee === 'captured' || fee === 'captured in part' || fee === 'released' ? fee : null;
};
const escrowCoins = ({ fee, isEscrowShort }: ChangeCase) => coinsOf(fee) - (isEscrowShort ? 1 : 0);

export function changeFactsOf(given: ChangeCase, ids: ChangeIds): ChangeFacts {
  const { fee } = given;
  const registration: ChangeFacts['registration'] = {
    playerId: ids.players.entrant,
    roster: given.isOnRoster ? [ids.players[given.actor]] : [],
    state: given.registration,
    tournament: {
      organizerId: ids.players.organizer,
      staffRole: staffRoles.find((role) => role === given.actor) ?? null,
      state: given.tournament,
      capacity,
      confirmedCount: given.confirmedCount,
    },
    fee: {
      coins: BigInt(coinsOf(fee)),
      hold: holdOf(fee),
      isPaid: isPaid(fee),
      isReturned: isReturned(fee),
      isPayerFrozen: given.frozen === 'payer',
      isEscrowFrozen: given.frozen === 'escrow',
      escrowAvailable: BigInt(escrowCoins(given)),
    },
  };
  return { actor: actorOf(given, ids), registration: given.exists ? registration : null };
}

/** The session runs no triggers, so that balances, holds and legs can be set. */
export async function writeChangeCase(sql: Sql, given: ChangeCase, ids: ChangeIds): Promise<void> {
  const { fee } = given;
  const hold = holdOf(fee);
  const reference = `entry_fee:${ids.registration}`;
  const captured = hold?.startsWith('captured') ? coinsOf(fee) : 0;
  await sql`
    WITH tournament AS (
      INSERT INTO tournament_tournament (id, title, organizer_id, mode, state, capacity, entrants_min,
        requires_approval, entry_fee, confirmed_count, waitlisted_count, starts_at, published_at, ended_at, created_at)
      VALUES (${ids.tournament}, 'Open', ${ids.players.organizer}, 'solo', ${given.tournament}, ${capacity}, 2, true,
        ${feeCoins}::bigint, ${given.confirmedCount}, ${given.registration === 'waitlisted' ? 1 : 0}, '2030-01-01', ${now}::timestamptz, ${now}::timestamptz, ${now}::timestamptz)
    ), staff AS (
      INSERT INTO tournament_staff (tournament_id, player_id, role, state, invited_by, invited_at, accepted_at)
      SELECT ${ids.tournament}, ${ids.players[given.actor]}, ${given.actor}, 'active', ${ids.players.organizer}, ${now}::timestamptz, ${now}::timestamptz
      WHERE ${(staffRoles as readonly string[]).includes(given.actor)}
    ), registration AS (
      INSERT INTO tournament_registration (id, tournament_id, player_id, display_name, language, state, seed, waitlist_number, created_at)
      SELECT ${ids.registration}, ${ids.tournament}, ${ids.players.entrant}, 'Player', 'en', ${given.registration}, 1, ${given.registration === 'waitlisted' ? 1 : null}::integer, ${now}::timestamptz WHERE ${given.exists}
    ), roster AS (
      INSERT INTO tournament_roster (registration_id, tournament_id, player_id) SELECT DISTINCT ${ids.registration}, ${ids.tournament}, player
      FROM (VALUES (${ids.players.entrant}), (${given.isOnRoster ? ids.players[given.actor] : ids.players.entrant})) AS of (player)
    ), wallet AS (
      INSERT INTO economy_wallet (id, kind, owner_id, balance, held, is_frozen, created_at) VALUES
        (${ids.payer}, 'player', ${ids.players.entrant}, ${feeCoins}::bigint, ${hold === 'active' ? feeCoins : 0}::bigint, ${given.frozen === 'payer'}, ${now}::timestamptz),
        (${ids.escrow}, 'escrow', ${ids.tournament}, ${escrowCoins(given)}::bigint, 0, ${given.frozen === 'escrow'}, ${now}::timestamptz)
    ), hold AS (
      INSERT INTO economy_hold (id, wallet_id, to_wallet_id, amount, captured, state, reason, reference, transfer_id, actor_id, created_at, expires_at, resolved_at)
      SELECT ${newId('hold')}, ${ids.payer}, ${ids.escrow}, ${feeCoins}::bigint, ${captured}::bigint, ${hold?.split(' ')[0] ?? null}, 'entry_fee',
        ${reference}, ${captured > 0 ? ids.fee : null}, '', ${now}::timestamptz, '9999-01-01', ${hold === 'active' ? null : now}::timestamptz WHERE ${hold !== null}
    ) INSERT INTO economy_transaction (id, transfer_id, wallet_id, amount, balance_after, reason, reference, reverses, actor_id, created_at)
      SELECT transfer || '_' || side, transfer, CASE side WHEN 'payer' THEN ${ids.payer} ELSE ${ids.escrow} END,
        CASE WHEN (side = 'payer') = is_back THEN amount ELSE -amount END, 0, CASE WHEN is_back THEN 'refund' ELSE 'entry_fee' END,
        CASE WHEN NOT is_back THEN ${reference}::text END, CASE WHEN is_back THEN ${ids.fee}::text END, '', ${now}::timestamptz
      FROM (VALUES (${ids.fee}, false, ${isPaid(fee)}), (${newId('transfer')}, true, ${isReturned(fee)})) AS m (transfer, is_back, is_there),
        (VALUES ('payer'), ('escrow')) AS s (side), (VALUES (${coinsOf(fee)}::bigint)) AS c (amount) WHERE is_there`;
}

/** All that an act on the registration can change. */
export async function stateOf(sql: Sql, { tournament, registration, payer, escrow }: ChangeIds) {
  const [row] = await sql<Written[]>`
    SELECT t.event_seq AS seq, t.confirmed_count AS confirmed, t.waitlisted_count AS waiting, r.state, r.seed,
      (SELECT count(*)::int FROM tournament_roster WHERE registration_id = ${registration}) AS roster,
      (SELECT count(*)::int FROM event_outbox WHERE tournament_id = ${tournament}) AS events,
      (SELECT count(*)::int FROM economy_transaction WHERE wallet_id IN (${payer}, ${escrow})) AS legs,
      (SELECT count(*)::int FROM economy_owed_payment WHERE registration_id = ${registration}) AS owed,
      (SELECT h.state FROM economy_hold h WHERE h.wallet_id = ${payer}) AS hold,
      (SELECT concat_ws(' ', a.event, a.meta ->> 'fee') FROM moderation_audit a WHERE a.ref_id = ${registration}) AS audit
    FROM tournament_tournament t LEFT JOIN tournament_registration r ON r.id = ${registration} WHERE t.id = ${tournament}`;
  return row as Written;
}

interface Written {
  readonly seq: number;
  readonly confirmed: number;
  readonly waiting: number;
  readonly state: RegistrationState;
  readonly seed: number | null;
  readonly roster: number;
  readonly events: number;
  readonly legs: number;
  readonly owed: number;
  readonly hold: string | null;
  readonly audit: string | null;
}

export function changeOf(given: ChangeCase, ids: ChangeIds, reason: string | null = null) {
  const actor = actorOf(given, ids);
  const legIds = [newId('transaction'), newId('transaction')] as const;
  const more = { eventId: newId('event'), auditId: newId('audit'), transferId: newId('transfer'), legIds };
  const registrationId: Id<'registration'> = ids.registration;
  return { registrationId, actorId: actor.playerId, isAdmin: given.actor === 'admin', reason, now, ...more };
}
