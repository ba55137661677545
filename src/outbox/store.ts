// Queries on the outbox: what no room has acknowledged yet.

import { sql as chunk } from 'drizzle-orm';
import type { Id } from '../core/id.ts';
import type { Database } from '../db/client.ts';
import { run } from '../db/transaction.ts';
import { type OutboxJson, toEvent } from './append.ts';
import type { TournamentEvent } from './event.ts';

/** The oldest events nobody acknowledged, tournament by tournament. */
export async function unrelayedEvents(db: Database, limit: number): Promise<TournamentEvent[]> {
  const rows = await run(() =>
    db.orm.execute(chunk`
      SELECT * FROM event_outbox WHERE relayed_at IS NULL ORDER BY tournament_id, seq LIMIT ${limit}`),
  );
  return (rows as unknown as OutboxJson[]).map(toEvent);
}

/** Everything up to these numbers reached the rooms. */
export async function markRelayed(db: Database, heard: ReadonlyMap<Id<'tournament'>, number>): Promise<void> {
  const [ids, seqs] = [[...heard.keys()].join(','), [...heard.values()].join(',')];
  await run(
    () => db.sql`
    UPDATE event_outbox e SET relayed_at = now()
    FROM unnest(string_to_array(${ids}, ','), string_to_array(${seqs}, ',')::integer[]) AS heard (id, seq)
    WHERE e.tournament_id = heard.id AND e.seq <= heard.seq AND e.relayed_at IS NULL`,
  );
}
