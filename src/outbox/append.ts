// SQL fragment that appends an event inside the statement that causes it.

import type { Id } from '../core/id.ts';
import { type Instant, toInstant } from '../core/instant.ts';
import type { Fragment, Sql } from '../db/client.ts';
import type { EventType, TournamentEvent } from './event.ts';

export interface OutboxRow<T extends EventType = EventType> {
  readonly id: Id<'event'>;
  readonly type: T;
  readonly createdAt: Instant;
}

/**
 * Inserts one row into `event_outbox` and returns it. `numbered` is a CTE with the tournament's `id` and the `event_seq` that
 * the same statement incremented. `payload` is a jsonb expression over it.
 */
export function appendEvent(
  sql: Sql,
  row: OutboxRow,
  parts: { numbered: Fragment; payload: Fragment; type?: Fragment },
) {
  return sql`
    INSERT INTO event_outbox (id, tournament_id, seq, type, payload, created_at, epoch)
    SELECT ${row.id}, id, event_seq, ${parts.type ?? sql`${row.type}`}, ${parts.payload}, ${row.createdAt}::timestamptz,
      outbox_current_epoch(id)
    FROM ${parts.numbered} RETURNING *`;
}

/** An outbox row as `to_jsonb` returns it. */
export interface OutboxJson {
  readonly id: Id<'event'>;
  readonly tournament_id: Id<'tournament'>;
  readonly seq: number;
  readonly type: EventType;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly created_at: string;
  readonly epoch: string;
  /** Events of the same act after this one. */
  readonly following?: readonly OutboxJson[] | undefined;
}

/** An event with those that follow it, in order. */
export const toEvents = (row: OutboxJson): TournamentEvent[] => [row, ...(row.following ?? [])].map(toEvent);

export function toEvent(row: OutboxJson): TournamentEvent {
  return {
    id: row.id,
    tournamentId: row.tournament_id,
    seq: row.seq,
    epoch: row.epoch,
    type: row.type,
    payload: row.payload,
    createdAt: toInstant(row.created_at),
  };
}
