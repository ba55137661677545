// Queries on reminders.

import { invariant } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Database, Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import type { OutboxJson } from '../../outbox/append.ts';

/** Tournaments with a reminder that is due and was not written, in random order, so that none that fails blocks others. */
export async function listRemindable(db: Database, now: Instant, limit: number): Promise<Id<'tournament'>[]> {
  const rows = await run(
    () => db.sql<{ id: Id<'tournament'> }[]>`
    WITH near AS (
      SELECT id FROM tournament_tournament WHERE state = 'live'
      UNION SELECT id FROM tournament_tournament WHERE state IN ('published', 'registration_open', 'registration_closed')
        AND starts_at > ${now}::timestamptz AND starts_at <= ${now}::timestamptz + interval '1 day' AND check_in_minutes IS NOT NULL
      UNION SELECT id FROM tournament_tournament WHERE state = 'registration_open'
        AND registration_closes_at > ${now}::timestamptz AND registration_closes_at <= ${now}::timestamptz + interval '1 hour'
    ) SELECT id FROM near WHERE EXISTS (
      SELECT FROM tournament_due_reminders(near.id, ${now}::timestamptz) d WHERE NOT EXISTS (
        SELECT FROM tournament_reminder said WHERE said.tournament_id = near.id AND said.type = d.type AND said.subject = d.subject))
    ORDER BY random() LIMIT ${limit}`,
  );
  return rows.map(({ id }) => id);
}

/**
 * Of the matches, and of those that follow a completed one of them: those that can be played now and were not announced yet. The caller
 * holds the lock on the tournament. @returns the events.
 */
export async function announceReady(
  sql: Sql,
  id: Id<'tournament'>,
  matches: readonly { readonly id: Id<'match'> }[],
  now: Instant,
): Promise<readonly OutboxJson[]> {
  const ids = matches.map((match) => match.id).join(',');
  const [row] = await sql<{ events: OutboxJson[] }[]>`
    SELECT tournament_announce_ready(${id}, string_to_array(${ids}, ','), ${now}::timestamptz) AS events`;
  invariant(row !== undefined, 'the function returns one row');
  return row.events;
}

/** @returns the events that were written. */
export async function remind(db: Database, id: Id<'tournament'>, now: Instant): Promise<readonly OutboxJson[]> {
  const [row] = await run(
    () => db.sql<{ events: OutboxJson[] }[]>`SELECT tournament_remind(${id}, ${now}::timestamptz) AS events`,
  );
  invariant(row !== undefined, 'the function returns one row');
  return row.events;
}
