// Queries on matches. One statement processes a result: permission, new state, and the next matches of winner and loser.

import { sql as drizzleSql } from 'drizzle-orm';
import { type AuditRow, appendAudit } from '../../audit/append.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Database, Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import { appendEvent, type OutboxJson } from '../../outbox/append.ts';
import type { BracketMatch, MatchPlace, Slot } from '../stages/bracket.ts';
import type { MatchState, ResultKind, ResultOutcome } from './result.ts';

export interface ResultEntry {
  readonly id: Id<'result'>;
  readonly matchId: Id<'match'>;
  readonly kind: ResultKind;
  readonly scoreA: number;
  readonly scoreB: number;
  readonly actorId: Id<'player'>;
  readonly isAdmin: boolean;
  readonly eventId: Id<'event'>;
  readonly audit: AuditRow;
  readonly now: Instant;
}

export interface ResultRow {
  readonly outcome: ResultOutcome;
  /** The state after the statement. */
  readonly state: MatchState;
  readonly tournament_id: Id<'tournament'>;
  readonly event: OutboxJson | null;
}

/**
 * One round trip. Locks the match, its next matches, then the tournament: always up the tree, so that results never deadlock.
 * null if the match does not exist.
 */
export async function settleMatch(db: Database, r: ResultEntry): Promise<ResultRow | null> {
  const { sql } = db;
  const rows = await run(
    () => sql<ResultRow[]>`
    WITH target AS (
      SELECT m.*, t.state AS tournament_state, CASE
        WHEN ${r.kind === 'decision'} THEN CASE WHEN t.organizer_id = ${r.actorId} OR ${r.isAdmin} THEN 'organizer' END
        WHEN a.player_id = ${r.actorId} THEN 'a' WHEN b.player_id = ${r.actorId} THEN 'b' END AS side
      FROM tournament_match m
      JOIN tournament_tournament t ON t.id = m.tournament_id
      LEFT JOIN tournament_registration a ON a.id = m.entrant_a
      LEFT JOIN tournament_registration b ON b.id = m.entrant_b
      WHERE m.id = ${r.matchId} FOR UPDATE OF m
    ), verdict AS (
      SELECT *, CASE
        WHEN side IS NULL THEN 'not_a_participant'
        WHEN tournament_state <> 'live' THEN 'closed'
        WHEN side = 'organizer' AND state IN ('ready', 'live', 'pending_result', 'disputed') THEN 'decided'
        WHEN state = 'pending_result' AND reported_by = ${r.actorId}
          THEN CASE WHEN ${r.kind !== 'report'} THEN 'own_report' WHEN (score_a, score_b) = (${r.scoreA}, ${r.scoreB}) THEN 'repeated' ELSE 'corrected' END
        WHEN state = 'pending_result' AND (score_a, score_b) = (${r.scoreA}, ${r.scoreB}) THEN 'confirmed'
        WHEN state = 'pending_result' AND ${r.kind === 'report'} THEN 'disputed'
        WHEN state = 'pending_result' THEN 'score_differs'
        WHEN state IN ('ready', 'live') AND ${r.kind === 'report'} THEN 'reported'
        ELSE 'closed' END AS outcome
      FROM target
    ), settled AS (
      UPDATE tournament_match m SET
        state = CASE j.outcome WHEN 'reported' THEN 'pending_result' WHEN 'corrected' THEN 'pending_result' WHEN 'disputed' THEN 'disputed' ELSE 'completed' END,
        score_a = CASE WHEN j.outcome = 'disputed' THEN m.score_a ELSE ${r.scoreA} END,
        score_b = CASE WHEN j.outcome = 'disputed' THEN m.score_b ELSE ${r.scoreB} END,
        reported_by = CASE WHEN j.outcome = 'reported' THEN ${r.actorId} ELSE m.reported_by END,
        winner_id = CASE WHEN j.outcome IN ('confirmed', 'decided') THEN ${r.scoreA > r.scoreB ? sql`m.entrant_a` : sql`m.entrant_b`} END,
        loser_id = CASE WHEN j.outcome IN ('confirmed', 'decided') THEN ${r.scoreA > r.scoreB ? sql`m.entrant_b` : sql`m.entrant_a`} END,
        completed_at = CASE WHEN j.outcome IN ('confirmed', 'decided') THEN ${r.now}::timestamptz END
      FROM verdict j WHERE m.id = j.id AND j.outcome IN ('reported', 'corrected', 'confirmed', 'disputed', 'decided')
      RETURNING m.*, j.outcome
    ), recorded AS (
      INSERT INTO tournament_result (id, match_id, kind, score_a, score_b, actor_id, created_at)
      SELECT ${r.id}, id, ${r.kind}, ${r.scoreA}, ${r.scoreB}, ${r.actorId}, ${r.now}::timestamptz FROM settled
    ), next_match AS (
      UPDATE tournament_match n SET
        entrant_a = CASE WHEN e.slot = 'a' THEN e.entrant ELSE n.entrant_a END,
        entrant_b = CASE WHEN e.slot = 'b' THEN e.entrant ELSE n.entrant_b END,
        state = CASE WHEN CASE WHEN e.slot = 'a' THEN n.entrant_b ELSE n.entrant_a END IS NULL THEN n.state ELSE 'ready' END
      -- Not a UNION: when the row was locked, Postgres judges it anew and joins it with the wrong branch, so that it is left out.
      FROM settled s CROSS JOIN LATERAL (VALUES
        (s.winner_to_match, s.winner_to_slot, s.winner_id), (s.loser_to_match, s.loser_to_slot, s.loser_id)
      ) e (id, slot, entrant) WHERE n.id = e.id AND e.entrant IS NOT NULL RETURNING n.id
    ), numbered AS (
      UPDATE tournament_tournament t SET event_seq = event_seq + 1
      FROM settled s CROSS JOIN (SELECT count(*)::integer AS moved FROM next_match) next_matches
      WHERE t.id = s.tournament_id AND tournament_everybody_moved(moved,
        CASE WHEN num_nulls(s.winner_id, s.winner_to_match) = 0 THEN 1 ELSE 0 END
        + CASE WHEN num_nulls(s.loser_id, s.loser_to_match) = 0 THEN 1 ELSE 0 END)
      RETURNING t.id, t.event_seq, s.id AS match_id, s.state, s.score_a, s.score_b, s.winner_id, s.outcome
    ), audited AS (${r.kind === 'decision' ? appendAudit(sql, r.audit, sql`settled`) : sql`SELECT 1`}
    ), event AS (${appendEvent(
      sql,
      { id: r.eventId, type: 'match_completed', createdAt: r.now },
      {
        numbered: sql`numbered`,
        type: sql`CASE outcome WHEN 'reported' THEN 'result_reported' WHEN 'corrected' THEN 'result_reported' WHEN 'disputed' THEN 'dispute_opened' ELSE 'match_completed' END`,
        payload: sql`jsonb_build_object('matchId', match_id, 'state', state, 'scoreA', score_a, 'scoreB', score_b, 'winnerId', winner_id)`,
      },
    )})
    SELECT j.outcome, coalesce(s.state, j.state) AS state, j.tournament_id, to_jsonb(event) AS event
    FROM verdict j LEFT JOIN settled s ON true LEFT JOIN event ON true`,
  );
  return rows[0] ?? null;
}

