// Queries on who may watch.

import type { Facts } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import { type Instant, toInstant } from '../core/instant.ts';
import type { Database } from '../db/client.ts';
import { run } from '../db/transaction.ts';
import type { Watching } from './player-sockets.ts';

interface Watcher {
  readonly player: Id<'player'>;
  readonly now: Instant;
}

/** Why the player may not watch the tournament now: the facts of a sanction, otherwise null. */
export async function findWatchSanction(
  db: Database,
  { player, now }: Watcher,
  tournament: Id<'tournament'>,
): Promise<Facts | null> {
  const rows = await run(
    () => db.sql<{ facts: Facts | null }[]>`
    SELECT sanction_gate(${player}, ${tournament}, 'watch', ${now}::timestamptz) AS facts`,
  );
  return rows[0]?.facts ?? null;
}

interface WatchingRow {
  readonly barred: readonly Id<'tournament'>[];
  readonly nextStartsAt: string | null;
}

export async function judgeWatcher(
  db: Database,
  { player, now }: Watcher,
  tournaments: readonly Id<'tournament'>[],
): Promise<Watching> {
  const [row] = await run(
    () => db.sql<WatchingRow[]>`
    SELECT coalesce((SELECT jsonb_agg(id) FROM unnest(string_to_array(${tournaments.join(',')}, ',')) AS id
        WHERE sanction_gate(${player}, id, 'watch', ${now}::timestamptz) IS NOT NULL), '[]') AS barred,
      (SELECT min(s.starts_at) FROM sanction_known s
        WHERE s.player_id = ${player} AND s.revoked_at IS NULL AND s.starts_at > ${now}::timestamptz) AS "nextStartsAt"`,
  );
  const next = row?.nextStartsAt ?? null;
  return { barred: row?.barred ?? [], nextStartsAt: next === null ? null : toInstant(next) };
}
