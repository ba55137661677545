// Queries on matches. One call of a function of matches.sql processes a result.

import type { Facts } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { PageRequest } from '../../core/page.ts';
import type { Database, Fragment, Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import type { OutboxJson } from '../../outbox/append.ts';
import type { KeyClaim } from '../../outbox/ports.ts';
import type { LiveStage } from '../stages/format-registry.ts';
import { type FormatChoice, formatOfStage } from '../stages/format-registry.ts';
import type { Game, MatchKey, MatchOutcome, MatchRole, SlotSource } from '../stages/match.ts';
import type { StageRound } from '../stages/stage.ts';
import type { NewMatch } from '../stages/stored-match.ts';
import type { TournamentState } from '../tournament.ts';
import { arrayText } from './array-text.ts';
import type { MatchState, ResultAct, ResultOutcome } from './result.ts';
import type { ResultFault } from './result-fault.ts';

export interface ResultEntry extends ResultAct {
  readonly matchId: Id<'match'>;
  readonly resultId: Id<'result'>;
  readonly eventId: Id<'event'>;
  readonly auditId: Id<'audit'>;
  readonly claim: KeyClaim | null;
  readonly now: Instant;
}

export interface ResultRow {
  /** null if no match has this id. `repeated`: the outcome is that of an earlier request. */
  readonly verdict: 'done' | 'repeated' | 'idempotency_mismatch' | 'idempotency_in_flight' | null;
  readonly outcome: {
    readonly outcome: ResultOutcome;
    /** The state after the act. */
    readonly state: MatchState;
    readonly tournamentId: Id<'tournament'>;
    readonly tournamentState: TournamentState;
    readonly sanction: Facts | null;
    readonly fault: ResultFault | null;
    /** Stage and round of a match that is completed now; the format may create further matches. */
    readonly stage: (FormatChoice & StageRound) | null;
    /** Events of matches that silence has confirmed before the act. */
    readonly silence: readonly OutboxJson[];
    /** The stages that are played, if there are such matches. */
    readonly stages: readonly LiveStage[];
  } | null;
  /** null if nothing has changed. */
  readonly event: OutboxJson | null;
}

/** One round trip. Locks the tournament. */
export async function settleResult({ sql }: Database, r: ResultEntry): Promise<ResultRow> {
  const games = r.games === undefined ? null : JSON.stringify(r.games);
  const rows = await run(
    () => sql<ResultRow[]>`
    SELECT verdict, outcome, event FROM tournament_settle_result(${r.matchId}, ${r.kind}, ${arrayText(r.scores)}::text::integer[],
      ${r.places === undefined ? null : arrayText(r.places)}::text::integer[], ${games}::text::jsonb,
      ${r.actorId}, ${r.isAdmin}, ${r.resultId}, ${r.eventId}, ${r.auditId}, ${r.claim?.scope ?? null}, ${r.claim?.key ?? null},
      ${r.claim?.fingerprint ?? null}, ${r.now}::timestamptz)`,
  );
  return rows[0] as ResultRow;
}

export interface Entrant {
  readonly registrationId: Id<'registration'>;
  readonly playerId: Id<'player'>;
  readonly displayName: string;
  readonly seed: number | null;
}

/** Where the entrant of an empty slot comes from. */
export interface Source extends MatchKey {
  readonly kind: Exclude<SlotSource['kind'], 'seed'>;
  readonly place: number;
  readonly matchId: Id<'match'>;
  /** Why nobody will come: the outcome of that match. null while it is open. */
  readonly vacancy: MatchOutcome | null;
}

export interface SlotView {
  readonly entrant: Entrant | null;
  /** null where the entrant is known. */
  readonly source: Source | null;
  readonly score: number | null;
  readonly place: number | null;
}

export interface MatchView extends MatchKey {
  readonly id: Id<'match'>;
  readonly tournamentId: Id<'tournament'>;
  readonly stage: number;
  readonly state: MatchState;
  readonly outcome: MatchOutcome | null;
  /** What it decides, where it has a name. */
  readonly role: MatchRole | null;
  readonly slots: readonly SlotView[];
  readonly games: readonly Game[];
  /** null before the end, after a draw, and where nobody won. */
  readonly winnerId: Id<'registration'> | null;
  readonly reportedBy: Id<'player'> | null;
  /** When silence confirms the report; null where it waits for nobody, or for ever. */
  readonly confirmsAt: Instant | null;
  /** As scheduled; null: not yet. */
  readonly startsAt: Instant | null;
  readonly endsAt: Instant | null;
  readonly station: string | null;
  readonly stream: string | null;
  readonly isPostponed: boolean;
  readonly calledAt: Instant | null;
  /** null: no check-in is open. */
  readonly checkIn: {
    /** null: at once. */
    readonly opensAt: Instant | null;
    /** null: not known before the match has a time. */
    readonly closesAt: Instant | null;
    readonly present: readonly Id<'registration'>[];
  } | null;
}

/** Of the group of a match. */
const lastRoundOfGroup = (sql: Sql) => sql`(SELECT max(l.round) FROM tournament_match l
  WHERE l.tournament_id = m.tournament_id AND l.stage = m.stage AND l.group_number = m.group_number)`;

async function selectMatches(sql: Sql, where: Fragment, limit: number | null = null): Promise<MatchView[]> {
  const rows = await run(
    () => sql<MatchRow[]>`
      SELECT m.id, m.tournament_id AS "tournamentId", m.stage, m.group_number AS "group", m.round, m.position, m.state, m.outcome,
        m.reported_by AS "reportedBy", (
          SELECT instant_text(m.reported_at + t.auto_confirm_minutes * interval '1 minute') FROM tournament_tournament t
          WHERE t.id = m.tournament_id AND t.auto_confirm_minutes > 0 AND m.state = 'pending_result') AS "confirmsAt",
        jsonb_build_object('format', g.format, 'settings', g.settings, 'groups', g.group_count) AS plan,
        ${lastRoundOfGroup(sql)} AS "lastRound", instant_text(d.starts_at) AS "startsAt", instant_text(d.ends_at) AS "endsAt", d.station, d.stream,
        coalesce(d.is_postponed, false) AS "isPostponed", instant_text(d.called_at) AS "calledAt", (
          SELECT jsonb_agg(jsonb_build_object('score', s.score, 'place', s.place,
            'entrant', CASE WHEN r.id IS NOT NULL THEN jsonb_build_object('registrationId', r.id, 'playerId', r.player_id,
              'displayName', r.display_name, 'seed', r.seed) END,
            'source', CASE WHEN o.id IS NOT NULL THEN jsonb_build_object('kind', s.source_kind, 'place', s.source_number,
              'matchId', o.id, 'group', o.group_number, 'round', o.round, 'position', o.position, 'vacancy', s.vacancy) END) ORDER BY s.slot)
          FROM tournament_slot s LEFT JOIN tournament_registration r ON r.id = s.registration_id
            LEFT JOIN tournament_match o ON o.id = CASE WHEN s.registration_id IS NULL THEN s.source_match END
          WHERE s.match_id = m.id) AS slots, 
          -- Most matches have no games, and the function is a query of its own.
          CASE WHEN EXISTS (SELECT FROM tournament_game x WHERE x.match_id = m.id) THEN tournament_games(m.id) ELSE '[]' END AS games, (
          SELECT jsonb_build_object('opensAt', instant_text(d.starts_at - make_interval(mins => c.minutes)),
            'closesAt', instant_text(tournament_check_in_closes_at(c.ready_at, c.minutes, d.starts_at, coalesce(d.is_postponed, false))),
            'present', (SELECT coalesce(jsonb_agg(p.registration_id ORDER BY p.checked_in_at, p.registration_id), '[]')
              FROM tournament_match_presence p WHERE p.match_id = m.id))
          FROM tournament_match_check_in c WHERE c.match_id = m.id AND m.state = 'check_in') AS "checkIn"
      FROM tournament_match m JOIN tournament_stage g ON g.tournament_id = m.tournament_id AND g.number = m.stage
        LEFT JOIN tournament_schedule d ON d.match_id = m.id
      WHERE ${where} ORDER BY m.stage, m.group_number, m.round, m.position LIMIT ${limit}`,
  );
  return rows.map(toView);
}

interface MatchRow extends Omit<MatchView, 'winnerId' | 'role'> {
  readonly plan: FormatChoice & { readonly groups: number };
  /** Of the group of the match. */
  readonly lastRound: number;
}

function toView({ plan, lastRound, ...match }: MatchRow): MatchView {
  const first = match.outcome === null ? [] : match.slots.filter(({ place }) => place === 1);
  const winnerId = first.length === 1 ? (first[0]?.entrant?.registrationId ?? null) : null;
  return { ...match, winnerId, role: formatOfStage(plan).roleOf?.(plan.settings, match, lastRound) ?? null };
}

/** By stage, group, round and position; a page goes on after a match. One row more than its limit. */
export function listMatches(
  { sql }: Pick<Database, 'sql'>,
  tournamentId: Id<'tournament'>,
  { after, limit }: PageRequest,
): Promise<MatchView[]> {
  const rest =
    after === null
      ? sql``
      : sql`AND (m.stage, m.group_number, m.round, m.position) > (
          SELECT a.stage, a.group_number, a.round, a.position FROM tournament_match a WHERE a.id = ${after} AND a.tournament_id = ${tournamentId})`;
  return selectMatches(sql, sql`m.tournament_id = ${tournamentId} ${rest}`, limit + 1);
}

export interface OwnMatch {
  readonly match: MatchView;
  readonly ownRegistrationId: Id<'registration'>;
  readonly tournamentTitle: string;
}

/** The matches of a player, alone or in a team, of the newest tournaments first. Open: not over yet. */
export async function listOwnMatches(
  db: Database,
  player: Id<'player'>,
  isOpen: boolean | null,
  page: PageRequest,
): Promise<OwnMatch[]> {
  const rows = await run(
    () => db.sql<{ id: Id<'match'>; ownRegistrationId: Id<'registration'>; tournamentTitle: string }[]>`
    SELECT m.id, r.id AS "ownRegistrationId", t.title AS "tournamentTitle"
    FROM tournament_entry_player e JOIN tournament_registration r ON r.id = e.registration_id
      JOIN tournament_tournament t ON t.id = r.tournament_id JOIN tournament_match m ON m.tournament_id = t.id
      JOIN tournament_slot s ON s.match_id = m.id AND s.registration_id = r.id
    WHERE e.player_id = ${player} AND (${isOpen}::boolean IS NULL OR ${isOpen}::boolean = (m.state NOT IN ('completed', 'cancelled')))
      AND (${page.after}::text IS NULL OR m.id < ${page.after})
    ORDER BY m.id DESC LIMIT ${page.limit + 1}`,
  );
  const found = await findMatches(
    db,
    rows.map(({ id }) => id),
  );
  const byId = new Map(found.map((match) => [match.id, match]));
  return rows.flatMap(({ id, ...own }) => {
    const match = byId.get(id);
    return match === undefined ? [] : [{ match, ...own }];
  });
}

/** In the order of `ids`; those that exist. */
export async function findMatches({ sql }: Pick<Database, 'sql'>, ids: readonly Id<'match'>[]): Promise<MatchView[]> {
  const found = await selectMatches(sql, sql`m.id = ANY (string_to_array(${ids.join(',')}, ','))`);
  return found.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}

export async function findMatch({ sql }: Pick<Database, 'sql'>, id: Id<'match'>): Promise<MatchView | null> {
  return (await selectMatches(sql, sql`m.id = ${id}`))[0] ?? null;
}

/** A bye that is scored like a match has one slot, and is over. */
function stateOf(slots: NewMatch['slots']): MatchState {
  if (slots.length === 1) return 'completed';
  return slots.every(({ registrationId }) => registrationId !== null) ? 'ready' : 'scheduled';
}

/**
 * A match whose entrants are known is ready. A match that a correction has cancelled is played again under its id. As JSON, since a large
 * round robin has more values than a statement has parameters.
 */
export async function insertMatches(
  sql: Sql,
  {
    tournamentId,
    stage,
    now,
  }: { readonly tournamentId: Id<'tournament'>; readonly stage: number; readonly now: Instant },
  matches: readonly NewMatch[],
): Promise<void> {
  const matchRows = matches.map(({ id, key, slots, createdAfter }) => ({
    ...{ id, createdAfter, ...key },
    state: stateOf(slots),
  }));
  const slotRows = matches.flatMap(({ id, slots }) =>
    slots.map((slot, index) => ({ id, index, place: slots.length === 1 ? 1 : null, ...slot })),
  );
  await sql`
    INSERT INTO tournament_match (id, tournament_id, stage, group_number, round, position, state, created_after, outcome, completed_at)
    SELECT id, ${tournamentId}, ${stage}, "group", round, position, state, "createdAfter", CASE state WHEN 'completed' THEN 'bye' END,
      CASE state WHEN 'completed' THEN ${now}::timestamptz END
    FROM jsonb_to_recordset(${JSON.stringify(matchRows)}::text::jsonb) AS m (id text, "group" integer, round integer, position integer, state text, "createdAfter" text)
    ON CONFLICT (id) DO UPDATE SET state = excluded.state, created_after = excluded.created_after WHERE tournament_match.state = 'cancelled'`;
  await sql`
    INSERT INTO tournament_slot (match_id, slot, registration_id, place, source_kind, source_match, source_number)
    SELECT id, index, "registrationId", place, kind, "sourceMatch", "sourceNumber"
    FROM jsonb_to_recordset(${JSON.stringify(slotRows)}::text::jsonb)
      AS s (id text, index integer, "registrationId" text, place integer, kind text, "sourceMatch" text, "sourceNumber" integer)
    ON CONFLICT (match_id, slot) DO UPDATE SET registration_id = excluded.registration_id, vacancy = NULL, absent_id = NULL,
      source_kind = excluded.source_kind, source_match = excluded.source_match, source_number = excluded.source_number`;
  const ids = matches.map(({ id }) => id).join(',');
  await sql`SELECT tournament_open_match_check_ins(${tournamentId}, ${stage}, string_to_array(${ids}, ','), ${now}::timestamptz)`;
}
