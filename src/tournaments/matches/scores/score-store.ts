// Queries on scores. One call of a function of scores.sql does the act.

import type { Facts } from '../../../core/errors.ts';
import type { Id } from '../../../core/id.ts';
import type { Instant } from '../../../core/instant.ts';
import type { Database } from '../../../db/client.ts';
import { run } from '../../../db/transaction.ts';
import type { OutboxJson } from '../../../outbox/append.ts';
import type { TournamentState } from '../../tournament.ts';
import { arrayText } from '../array-text.ts';
import type { MatchState } from '../result.ts';
import type { ResultFault } from '../result-fault.ts';
import type { ScoreAct, ScoreOutcome } from './score.ts';

interface ScoreEntry extends ScoreAct {
  readonly matchId: Id<'match'>;
  readonly eventId: Id<'event'>;
  readonly now: Instant;
}

export interface ScoreRow {
  /** null if no match has this id. */
  readonly outcome: {
    readonly outcome: ScoreOutcome;
    /** The state after the act. */
    readonly state: MatchState;
    readonly tournamentId: Id<'tournament'>;
    readonly tournamentState: TournamentState;
    readonly sanction: Facts | null;
    readonly fault: ResultFault | null;
  } | null;
  /** null if nothing has changed. */
  readonly event: OutboxJson | null;
}

/** One round trip. Locks the tournament. */
export async function writeScore({ sql }: Database, entry: ScoreEntry): Promise<ScoreRow> {
  const rows = await run(
    () => sql<ScoreRow[]>`
    SELECT outcome, event FROM tournament_update_score(${entry.matchId}, ${arrayText(entry.scores)}::text::integer[],
      ${JSON.stringify(entry.games)}::text::jsonb, ${entry.actorId}, ${entry.isAdmin}, ${entry.eventId}, ${entry.now}::timestamptz)`,
  );
  return rows[0] as ScoreRow;
}
