// Queries on disputes. One call of a function of disputes.sql opens one.

import { type Facts, invariant } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { PageRequest } from '../../core/page.ts';
import type { Database, Fragment, Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import type { KeyRefusal } from '../../idempotency/settle-claim.ts';
import type { OutboxJson } from '../../outbox/append.ts';
import type { KeyClaim } from '../../outbox/ports.ts';
import type { MatchState } from '../matches/result.ts';
import type { LiveStage } from '../stages/format-registry.ts';
import type { TournamentState } from '../tournament.ts';
import { type Dispute, type DisputeReason, disputeHours, type OpeningOutcome, ownDisputesMax } from './dispute.ts';

export interface NewDispute {
  readonly matchId: Id<'match'>;
  readonly reason: DisputeReason;
  readonly text: string;
  readonly actorId: Id<'player'>;
  readonly disputeId: Id<'dispute'>;
  readonly eventId: Id<'event'>;
  readonly now: Instant;
}

export interface OpeningRow {
  /** null if no match has this id. `repeated`: the outcome is that of an earlier request. */
  readonly verdict: 'done' | 'repeated' | KeyRefusal | null;
  /** Without the text, which the request has. */
  readonly outcome: {
    readonly outcome: OpeningOutcome;
    readonly disputeId: Id<'dispute'>;
    /** null: the caller acts for no entrant of the match. */
    readonly registrationId: Id<'registration'> | null;
    /** Of the match, after the act. */
    readonly state: MatchState;
    readonly tournamentId: Id<'tournament'>;
    readonly tournamentState: TournamentState;
    readonly sanction: Facts | null;
    readonly openedAt: Instant;
    /** Events of matches that silence has confirmed before the act. */
    readonly silence: readonly OutboxJson[];
    readonly stages: readonly LiveStage[];
  } | null;
  /** null if nothing has changed. */
  readonly event: OutboxJson | null;
}

/** One round trip. Locks the tournament. */
export async function insertDispute({ sql }: Database, claim: KeyClaim | null, act: NewDispute): Promise<OpeningRow> {
  const { scope = null, key = null, fingerprint = null } = claim ?? {};
  const [row] = await run(
    () => sql<OpeningRow[]>`
    SELECT verdict, outcome, event FROM tournament_open_dispute(${act.matchId}, ${act.reason}, ${act.text}, ${act.actorId}, ${act.disputeId},
      ${act.eventId}, ${disputeHours}, ${ownDisputesMax}, ${scope}, ${key}, ${fingerprint}, ${act.now}::timestamptz)`,
  );
  invariant(row !== undefined, 'the function returns one row');
  return row;
}

const select = (sql: Sql, where: Fragment) => sql<Dispute[]>`
  SELECT d.id, d.tournament_id AS "tournamentId", d.match_id AS "matchId", d.registration_id AS "registrationId", d.opener_id AS "openerId",
    d.reason, d.text, instant_text(d.opened_at) AS "openedAt", d.outcome, instant_text(d.closed_at) AS "closedAt", d.closed_by AS "closedBy"
  FROM tournament_dispute d WHERE ${where}`;

export async function findDispute(sql: Sql, id: Id<'dispute'>): Promise<Dispute | null> {
  return (await select(sql, sql`d.id = ${id}`))[0] ?? null;
}

/** The player of the entrant who contests, who may have changed since: a team has got another captain. */
export async function findDisputant(sql: Sql, id: Id<'dispute'>): Promise<Id<'player'> | null> {
  const [row] = await sql<{ playerId: Id<'player'> }[]>`
    SELECT r.player_id AS "playerId" FROM tournament_dispute d JOIN tournament_registration r ON r.id = d.registration_id WHERE d.id = ${id}`;
  return row?.playerId ?? null;
}

/** Newest first. */
export function listMatchDisputes(sql: Sql, id: Id<'match'>, { after, limit }: PageRequest): Promise<Dispute[]> {
  return select(
    sql,
    sql`d.match_id = ${id} AND (${after}::text IS NULL OR d.id < ${after}) ORDER BY d.id DESC LIMIT ${limit + 1}`,
  );
}

/** The oldest first. */
export function listDisputes(
  sql: Sql,
  id: Id<'tournament'>,
  isOpen: boolean | null,
  { after, limit }: PageRequest,
): Promise<Dispute[]> {
  return select(
    sql,
    sql`d.tournament_id = ${id} AND (${isOpen}::boolean IS NULL OR (d.outcome IS NULL) = ${isOpen}::boolean)
      AND (${after}::text IS NULL OR d.id > ${after}) ORDER BY d.id LIMIT ${limit + 1}`,
  );
}

/** Completed matches of a stage whose result is contested. */
export async function listDisputedMatches(sql: Sql, id: Id<'tournament'>, stage: number): Promise<Id<'match'>[]> {
  const rows = await sql<{ id: Id<'match'> }[]>`
    SELECT m.id FROM tournament_dispute d JOIN tournament_match m ON m.id = d.match_id
    WHERE d.tournament_id = ${id} AND d.outcome IS NULL AND m.stage = ${stage} AND m.state = 'completed' ORDER BY m.id`;
  return rows.map((row) => row.id);
}

/** The match waits for an answer again, if it was not over. @returns false if the dispute is closed already. */
export async function withdraw(sql: Sql, id: Id<'dispute'>, by: Id<'player'>, now: Instant): Promise<boolean> {
  const [row] = await sql<{ isDone: boolean }[]>`
    SELECT tournament_withdraw_dispute(${id}, ${by}, ${now}::timestamptz) AS "isDone"`;
  return row?.isDone ?? false;
}

/** The result of a completed match stands. @returns false if the dispute is closed already, or its match is not over. */
export async function reject(sql: Sql, id: Id<'dispute'>, by: Id<'player'>, now: Instant): Promise<boolean> {
  const rows = await sql`
    UPDATE tournament_dispute d SET outcome = 'rejected', closed_at = ${now}::timestamptz, closed_by = ${by} FROM tournament_match m
    WHERE d.id = ${id} AND d.outcome IS NULL AND m.id = d.match_id AND m.state = 'completed' RETURNING 1`;
  return rows.length > 0;
}
