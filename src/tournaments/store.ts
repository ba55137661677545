// Queries on tournaments, their placements, events and audit rows.

import { and, eq, sql } from 'drizzle-orm';
import { type AuditRow, appendAudit } from '../audit/append.ts';
import type { Facts } from '../core/errors.ts';
import { invariant } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import { type Instant, toInstant } from '../core/instant.ts';
import type { PageRequest } from '../core/page.ts';
import type { Database, Sql } from '../db/client.ts';
import { run } from '../db/transaction.ts';
import { appendEvent, type OutboxJson, type OutboxRow } from '../outbox/append.ts';
import type { EventPayload, EventType } from '../outbox/event.ts';
import { writeStages } from './stages/append.ts';
import { tournamentColumns } from './stages/tables.ts';
import { placementTable, registrationTable, tournamentTable } from './tables.ts';
import type { Tournament, TournamentState } from './tournament.ts';

export async function insertTournament(sql: Sql, tournament: Tournament, audit: AuditRow): Promise<void> {
  const t = tournament;
  await sql`
    WITH created AS (
      INSERT INTO tournament_tournament (id, title, issuer, game, accent_color, time_zone, organizer_id, is_sandbox, mode, roster_size, roster_size_max, certificate_holders, state, visibility, capacity, entrants_min,
        waitlist_capacity, offer_minutes, check_in_minutes, auto_confirm_minutes, requires_approval, entry_condition, auto_start, entry_fee, prizes, registration_opens_at, registration_closes_at, starts_at, created_at)
      VALUES (${t.id}, ${t.title}, ${t.issuer}, ${t.game}, ${t.accentColor}, ${t.timeZone}, ${t.organizerId}, ${t.isSandbox}, ${t.mode}, ${t.rosterSize}, ${t.rosterSizeMax}, ${t.certificateHolders}, ${t.state}, ${t.visibility}, ${t.capacity},
        ${t.entrantsMin}, ${t.waitlistCapacity}, ${t.offerMinutes}, ${t.checkInMinutes}, ${t.autoConfirmMinutes}, ${t.requiresApproval}, ${t.entryCondition}, ${t.autoStart}, ${t.entryFee}::bigint,
        ${t.prizes === null ? null : JSON.stringify(t.prizes)}::text::jsonb, ${t.registrationOpensAt},
        ${t.registrationClosesAt}, ${t.startsAt}, ${t.createdAt})
      RETURNING id
    ), stages AS (${writeStages(sql, t.stages, sql`created`)})
    ${appendAudit(sql, audit, sql`created`)}`;
}

/** Why the player may host no tournament: the facts of a sanction. */
export async function findHostSanction(sql: Sql, player: Id<'player'>, now: Instant): Promise<Facts | null> {
  const [row] = await sql<{ facts: Facts | null }[]>`
    SELECT sanction_gate(${player}, NULL, 'host', ${now}::timestamptz) AS facts`;
  return row?.facts ?? null;
}

/** Why the organizer may not publish it: the facts of a probation. Callers hold the lock on the tournament. */
export async function findPublishSanction(sql: Sql, id: Id<'tournament'>, now: Instant): Promise<Facts | null> {
  const [row] = await sql<{ facts: Facts | null }[]>`
    SELECT tournament_publish_sanction(${id}, ${now}::timestamptz) AS facts`;
  return row?.facts ?? null;
}

const selectTournaments = (db: Database) => db.orm.select(tournamentColumns).from(tournamentTable);

export async function findTournament(db: Database, id: Id<'tournament'>): Promise<Tournament | null> {
  const rows = await run(() => selectTournaments(db).where(eq(tournamentTable.id, id)));
  return rows[0] ?? null;
}

/** Whether the player is an entrant, or on the roster of one. Who waits for approval, was rejected or has cancelled is none. */
export async function hasEntrant(db: Database, id: Id<'tournament'>, player: Id<'player'>): Promise<boolean> {
  return run(() => isEnteredIn(db.sql, id, player));
}

/** In the transaction of an act, which is retried as a whole. */
export async function isEnteredIn(sql: Sql, id: Id<'tournament'>, player: Id<'player'>): Promise<boolean> {
  const [row] = await sql<{ has: boolean }[]>`SELECT tournament_has_entrant(${id}, ${player}) AS has`;
  return row?.has ?? false;
}

