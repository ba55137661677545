// Query of the results of a match.

import type { Id } from '../../../core/id.ts';
import type { Instant } from '../../../core/instant.ts';
import type { PageRequest } from '../../../core/page.ts';
import type { Database } from '../../../db/client.ts';
import { run } from '../../../db/transaction.ts';
import type { Game } from '../../stages/match.ts';
import type { StoredResultKind } from '../result.ts';

export interface StoredResult {
  readonly id: Id<'result'>;
  readonly kind: StoredResultKind;
  /** null for staff, and for who is not in the match any more. */
  readonly slot: number | null;
  readonly actorId: Id<'player'>;
  readonly scores: readonly number[];
  readonly places: readonly (number | null)[];
  readonly games: readonly Game[];
  readonly isSuperseded: boolean;
  readonly createdAt: Instant;
}

/**
 * Newest first. What an entrant said is superseded by a later report of the same entrant and by every act of staff, since no entrant
 * reports after one. Silence confirms what was said; what a correction took back has a row of its own.
 */
export async function listResults(db: Database, match: Id<'match'>, page: PageRequest): Promise<StoredResult[]> {
  return await run(
    () => db.sql<StoredResult[]>`
    WITH said AS (
      SELECT r.*, r.kind IN ('report', 'confirm') AS is_entrants, EXISTS (
        SELECT FROM tournament_superseded_result s WHERE s.result_id = r.id) AS is_reset
      FROM tournament_result r WHERE r.match_id = ${match})
    SELECT r.id, r.kind, CASE WHEN r.is_entrants THEN (
        SELECT s.slot FROM tournament_slot s JOIN tournament_registration e ON e.id = s.registration_id
        WHERE s.match_id = r.match_id AND e.player_id = r.actor_id) END AS slot,
      r.actor_id AS "actorId", to_jsonb(r.scores) AS scores, to_jsonb(r.places) AS places, coalesce(r.games, '[]') AS games,
      r.is_reset OR r.is_entrants AND EXISTS (
        SELECT FROM said later WHERE NOT later.is_reset AND (NOT later.is_entrants AND later.kind <> 'silence'
          OR later.kind = 'report' AND r.kind = 'report' AND later.actor_id = r.actor_id AND later.id > r.id)) AS "isSuperseded",
      instant_text(r.created_at) AS "createdAt"
    FROM said r WHERE ${page.after}::text IS NULL OR r.id < ${page.after}
    ORDER BY r.id DESC LIMIT ${page.limit + 1}`,
  );
}

/** Whether the player is an entrant of the match, or on the roster of one. */
export async function isInMatch(db: Database, match: Id<'match'>, player: Id<'player'>): Promise<boolean> {
  const [row] = await run(
    () => db.sql<{ isIn: boolean }[]>`
    SELECT EXISTS (SELECT FROM tournament_slot s JOIN tournament_entry_player e ON e.registration_id = s.registration_id
      WHERE s.match_id = ${match} AND e.player_id = ${player}) AS "isIn"`,
  );
  return row?.isIn ?? false;
}
