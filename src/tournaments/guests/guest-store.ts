// Queries on guests, their claim codes, and prizes that wait for a claim. Callers hold the lock on the tournament, except for `claimGuest`.

import { type Facts, invariant } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Coins } from '../../core/money.ts';
import type { Database, Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import type { OutboxJson } from '../../outbox/append.ts';
import type { Registration } from '../registration/registration.ts';
import type { TournamentMode } from '../tournament.ts';
import type { FreePlaces } from './place-guests.ts';

export interface GuestList extends FreePlaces {
  readonly mode: TournamentMode;
  readonly known: readonly Pick<Registration, 'id' | 'displayName'>[];
}

/** The places that are free, and who is entered or has asked to be. */
export async function findGuestList(sql: Sql, id: Id<'tournament'>): Promise<GuestList> {
  const [row] = await sql<GuestList[]>`
    SELECT t.mode, t.capacity - t.confirmed_count - tournament_count_offers(t.id) AS places, t.waitlist_capacity - t.waitlisted_count AS waitlist,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'displayName', r.display_name) ORDER BY r.id), '[]') FROM tournament_registration r
       WHERE r.tournament_id = t.id AND r.state IN ('pending', 'confirmed', 'waitlisted')) AS known
    FROM tournament_tournament t WHERE t.id = ${id}`;
  invariant(row !== undefined, 'the tournament is locked');
  return row;
}

export interface NewGuest
  extends Pick<
    Registration,
    'id' | 'playerId' | 'displayName' | 'printedName' | 'language' | 'club' | 'country' | 'rating'
  > {
  readonly state: 'confirmed' | 'waitlisted';
  readonly codeHash: string;
}

/** @returns the events, one for each guest. */
export async function insertGuests(
  sql: Sql,
  id: Id<'tournament'>,
  guests: readonly NewGuest[],
  now: Instant,
): Promise<readonly OutboxJson[]> {
  const [row] = await sql<{ events: OutboxJson[] }[]>`
    SELECT tournament_enter_guests(${id}, ${JSON.stringify(guests)}::text::jsonb, ${now}::timestamptz) AS events`;
  invariant(row !== undefined, 'the function returns one row');
  return row.events;
}

export interface Claim {
  readonly codeHash: string;
  readonly actorId: Id<'player'>;
  readonly eventId: Id<'event'>;
  readonly auditId: Id<'audit'>;
  readonly now: Instant;
}

export interface Claimed {
  readonly registrationId: Id<'registration'>;
  readonly tournamentId: Id<'tournament'>;
  /** null: no prize waited. */
  readonly prizeRank: number | null;
  readonly prizeAmount: string | null;
}

export type ClaimRow =
  | { readonly verdict: 'done'; readonly outcome: Claimed; readonly events: OutboxJson[] }
  | { readonly verdict: 'repeated'; readonly outcome: Pick<Claimed, 'registrationId'>; readonly events: OutboxJson[] }
  | { readonly verdict: ClaimRefusal; readonly outcome: Facts | null; readonly events: OutboxJson[] };

export type ClaimRefusal = 'code_not_valid' | 'wrong_registration_state' | 'sanctioned' | 'already_registered';

export async function claimGuest(sql: Sql, claim: Claim): Promise<ClaimRow> {
  const [row] = await sql<ClaimRow[]>`
    SELECT verdict, outcome, events FROM tournament_claim_guest(${claim.codeHash}, ${claim.actorId}, ${claim.eventId}, ${claim.auditId},
      ${claim.now}::timestamptz)`;
  invariant(row !== undefined, 'the function returns one row');
  return row;
}

export type RenewVerdict = 'done' | 'no_guest' | 'claimed' | 'erased';

export async function renewClaimCode(sql: Sql, id: Id<'registration'>, codeHash: string): Promise<RenewVerdict> {
  const [row] = await sql<
    { verdict: RenewVerdict }[]
  >`SELECT tournament_renew_claim_code(${id}, ${codeHash}) AS verdict`;
  invariant(row !== undefined, 'the function returns one row');
  return row.verdict;
}

export interface WaitingPrize {
  readonly registrationId: Id<'registration'>;
  readonly rank: number;
  readonly amount: Coins;
}

export async function writeWaitingPrizes(sql: Sql, prizes: readonly WaitingPrize[]): Promise<void> {
  const list = (of: (prize: WaitingPrize) => unknown) => prizes.map(of).join(',');
  await sql`
    UPDATE tournament_guest g SET prize_rank = p.rank::integer, prize_amount = p.amount::bigint
    FROM unnest(string_to_array(${list((p) => p.registrationId)}, ','), string_to_array(${list((p) => p.rank)}, ','),
      string_to_array(${list((p) => p.amount)}, ',')) AS p (registration, rank, amount)
    WHERE g.registration_id = p.registration`;
}

/** Best rank first. */
export async function listWaitingPrizes(db: Pick<Database, 'sql'>, id: Id<'tournament'>): Promise<WaitingPrize[]> {
  return run(
    () => db.sql<WaitingPrize[]>`
    SELECT r.id AS "registrationId", g.prize_rank AS rank, g.prize_amount AS amount
    FROM tournament_registration r JOIN tournament_guest g ON g.registration_id = r.id
    WHERE r.tournament_id = ${id} AND r.state <> 'disqualified' AND g.prize_rank IS NOT NULL AND g.claimed_at IS NULL
    ORDER BY g.prize_rank, r.id`,
  );
}
