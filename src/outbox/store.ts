// Queries on the outbox.

import { sql as chunk } from 'drizzle-orm';
import type { Id } from '../core/id.ts';
import type { Database } from '../db/client.ts';
import { run } from '../db/transaction.ts';
import { type OutboxJson, toEvent } from './append.ts';
import type { TournamentEvent } from './event.ts';

/** The oldest unacknowledged events, grouped by tournament. */
export async function unrelayedEvents(db: Database, limit: number): Promise<TournamentEvent[]> {
  const rows = await run(() =>
    db.orm.execute(chunk`
      SELECT * FROM event_outbox WHERE relayed_at IS NULL ORDER BY tournament_id, seq LIMIT ${limit}`),
  );
  return (rows as unknown as OutboxJson[]).map(toEvent);
}

/** Marks all events up to these seqs as relayed. */
export async function markRelayed(db: Database, acknowledged: ReadonlyMap<Id<'tournament'>, number>): Promise<void> {
  const [ids, seqs] = [[...acknowledged.keys()].join(','), [...acknowledged.values()].join(',')];
  await run(
    () => db.sql`
    UPDATE event_outbox e SET relayed_at = now()
    FROM unnest(string_to_array(${ids}, ','), string_to_array(${seqs}, ',')::integer[]) AS acknowledged (id, seq)
    WHERE e.tournament_id = acknowledged.id AND e.seq <= acknowledged.seq AND e.relayed_at IS NULL`,
  );
}