export interface StateChange {
  readonly id: Id<'tournament'>;
  readonly from: readonly TournamentState[];
  readonly to: TournamentState;
  readonly now: Instant;
  readonly event: OutboxRow;
  readonly audit: AuditRow;
}

/** One statement writes state, event number, event and audit row. null if the state is not in `from`; then nothing is written. */
export async function changeState(sql: Sql, change: StateChange): Promise<OutboxJson | null> {
  const rows = await sql<{ event: OutboxJson }[]>`
    WITH changed AS (
      UPDATE tournament_tournament SET state = ${change.to}, event_seq = event_seq + 1,
        started_at = CASE WHEN ${change.to === 'live'} THEN coalesce(started_at, ${change.now}::timestamptz) ELSE started_at END,
        ended_at = CASE WHEN ${change.to === 'completed'} THEN ${change.now}::timestamptz WHEN ${change.to === 'live'} THEN NULL ELSE ended_at END,
        published_at = CASE WHEN ${change.to === 'published'} THEN ${change.now}::timestamptz ELSE published_at END
      WHERE id = ${change.id} AND state = ANY (string_to_array(${change.from.join(',')}, ',')) RETURNING id, event_seq
    ), audited AS (${appendAudit(sql, change.audit, sql`changed`)}
    ), event AS (${appendEvent(sql, change.event, {
      numbered: sql`changed`,
      payload: sql`jsonb_build_object('state', ${change.to}::text)`,
    })})
    SELECT to_jsonb(event) AS event FROM event`;
  return rows[0]?.event ?? null;
}

/** Tournaments whose registration is due to open or close. */
export async function listScheduled(db: Database, now: Instant, limit: number): Promise<Id<'tournament'>[]> {
  const rows = await run(
    () => db.sql<{ id: Id<'tournament'> }[]>`
    (SELECT id FROM tournament_tournament WHERE state = 'published' AND registration_opens_at <= ${now}::timestamptz
      ORDER BY registration_opens_at LIMIT ${limit})
    UNION (SELECT id FROM tournament_tournament WHERE state = 'registration_open' AND registration_closes_at <= ${now}::timestamptz
      ORDER BY registration_closes_at LIMIT ${limit})`,
  );
  return rows.map(({ id }) => id);
}

/** Best first; a page goes on after an entrant. One row more than its limit. */
export function listPlacements(db: Database, id: Id<'tournament'>, { after, limit }: PageRequest) {
  const { rank, registrationId } = placementTable;
  const isAfter =
    after === null
      ? undefined
      : sql`(${rank}, ${registrationId}) > (SELECT a.rank, a.registration_id FROM tournament_placement a WHERE a.tournament_id = ${id} AND a.registration_id = ${after})`;
  return run(() =>
    db.orm
      .select({
        registrationId: placementTable.registrationId,
        displayName: registrationTable.displayName,
        rank: placementTable.rank,
        decidedBy: placementTable.decidedBy,
      })
      .from(placementTable)
      .innerJoin(registrationTable, eq(registrationTable.id, placementTable.registrationId))
      .where(and(eq(placementTable.tournamentId, id), isAfter))
      .orderBy(rank, registrationId)
      .limit(limit + 1),
  );
}

export interface RankedEntrant {
  readonly registrationId: Id<'registration'>;
  /** For a team, its captain. null: a guest whose entry nobody has claimed. */
  readonly playerId: Id<'player'> | null;
  readonly rank: number;
}

/** The final ranking, best first. Who was disqualified wins nothing. */
export async function listRanked(sql: Sql, id: Id<'tournament'>): Promise<RankedEntrant[]> {
  return sql<RankedEntrant[]>`
    SELECT p.registration_id AS "registrationId", p.rank,
      CASE WHEN g.registration_id IS NULL OR g.claimed_at IS NOT NULL THEN r.player_id END AS "playerId"
    FROM tournament_placement p JOIN tournament_registration r ON r.id = p.registration_id
      LEFT JOIN tournament_guest g ON g.registration_id = r.id
    WHERE p.tournament_id = ${id} AND r.state <> 'disqualified' ORDER BY p.rank, p.registration_id`;
}

