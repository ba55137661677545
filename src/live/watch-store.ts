// Queries on who may watch.

import type { Facts } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import { type Instant, toInstant } from '../core/instant.ts';
import type { Database } from '../db/client.ts';
import { run } from '../db/transaction.ts';
import type { WatchedRoom, Watching } from './player-sockets.ts';

interface Watcher {
  readonly player: Id<'player'>;
  readonly now: Instant;
}

export interface WatchRight {
  /** The facts of a sanction that keeps the player from watching now, otherwise null. */
  readonly sanction: Facts | null;
  /** Whether the player may read the tournament; false if there is none. */
  readonly isReadable: boolean;
}

export async function findWatchRight(
  db: Database,
  { player, now }: Watcher,
  { id, isAdmin }: WatchedRoom,
): Promise<WatchRight> {
  const rows = await run(
    () => db.sql<WatchRight[]>`
    SELECT sanction_gate(${player}, ${id}, 'watch', ${now}::timestamptz) AS sanction,
      tournament_readable(${id}, ${player}, ${isAdmin}) AS "isReadable"`,
  );
  return rows[0] ?? { sanction: null, isReadable: false };
}

interface WatchingRow {
  readonly barred: Watching['barred'];
  readonly nextStartsAt: string | null;
}

export async function judgeWatcher(
  db: Database,
  { player, now }: Watcher,
  rooms: readonly WatchedRoom[],
): Promise<Watching> {
  const asked = JSON.stringify(rooms);
  const [row] = await run(
    () => db.sql<WatchingRow[]>`
    SELECT coalesce((SELECT jsonb_agg(jsonb_build_object('room', judged.id, 'reason', judged.reason))
        FROM (SELECT r.id, CASE WHEN sanction_gate(${player}, r.id, 'watch', ${now}::timestamptz) IS NOT NULL THEN 'sanctioned'
            WHEN NOT tournament_readable(r.id, ${player}, r."isAdmin") THEN 'not allowed' END AS reason
          FROM jsonb_to_recordset(${asked}::text::jsonb) AS r (id text, "isAdmin" boolean)) judged
        WHERE judged.reason IS NOT NULL), '[]') AS barred,
      (SELECT min(s.starts_at) FROM sanction_known s
        WHERE s.player_id = ${player} AND s.revoked_at IS NULL AND s.starts_at > ${now}::timestamptz) AS "nextStartsAt"`,
  );
  const next = row?.nextStartsAt ?? null;
  return { barred: row?.barred ?? [], nextStartsAt: next === null ? null : toInstant(next) };
}
