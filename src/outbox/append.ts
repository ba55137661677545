// SQL fragment that appends an event inside the statement that made it happen.

import type { Id } from '../core/id.ts';
import { type Instant, toInstant } from '../core/instant.ts';
import type { Fragment, Sql } from '../db/client.ts';
import type { EventType, TournamentEvent } from './event.ts';

export interface OutboxRow {
  readonly id: Id<'event'>;
  readonly type: EventType;
  readonly createdAt: Instant;
}

/**
 * `INSERT INTO event_outbox`, one row, returning it. `numbered` is a CTE with `id` and `event_seq` of the tournament, raised
 * by one in the same statement; `payload` is a jsonb expression over it.
 */
export function appendEvent(
  sql: Sql,
  row: OutboxRow,
  parts: { numbered: Fragment; payload: Fragment; type?: Fragment },
) {
  return sql`
    INSERT INTO event_outbox (id, tournament_id, seq, type, payload, created_at)
    SELECT ${row.id}, id, event_seq, ${parts.type ?? sql`${row.type}`}, ${parts.payload}, ${row.createdAt}::timestamptz
    FROM ${parts.numbered} RETURNING *`;
}

/** An outbox row as `to_jsonb` gives it. */
export interface OutboxJson {
  readonly id: Id<'event'>;
  readonly tournament_id: Id<'tournament'>;
  readonly seq: number;
  readonly type: EventType;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly created_at: string;
}

export function toEvent(row: OutboxJson): TournamentEvent {
  return {
    id: row.id,
    tournamentId: row.tournament_id,
    seq: row.seq,
    type: row.type,
    payload: row.payload,
    createdAt: toInstant(row.created_at),
  };
}
