// Queries on reports that silence confirms.

import { invariant } from '../../../core/errors.ts';
import type { Id } from '../../../core/id.ts';
import type { Instant } from '../../../core/instant.ts';
import type { Database } from '../../../db/client.ts';
import { run } from '../../../db/transaction.ts';
import type { OutboxJson } from '../../../outbox/append.ts';
import type { LiveStage } from '../../stages/format-registry.ts';

export interface Silence {
  /** One for each match that was completed. */
  readonly events: readonly OutboxJson[];
  /** Empty if none was. */
  readonly stages: readonly LiveStage[];
}

export async function settleSilence(db: Database, id: Id<'tournament'>, now: Instant): Promise<Silence> {
  const [row] = await run(
    () => db.sql<Silence[]>`SELECT events, stages FROM tournament_settle_silence(${id}, ${now}::timestamptz)`,
  );
  invariant(row !== undefined, 'the function returns one row');
  return row;
}

/** Tournaments with reports that silence has confirmed, and that are not completed yet. */
export async function listSilent(db: Database, now: Instant, limit: number): Promise<Id<'tournament'>[]> {
  const rows = await run(
    () => db.sql<{ id: Id<'tournament'> }[]>`
    SELECT id FROM tournament_tournament
    WHERE state = 'live' AND EXISTS (SELECT FROM tournament_silent_matches(id, ${now}::timestamptz))
    ORDER BY id LIMIT ${limit}`,
  );
  return rows.map(({ id }) => id);
}

/** The same among the tournaments of one player, alone or in a team. */
export async function listSilentOf(db: Database, player: Id<'player'>, now: Instant): Promise<Id<'tournament'>[]> {
  const rows = await run(
    () => db.sql<{ id: Id<'tournament'> }[]>`
    SELECT DISTINCT r.tournament_id AS id FROM tournament_entry_player e JOIN tournament_registration r ON r.id = e.registration_id
    WHERE e.player_id = ${player} AND EXISTS (SELECT FROM tournament_silent_matches(r.tournament_id, ${now}::timestamptz))`,
  );
  return rows.map(({ id }) => id);
}
