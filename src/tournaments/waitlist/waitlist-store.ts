// Queries on the waitlists of tournaments.

import { invariant } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Database, Sql } from '../../db/client.ts';
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

/** Ends registrations that have no place at the start. @returns an event for each. */
export async function rejectEntrants(
  sql: Sql,
  id: Id<'tournament'>,
  registrations: readonly Id<'registration'>[],
  now: Instant,
): Promise<readonly OutboxJson[]> {
  const [row] = await sql<{ events: OutboxJson[] }[]>`
    SELECT tournament_reject_entrants(${id}, string_to_array(${registrations.join(',')}, ','), ${now}::timestamptz) AS events`;
  invariant(row !== undefined, 'the function returns one row');
  return row.events;
}

/** @returns the events of the promotions. */
export async function promote(
  db: Pick<Database, 'sql'>,
  id: Id<'tournament'>,
  now: Instant,
): Promise<readonly OutboxJson[]> {
  const [row] = await run(
    () => db.sql<{ events: OutboxJson[] }[]>`SELECT tournament_promote(${id}, false, ${now}::timestamptz) AS events`,
  );
  invariant(row !== undefined, 'the function returns one row');
  return row.events;
}
