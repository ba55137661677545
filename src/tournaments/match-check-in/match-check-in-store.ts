// The calls of the database functions of check-in before a match: one round trip each.

import { type Facts, invariant } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Database } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import type { KeyRefusal } from '../../idempotency/settle-claim.ts';
import type { OutboxJson } from '../../outbox/append.ts';
import type { KeyClaim } from '../../outbox/ports.ts';
import type { MatchState } from '../matches/result.ts';
import type { LiveStage } from '../stages/format-registry.ts';
import type { TournamentState } from '../tournament.ts';
import type { MatchCheckInOutcome } from './match-check-in.ts';

export interface MatchCheckIn {
  readonly matchId: Id<'match'>;
  /** null: the caller's own. */
  readonly registrationId: Id<'registration'> | null;
  readonly actorId: Id<'player'>;
  readonly isAdmin: boolean;
  readonly auditId: Id<'audit'>;
  readonly now: Instant;
}

export interface MatchCheckInRow {
  /** null if no match has this id. `repeated`: the outcome is that of an earlier request. */
  readonly verdict: 'done' | 'repeated' | KeyRefusal | null;
  readonly outcome: {
    readonly outcome: MatchCheckInOutcome;
    /** The state after the act. */
    readonly state: MatchState;
    /** null: the caller has no entrant in the match. */
    readonly registrationId: Id<'registration'> | null;
    readonly tournamentId: Id<'tournament'>;
    readonly tournamentState: TournamentState;
    readonly sanction: Facts | null;
    readonly opensAt: Instant | null;
    readonly closesAt: Instant | null;
    /** Those that are played, where check-in was closed; their formats may create further matches. */
    readonly stages: readonly LiveStage[];
  } | null;
  readonly events: OutboxJson[];
}

/** Locks the tournament. */
export async function checkInToMatch(
  { sql }: Database,
  claim: KeyClaim | null,
  act: MatchCheckIn,
): Promise<MatchCheckInRow> {
  const { scope = null, key = null, fingerprint = null } = claim ?? {};
  const [row] = await run(
    () => sql<MatchCheckInRow[]>`
    SELECT verdict, outcome, events FROM tournament_check_in_match(${act.matchId}, ${act.registrationId}, ${act.actorId}, ${act.isAdmin},
      ${act.auditId}, ${scope}, ${key}, ${fingerprint}, ${act.now}::timestamptz)`,
  );
  invariant(row !== undefined, 'the function returns one row');
  return row;
}

/** Matches whose check-in is due. Reads the rows of open check-ins only. */
export async function listDueMatchCheckIns({ sql }: Database, now: Instant, limit: number): Promise<Id<'match'>[]> {
  const rows = await run(
    () => sql<{ id: Id<'match'> }[]>`
    SELECT c.match_id AS id FROM tournament_match_check_in c LEFT JOIN tournament_schedule s ON s.match_id = c.match_id
    WHERE ${now}::timestamptz >= tournament_check_in_closes_at(c.ready_at, c.minutes, s.starts_at, coalesce(s.is_postponed, false))
    ORDER BY c.match_id LIMIT ${limit}`,
  );
  return rows.map(({ id }) => id);
}

export interface ClosedCheckIn {
  readonly tournament: Id<'tournament'> | null;
  /** null: nothing was due. */
  readonly stages: readonly LiveStage[] | null;
  readonly event: OutboxJson | null;
}

/** Locks the tournament. */
export async function closeDueMatchCheckIn(
  { sql }: Database,
  matchId: Id<'match'>,
  now: Instant,
): Promise<ClosedCheckIn> {
  const [row] = await run(
    () => sql<ClosedCheckIn[]>`
    SELECT tournament, stages, event FROM tournament_close_due_check_in(${matchId}, ${now}::timestamptz)`,
  );
  invariant(row !== undefined, 'the function returns one row');
  return row;
}