export interface Side {
  readonly registrationId: Id<'registration'>;
  readonly playerId: Id<'player'>;
  readonly displayName: string;
  readonly seed: number | null;
}

export interface MatchView extends MatchPlace {
  readonly id: Id<'match'>;
  readonly tournamentId: Id<'tournament'>;
  readonly state: MatchState;
  readonly entrantA: Side | null;
  readonly entrantB: Side | null;
  readonly scoreA: number | null;
  readonly scoreB: number | null;
  readonly winnerId: Id<'registration'> | null;
  readonly reportedBy: Id<'player'> | null;
}

const sideOf = (alias: string) =>
  drizzleSql.raw(`CASE WHEN ${alias}.id IS NOT NULL THEN jsonb_build_object('registrationId', ${alias}.id, 'playerId', ${alias}.player_id,
    'displayName', ${alias}.display_name, 'seed', ${alias}.seed) END`);

async function selectMatches(db: Database, where: ReturnType<typeof drizzleSql>): Promise<MatchView[]> {
  const rows = await run(() =>
    db.orm.execute(drizzleSql`
      SELECT m.id, m.tournament_id AS "tournamentId", m.round, m.position, m.state, ${sideOf('a')} AS "entrantA",
        ${sideOf('b')} AS "entrantB", m.score_a AS "scoreA", m.score_b AS "scoreB", m.winner_id AS "winnerId",
        m.reported_by AS "reportedBy"
      FROM tournament_match m
      LEFT JOIN tournament_registration a ON a.id = m.entrant_a
      LEFT JOIN tournament_registration b ON b.id = m.entrant_b
      WHERE ${where} ORDER BY m.round, m.position`),
  );
  return [...rows] as unknown as MatchView[];
}

export function listMatches(db: Database, tournamentId: Id<'tournament'>): Promise<MatchView[]> {
  return selectMatches(db, drizzleSql`m.tournament_id = ${tournamentId}`);
}

export async function findMatch(db: Database, id: Id<'match'>): Promise<MatchView | null> {
  return (await selectMatches(db, drizzleSql`m.id = ${id}`))[0] ?? null;
}

export interface NewMatch {
  readonly id: Id<'match'>;
  readonly bracket: BracketMatch;
  readonly entrantA: Id<'registration'> | null;
  readonly entrantB: Id<'registration'> | null;
  readonly winnerTo: { readonly id: Id<'match'>; readonly slot: Slot } | null;
  readonly loserTo: { readonly id: Id<'match'>; readonly slot: Slot } | null;
}

export async function insertMatches(
  sql: Sql,
  tournamentId: Id<'tournament'>,
  matches: readonly NewMatch[],
): Promise<void> {
  const rows = matches.map((match) => ({
    id: match.id,
    tournament_id: tournamentId,
    round: match.bracket.round,
    position: match.bracket.position,
    state: match.entrantA !== null && match.entrantB !== null ? 'ready' : 'scheduled',
    entrant_a: match.entrantA,
    entrant_b: match.entrantB,
    winner_to_match: match.winnerTo?.id ?? null,
    winner_to_slot: match.winnerTo?.slot ?? null,
    loser_to_match: match.loserTo?.id ?? null,
    loser_to_slot: match.loserTo?.slot ?? null,
  }));
  await sql`INSERT INTO tournament_match ${sql(rows)}`;
}

/** Completed matches, and the ids of the others. */
export async function playedMatches(sql: Sql, tournamentId: Id<'tournament'>) {
  const rows = await sql<
    (MatchPlace & { id: Id<'match'>; state: MatchState; winner: Id<'registration'>; loser: Id<'registration'> })[]
  >`
    SELECT id, round, position, state, winner_id AS winner, loser_id AS loser FROM tournament_match
    WHERE tournament_id = ${tournamentId} ORDER BY round, position`;
  return {
    played: rows.filter((row) => row.state === 'completed'),
    openIds: rows.filter((row) => row.state !== 'completed').map((row) => row.id),
  };
}
