// Queries of the public event feed.

import { sql as chunk } from 'drizzle-orm';
import type { Id } from '../core/id.ts';
import type { Database } from '../db/client.ts';
import { run } from '../db/transaction.ts';
import { type OutboxJson, toEvent } from '../outbox/append.ts';
import type { TournamentEvent } from '../outbox/event.ts';

const eventPageMax = 500;

/** The events after `since`, in order of seq. Empty for a draft. */
export async function eventsSince(db: Database, id: Id<'tournament'>, since: number): Promise<TournamentEvent[]> {
  const rows = await run(() =>
    db.orm.execute(chunk`
      SELECT e.* FROM outbox_event e WHERE e.tournament_id = ${id} AND e.seq > ${since}
        AND (SELECT is_public FROM tournament_summary WHERE id = ${id})
      ORDER BY e.seq LIMIT ${eventPageMax}`),
  );
  return (rows as unknown as OutboxJson[]).map(toEvent);
}
