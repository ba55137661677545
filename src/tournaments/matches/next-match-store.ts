// The query of a player's next match.

import type { Id } from '../../core/id.ts';
import type { Database } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';

export interface NextMatch {
  readonly id: Id<'match'>;
  readonly ownRegistrationId: Id<'registration'>;
  readonly tournamentTitle: string;
}

/**
 * Alone or in a team, in a live tournament: first a match that can be played now, then one whose result is open, then one that waits for
 * its entrants; of these the one with the earliest time, then the earliest round, and postponed ones last. null: there is none.
 */
export async function findNextMatch(db: Database, player: Id<'player'>): Promise<NextMatch | null> {
  const rows = await run(
    () => db.sql<NextMatch[]>`
    SELECT m.id, r.id AS "ownRegistrationId", t.title AS "tournamentTitle"
    FROM tournament_entry_player e JOIN tournament_registration r ON r.id = e.registration_id
      JOIN tournament_tournament t ON t.id = r.tournament_id JOIN tournament_match m ON m.tournament_id = t.id
      JOIN tournament_slot s ON s.match_id = m.id AND s.registration_id = r.id LEFT JOIN tournament_schedule p ON p.match_id = m.id
    WHERE e.player_id = ${player} AND t.state = 'live' AND m.state NOT IN ('completed', 'cancelled')
    ORDER BY CASE WHEN m.state IN ('check_in', 'ready', 'live') THEN 0 WHEN m.state IN ('pending_result', 'disputed') THEN 1 ELSE 2 END,
      coalesce(p.is_postponed, false), p.starts_at NULLS LAST, t.starts_at, m.stage, m.round, m.group_number, m.position, m.id LIMIT 1`,
  );
  return rows[0] ?? null;
}
