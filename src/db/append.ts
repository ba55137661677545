// SQL fragments that append facts inside somebody else's statement: audit rows, owed for every privileged act, and events.

import type { Id } from '../core/id.ts';
import { type Instant, toInstant } from '../core/instant.ts';
import type { EventType, TournamentEvent } from '../outbox/event.ts';
import type { Sql } from './client.ts';

export type Fragment = ReturnType<Sql>;

export interface AuditRow {
  readonly id: Id<'audit'>;
  /** `<domain>.<act>`, for example `tournament.state_changed`. */
  readonly event: string;
  readonly actorId: Id<'player'>;
  readonly subjectId?: string;
  readonly refType: string;
  readonly refId: string;
  readonly meta?: Readonly<Record<string, string | number | boolean | null>>;
  readonly createdAt: Instant;
}

/**
 * `INSERT INTO moderation_audit`, one row; `source` is the CTE that must have a row for the act to have happened.
 * @example sql`WITH done AS (UPDATE … RETURNING 1), audited AS (${appendAudit(sql, row, sql`done`)}) SELECT …`
 */
export function appendAudit(sql: Sql, row: AuditRow, source: Fragment) {
  return sql`
    INSERT INTO moderation_audit (id, event, actor_id, subject_id, ref_type, ref_id, meta, created_at)
    SELECT ${row.id}, ${row.event}, ${row.actorId}, ${row.subjectId ?? null}, ${row.refType}, ${row.refId},
           ${JSON.stringify(row.meta ?? {})}::text::jsonb, ${row.createdAt}::timestamptz
    FROM ${source} LIMIT 1`;
}

/** A statement that answers with rows, and the audit row it owes when `isOwed`, a condition, holds of one of them. */
export function withAudit(sql: Sql, call: Fragment, audit: AuditRow | null, isOwed: Fragment) {
  if (audit === null) return call;
  return sql`
    WITH act AS MATERIALIZED (${call}), done AS (SELECT 1 FROM act WHERE ${isOwed}),
      audited AS (${appendAudit(sql, audit, sql`done`)}) SELECT * FROM act`;
}

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
