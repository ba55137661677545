// Queries on the waitlists of tournaments.

import { invariant } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Database } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import type { OutboxJson } from '../../outbox/append.ts';

/** Tournaments with free places and entrants who wait, in random order, so that those who cannot pay do not block others. */
export async function listPromotable(db: Database, limit: number): Promise<Id<'tournament'>[]> {
  const rows = await run(
    () => db.sql<{ id: Id<'tournament'> }[]>`
    SELECT id FROM tournament_tournament WHERE waitlisted_count > 0 AND confirmed_count < capacity
      AND state IN ('published', 'registration_open', 'registration_closed') ORDER BY random() LIMIT ${limit}`,
  );
  return rows.map(({ id }) => id);
}

/** @returns the events of the promotions. */
export async function promote(db: Database, id: Id<'tournament'>, now: Instant): Promise<readonly OutboxJson[]> {
  const [row] = await run(
    () => db.sql<{ events: OutboxJson[] }[]>`SELECT tournament_promote(${id}, false, ${now}::timestamptz) AS events`,
  );
  invariant(row !== undefined, 'the function returns one row');
  return row.events;
}
