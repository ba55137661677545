// Queries of the event feed.

import { sql as chunk } from 'drizzle-orm';
import { type Actor, hasRole } from '../core/actor.ts';
import type { Id } from '../core/id.ts';
import type { Database } from '../db/client.ts';
import { run } from '../db/transaction.ts';
import { type OutboxJson, toEvent } from '../outbox/append.ts';
import type { TournamentEvent } from '../outbox/event.ts';

const eventPageMax = 500;

/**
 * The events after `since`, in order of seq. null if the actor may not read a tournament with this id: the rule of `mayRead` in
 * tournaments/setup/read-tournament.ts.
 */
export async function eventsSince(
  db: Database,
  id: Id<'tournament'>,
  since: number,
  actor: Actor | null,
): Promise<TournamentEvent[] | null> {
  const [player, isAdmin] = [actor?.playerId ?? null, actor !== null && hasRole(actor, 'admin')];
  const rows = await run(() =>
    db.orm.execute(chunk`
      SELECT e.* FROM tournament_summary t LEFT JOIN outbox_event e ON e.tournament_id = t.id AND e.seq > ${since}
      WHERE t.id = ${id} AND (t.is_public OR tournament_may(t.id, t.organizer_id, ${player}, ${isAdmin}, 'read') OR t.is_published AND tournament_has_entrant(t.id, ${player}))
      ORDER BY e.seq LIMIT ${eventPageMax}`),
  );
  const found = rows as unknown as (OutboxJson | { readonly id: null })[];
  return found.length === 0 ? null : found.filter((row) => row.id !== null).map(toEvent);
}