/** Whether there is no such tournament, or record of one: also a sandbox that was removed. False for what belongs to no tournament. */
export async function isGone(
  db: Database,
  { kind, id }: { readonly kind: string; readonly id: string },
): Promise<boolean> {
  const rows = await run(
    () => db.sql<{ isGone: boolean }[]>`
    SELECT ${kind} IN ('tournament', 'registration', 'match', 'refereeCall', 'dispute')
      AND tournament_organizer(${kind}, ${id}) IS NULL AS "isGone"`,
  );
  return rows[0]?.isGone ?? false;
}

/** The tournament of a match, a registration or a dispute. */
export async function findTournamentOf(
  db: Database,
  id: Id<'match' | 'registration' | 'dispute'>,
): Promise<Id<'tournament'> | null> {
  const rows = await run(
    () => db.sql<{ id: Id<'tournament'> }[]>`
    SELECT tournament_id AS id FROM tournament_match WHERE id = ${id}
    UNION ALL SELECT tournament_id FROM tournament_registration WHERE id = ${id}
    UNION ALL SELECT tournament_id FROM tournament_dispute WHERE id = ${id}`,
  );
  return rows[0]?.id ?? null;
}

/** The columns that organizer acts check. The row is locked until the transaction ends. */
export type LockedTournament = Pick<
  Tournament,
  | 'organizerId'
  | 'state'
  | 'publishedAt'
  | 'mode'
  | 'visibility'
  | 'registrationClosesAt'
  | 'capacity'
  | 'entrantsMin'
  | 'confirmedCount'
  | 'prizes'
  | 'entryFee'
  | 'isSandbox'
> & {
  readonly isSettled: boolean;
};

export async function lockRow(sql: Sql, id: Id<'tournament'>): Promise<LockedTournament | null> {
  type LockedRow = Omit<LockedTournament, 'publishedAt' | 'registrationClosesAt'> &
    Record<'publicAt' | 'closesAt', string | null>;
  const rows = await sql<LockedRow[]>`
    SELECT organizer_id AS "organizerId", state, published_at AS "publicAt", mode, visibility, capacity, entrants_min AS "entrantsMin",
      confirmed_count AS "confirmedCount", registration_closes_at AS "closesAt",
      prizes, entry_fee AS "entryFee", is_sandbox AS "isSandbox", settled_at IS NOT NULL AS "isSettled"
    FROM tournament_tournament WHERE id = ${id} FOR NO KEY UPDATE`;
  if (rows[0] === undefined) return null;
  const { publicAt, closesAt, ...row } = rows[0];
  const instantOf = (text: string | null) => (text === null ? null : toInstant(text));
  return { ...row, publishedAt: instantOf(publicAt), registrationClosesAt: instantOf(closesAt) };
}

export async function writeSeeding(sql: Sql, id: Id<'tournament'>, method: string, seed: string | null): Promise<void> {
  await sql`UPDATE tournament_tournament SET seeding_method = ${method}, seeding_seed = ${seed} WHERE id = ${id}`;
}

/** Writes an event without a change of state. */
export async function insertEvent<T extends EventType>(
  sql: Sql,
  id: Id<'tournament'>,
  event: OutboxRow<T>,
  payload: EventPayload<T>,
): Promise<OutboxJson> {
  const rows = await sql<{ event: OutboxJson }[]>`
    WITH numbered AS (
      UPDATE tournament_tournament SET event_seq = event_seq + 1 WHERE id = ${id} RETURNING id, event_seq
    ), event AS (${appendEvent(sql, event, { numbered: sql`numbered`, payload: sql`${JSON.stringify(payload)}::text::jsonb` })})
    SELECT to_jsonb(event) AS event FROM event`;
  const [row] = rows;
  invariant(row !== undefined, 'the tournament was locked');
  return row.event;
}

export async function insertAudit(sql: Sql, row: AuditRow): Promise<void> {
  await appendAudit(sql, row, sql`(SELECT 1) AS done`);
}

export interface NewPlacement {
  readonly registrationId: Id<'registration'>;
  readonly rank: number;
  readonly decidedBy: string;
}

export async function insertPlacements(
  sql: Sql,
  id: Id<'tournament'>,
  placements: readonly NewPlacement[],
): Promise<void> {
  const rows = placements.map((placement) => ({
    tournament_id: id,
    registration_id: placement.registrationId,
    rank: placement.rank,
    decided_by: placement.decidedBy,
  }));
  await sql`INSERT INTO tournament_placement ${sql(rows)}`;
}
