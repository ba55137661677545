// Queries of the event feed.

import { sql as chunk } from 'drizzle-orm';
import { type Actor, hasRole } from '../core/actor.ts';
import type { Id } from '../core/id.ts';
import type { Database } from '../db/client.ts';
import { run } from '../db/transaction.ts';
import { type OutboxJson, toEvent } from '../outbox/append.ts';
import type { TournamentEvent } from '../outbox/event.ts';
import type { Position } from '../outbox/position.ts';
import type { Since } from './contract.ts';

export const eventPageMax = 500;

export interface EventsSince {
  readonly events: readonly TournamentEvent[];
  /** Where the reader stands with them; if not recovered, where the tournament stands. */
  readonly position: Position;
  /** Whether an event of this epoch has the number, so that what follows it is what the reader misses. */
  readonly isRecovered: boolean;
}

/** The events after `since`, in order of seq. null if the reader may not read a tournament with this id. A room reads every tournament. */
export async function eventsSince(
  db: Database,
  id: Id<'tournament'>,
  since: Since,
  reader: Actor | 'room' | null,
): Promise<EventsSince | null> {
  const actor = reader === 'room' ? null : reader;
  const [player, isAdmin] = [actor?.playerId ?? null, actor !== null && hasRole(actor, 'admin')];
  const rows = await run(() =>
    db.orm.execute(chunk`
      SELECT e.*, known.is AS "isKnown", coalesce(head.epoch, '0') AS "headEpoch", coalesce(head.seq, 0) AS "headSeq"
      FROM tournament_summary t
        LEFT JOIN LATERAL (SELECT epoch, seq FROM outbox_event WHERE tournament_id = t.id ORDER BY seq DESC LIMIT 1) head ON true
        CROSS JOIN LATERAL (SELECT ${since.seq} = 0 OR ${since.epoch}::text IS NULL OR EXISTS (
          SELECT FROM outbox_event k WHERE k.tournament_id = t.id AND k.seq = ${since.seq} AND k.epoch = ${since.epoch}) AS is) known
        LEFT JOIN outbox_event e ON e.tournament_id = t.id AND e.seq > ${since.seq} AND known.is
      WHERE t.id = ${id} AND (t.is_public OR ${reader === 'room'} OR tournament_readable(t.id, ${player}, ${isAdmin}))
      ORDER BY e.seq LIMIT ${eventPageMax}`),
  );
  const found = rows as unknown as (Head & (OutboxJson | { readonly id: null }))[];
  const [first] = found;
  if (first === undefined) return null;
  const events = found.flatMap((row) => (row.id === null ? [] : [toEvent(row)]));
  const { isKnown, headEpoch, headSeq } = first;
  const last = events.at(-1) ?? { epoch: since.epoch ?? headEpoch, seq: Math.min(since.seq, headSeq) };
  const position = isKnown ? { epoch: last.epoch, seq: last.seq } : { epoch: headEpoch, seq: headSeq };
  return { events, position, isRecovered: isKnown };
}

interface Head {
  readonly isKnown: boolean;
  readonly headEpoch: string;
  readonly headSeq: number;
}
