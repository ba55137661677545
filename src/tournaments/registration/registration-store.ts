// Queries on registrations. The inserting statement itself enforces the capacity.

import { and, asc, eq, gt } from 'drizzle-orm';
import type { Id } from '../../core/id.ts';
import { toInstant } from '../../core/instant.ts';
import type { PageRequest } from '../../core/page.ts';
import type { Database, Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import { appendEvent, type OutboxJson, type OutboxRow } from '../../outbox/append.ts';
import { registrationTable } from '../tables.ts';
import type { Registration, RegistrationFacts, RegistrationState } from './registration.ts';

export type RegisterVerdict =
  | { readonly kind: 'registered'; readonly state: RegistrationState; readonly event: OutboxJson }
  | { readonly kind: 'refused'; readonly facts: RegistrationFacts }
  | { readonly kind: 'no_tournament' };

/** Ids for the fee: a transfer, or a hold if approval is required. */
export interface FeeIds {
  readonly holdId: Id<'hold'>;
  readonly transferId: Id<'transfer'>;
  readonly legIds: readonly [from: Id<'transaction'>, to: Id<'transaction'>];
}

interface RegisterRow {
  readonly registered_as: RegistrationState;
  readonly event: OutboxJson | null;
  readonly state: RegistrationFacts['state'];
  readonly capacity: number;
  readonly registration_opens_at: string | null;
  readonly registration_closes_at: string | null;
  readonly registered_player: string | null;
  readonly mode: RegistrationFacts['mode'];
  readonly roster_size: number | null;
  readonly roster_count: number;
  /** Comma-separated ids. */
  readonly conflicting_players: string | null;
}

/** A requested registration. The tournament decides whether it is confirmed or pending. */
export type Entry = Omit<Registration, 'state'> & { readonly roster: readonly Id<'player'>[]; readonly fee: FeeIds };

/** One round trip: takes a place, charges the fee, and writes registration, roster and event; or returns the facts of the refusal. */
export async function insertRegistration(
  db: Database,
  { roster, fee, ...r }: Entry,
  event: OutboxRow,
): Promise<RegisterVerdict> {
  const { sql } = db;
  const rows = await run(
    () => sql<RegisterRow[]>`
    WITH member AS (
      SELECT m.player_id, m.display_name FROM team_squad m
      WHERE m.captain_id = ${r.playerId} AND m.team_id = ${r.teamId} AND m.player_id = ANY (string_to_array(${roster.join(',')}, ','))
    ), conflict AS (
      SELECT x.player_id FROM tournament_roster x JOIN member USING (player_id) WHERE x.tournament_id = ${r.tournamentId}
    ), slot AS (
      UPDATE tournament_tournament
      SET confirmed_count = confirmed_count + CASE WHEN requires_approval THEN 0 ELSE 1 END, event_seq = event_seq + 1
      WHERE id = ${r.tournamentId} AND confirmed_count < capacity
        AND (state = 'registration_open' OR state = 'published' AND registration_opens_at <= ${r.createdAt}::timestamptz)
        AND CASE mode WHEN 'solo' THEN ${r.teamId}::text IS NULL
          ELSE roster_size = (SELECT count(*) FROM member) AND NOT EXISTS (SELECT 1 FROM conflict) END
        AND coalesce(registration_opens_at <= ${r.createdAt}::timestamptz, true)
        AND coalesce(registration_closes_at > ${r.createdAt}::timestamptz, true)
        AND NOT EXISTS (SELECT 1 FROM tournament_registration e WHERE e.tournament_id = ${r.tournamentId}
          AND e.player_id = ${r.playerId} AND e.state IN ('pending', 'confirmed', 'waitlisted'))
      RETURNING id, event_seq, entry_fee, requires_approval, CASE WHEN requires_approval THEN 'pending' ELSE 'confirmed' END AS registered_as
    ), fee AS MATERIALIZED (
      SELECT ledger_charge_fee(${r.playerId}, ${r.createdAt}::timestamptz, id, ${r.id}, entry_fee, requires_approval,
        ${fee.holdId}, ${fee.transferId}, ${fee.legIds[0]}, ${fee.legIds[1]}) AS fee_reference FROM slot WHERE entry_fee > 0
    ), registration AS (
      INSERT INTO tournament_registration (id, tournament_id, player_id, team_id, display_name, printed_name, language, state, created_at)
      SELECT ${r.id}, id, ${r.playerId}, ${r.teamId}, ${r.displayName}, ${r.printedName}, ${r.language}, registered_as, ${r.createdAt}::timestamptz
      FROM slot RETURNING id, tournament_id
    ), roster AS (
      INSERT INTO tournament_roster (registration_id, tournament_id, player_id, display_name)
      SELECT registration.id, registration.tournament_id, member.player_id, member.display_name FROM registration, member
    ), event AS (${appendEvent(sql, event, {
      numbered: sql`slot`,
      payload: sql`jsonb_build_object('registrationId', ${r.id}::text, 'displayName', ${r.displayName}::text, 'state', registered_as)`,
    })})
    SELECT to_jsonb(event) AS event, (SELECT registered_as FROM slot), (SELECT fee_reference FROM fee), t.state, t.capacity, t.mode, t.roster_size, (SELECT count(*)::integer FROM member) AS roster_count,
      (SELECT string_agg(player_id, ',' ORDER BY player_id) FROM conflict) AS conflicting_players, t.registration_opens_at, t.registration_closes_at,
      (SELECT e.player_id FROM tournament_registration e WHERE e.tournament_id = t.id AND e.player_id = ${r.playerId}
        AND e.state IN ('pending', 'confirmed', 'waitlisted')) AS registered_player
    FROM tournament_tournament t LEFT JOIN event ON true
    WHERE t.id = ${r.tournamentId} AND t.state NOT IN ('draft', 'pending_approval') AND (t.state <> 'cancelled' OR t.published_at IS NOT NULL)`,
  );
  const row = rows[0];
  if (row === undefined) return { kind: 'no_tournament' };
  if (row.event !== null) return { kind: 'registered', state: row.registered_as, event: row.event };
  return { kind: 'refused', facts: toFacts(row) };
}

function toFacts(row: RegisterRow): RegistrationFacts {
  const instantOrNull = (text: string | null) => (text === null ? null : toInstant(text));
  return {
    state: row.state,
    capacity: row.capacity,
    registrationOpensAt: instantOrNull(row.registration_opens_at),
    registrationClosesAt: instantOrNull(row.registration_closes_at),
    mode: row.mode,
    rosterSize: row.roster_size,
    rosterCount: row.roster_count,
    registeredPlayers: [...new Set([row.registered_player ?? [], row.conflicting_players?.split(',') ?? []].flat())],
  };
}

export async function findRegistration(db: Database, id: Id<'registration'>): Promise<Registration | null> {
  const rows = await run(() => db.orm.select().from(registrationTable).where(eq(registrationTable.id, id)));
  return rows[0] ?? null;
}

/** In order of registration. */
export function listRegistrations(db: Database, id: Id<'tournament'>, page: PageRequest): Promise<Registration[]> {
  const isAfter = page.after === null ? undefined : gt(registrationTable.id, page.after as Id<'registration'>);
  return run(() =>
    db.orm
      .select()
      .from(registrationTable)
      .where(and(eq(registrationTable.tournamentId, id), isAfter))
      .orderBy(asc(registrationTable.id))
      .limit(page.limit + 1),
  );
}

/** By seed; unseeded entrants follow in order of registration. */
export async function confirmedEntrants(sql: Sql, id: Id<'tournament'>): Promise<Id<'registration'>[]> {
  const rows = await sql<{ id: Id<'registration'> }[]>`
    SELECT id FROM tournament_registration WHERE tournament_id = ${id} AND state = 'confirmed'
    ORDER BY seed NULLS LAST, created_at, id`;
  return rows.map((row) => row.id);
}

/** Writes seeds 1, 2, 3 … in the given order and clears all others. */
export async function writeSeeds(sql: Sql, id: Id<'tournament'>, order: readonly Id<'registration'>[]): Promise<void> {
  await sql`UPDATE tournament_registration SET seed = NULL WHERE tournament_id = ${id} AND seed IS NOT NULL`;
  await sql`
    UPDATE tournament_registration r SET seed = o.seed::integer
    FROM unnest(string_to_array(${order.join(',')}, ',')) WITH ORDINALITY AS o (id, seed)
    WHERE r.id = o.id AND r.tournament_id = ${id}`;
}
