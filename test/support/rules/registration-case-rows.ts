// Cases of one player or team that registers, as rows for the database.

import type { Id } from '../../../src/core/id.ts';
import type { Sql } from '../../../src/db/client.ts';
import type { Entry } from '../../../src/tournaments/registration/registration-store.ts';
import {
  at,
  type CaseIds,
  capacity,
  now,
  type RegistrationCase,
  sanction,
  teamName,
  title,
  usesOf,
  type Who,
  withdrawnAt,
} from './registration-cases.ts';

/** Of the code of a case, made from the id of its tournament: another one for each case. */
const hashOf = (tournament: Id<'tournament'>) =>
  tournament
    .slice(4)
    .padEnd(64, '0')
    .replace(/[^0-9a-f]/g, (letter) => (letter.charCodeAt(0) % 16).toString(16));

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
    invitationHash: given.code === 'none' ? null : given.code === 'unknown' ? '' : hashOf(tournament),
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
      INSERT INTO tournament_tournament (id, title, organizer_id, mode, roster_size, roster_size_max, state, capacity, entrants_min,
        requires_approval, entry_condition, entry_fee, confirmed_count, waitlist_capacity, waitlisted_count, registration_opens_at, registration_closes_at, starts_at, published_at, ended_at, created_at)
      SELECT ${tournament}, ${title}, ${players.other2}, ${mode}, ${mode === 'team' ? given.rosterSize : null}::integer, ${mode === 'team' ? given.rosterSizeMax : null}::integer, ${given.state},
        ${capacity}, 2, ${given.requiresApproval}, ${given.condition}, ${given.fee}::bigint, ${given.confirmedCount}, ${given.waitlistCapacity}, ${given.waitlistedCount}, ${at(given.opensInMs)}::timestamptz,
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
    ), captain AS (
      INSERT INTO tournament_registration (id, tournament_id, player_id, display_name, language, state, created_at)
      SELECT 'reg_' || player || ${tournament}, ${tournament}, player, 'Captain', 'en', 'confirmed', ${now}::timestamptz
      FROM unnest(string_to_array(${list(given.captains)}, ',')) AS player
    ), rostered AS (
      INSERT INTO tournament_roster (registration_id, tournament_id, player_id)
      SELECT 'other_' || ${tournament}, ${tournament}, player FROM unnest(string_to_array(${list(given.rostered)}, ',')) AS player
    ), wallet AS (
      INSERT INTO economy_wallet (id, kind, owner_id, balance, held, is_frozen, created_at)
      SELECT ${wallets.payer}, 'player'::wallet_kind, ${players.actor}, ${held?.balance ?? 0}::bigint, ${held?.held ?? 0}::bigint, ${held?.isFrozen ?? false},
        ${now}::timestamptz WHERE ${held !== null}
      UNION ALL SELECT ${wallets.escrow}, 'escrow', ${tournament}, 0, 0, ${given.isEscrowFrozen}, ${now}::timestamptz
    ), subject AS (
      INSERT INTO identity_subject (issuer, subject, player_id, linked_at) SELECT 'https://id.example', player, player, ${now}::timestamptz
      FROM unnest(string_to_array(${given.listedBy === 'subject' ? list(given.listed) : ''}, ',')) AS player
    ), listed AS (
      INSERT INTO tournament_allowed_player (tournament_id, reference, added_at)
      SELECT ${tournament}, CASE WHEN ${given.listedBy === 'player'} THEN player
        ELSE 'sha256:' || encode(sha256(convert_to('https://id.example' || chr(10) || player, 'UTF8')), 'hex') END, ${now}::timestamptz
      FROM unnest(string_to_array(${list(given.listed)}, ',')) AS player
    ), code AS (
      INSERT INTO tournament_invitation_code (id, tournament_id, code_hash, uses_max, uses, expires_at, withdrawn_at, created_by, created_at)
      SELECT 'inv_' || ${tournament}, ${given.code === 'of another tournament' ? 'other' : tournament}, ${hashOf(tournament)}, 1, ${usesOf(given.code)},
        ${given.code === 'expires now' ? now : null}::timestamptz, ${withdrawnAt(given.code)}::timestamptz, ${players.other2}, ${now}::timestamptz
      WHERE ${given.code !== 'none' && given.code !== 'unknown'}
    ), used AS (
      INSERT INTO tournament_invitation_use (code_id, player_id, used_at)
      SELECT 'inv_' || ${tournament}, ${players.actor}, ${now}::timestamptz WHERE ${given.code === 'used up, once by actor'}
    ) INSERT INTO test_sanction (player, facts)
      SELECT player, ${JSON.stringify(sanction)}::text::jsonb FROM unnest(string_to_array(${list(given.sanctioned)}, ',')) AS player`;
}
