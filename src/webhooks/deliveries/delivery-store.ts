// Queries on deliveries and their attempts.

import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { PageRequest } from '../../core/page.ts';
import type { Database, Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import type { Attempt, Delivery, DeliveryState, NoticeType } from './delivery.ts';

const columns = (sql: Sql) => sql`
  d.id, d.webhook_id AS "webhookId", d.event_id AS "eventId", d.type, d.tournament_id AS "tournamentId", d.seq, d.state,
  instant_text(d.due_at) AS "dueAt", d.failure_count AS "failureCount", instant_text(d.created_at) AS "createdAt",
  instant_text(d.finished_at) AS "finishedAt"`;

export async function findDelivery(sql: Sql, id: Id<'delivery'>): Promise<Delivery | null> {
  const [row] = await sql<Delivery[]>`SELECT ${columns(sql)} FROM webhook_delivery d WHERE d.id = ${id}`;
  return row ?? null;
}

interface Listed extends PageRequest {
  readonly webhookId: Id<'webhook'>;
  readonly state: DeliveryState | null;
}

/** Newest first. */
export function listDeliveries({ sql }: Database, { webhookId, state, after, limit }: Listed): Promise<Delivery[]> {
  return run(
    () => sql<Delivery[]>`
    SELECT ${columns(sql)} FROM webhook_delivery d
    -- As a range, and in this order: with an equation the planner may walk the primary key past all rows of others.
    WHERE d.webhook_id BETWEEN ${webhookId} AND ${webhookId} AND (${state}::text IS NULL OR d.state = ${state}) AND (${after}::text IS NULL OR d.id < ${after})
    ORDER BY d.webhook_id DESC, d.id DESC LIMIT ${limit + 1}`,
  );
}

export interface DeliveryAttempt extends Attempt {
  readonly deliveryId: Id<'delivery'>;
}

/** The latest of each, newest first. */
export function listAttempts(
  { sql }: Database,
  deliveries: readonly Id<'delivery'>[],
  limit: number,
): Promise<DeliveryAttempt[]> {
  return run(
    () => sql<DeliveryAttempt[]>`
    SELECT a.delivery_id AS "deliveryId", a.number, instant_text(a.started_at) AS "startedAt", a.duration_ms AS "durationMs", a.status,
      a.error, a.answer
    FROM unnest(string_to_array(${deliveries.join(',')}, ',')) AS wanted (id) CROSS JOIN LATERAL (
      SELECT * FROM webhook_attempt x WHERE x.delivery_id = wanted.id ORDER BY x.number DESC LIMIT ${limit}) a
    ORDER BY a.delivery_id DESC, a.number DESC`,
  );
}

export async function insertNotice(
  sql: Sql,
  {
    id,
    webhookId,
    type,
    now,
  }: Pick<Delivery, 'id' | 'webhookId'> & { readonly type: NoticeType; readonly now: Instant },
): Promise<void> {
  await sql`
    INSERT INTO webhook_delivery (id, webhook_id, type, payload, state, due_at, created_at)
    VALUES (${id}, ${webhookId}, ${type}, jsonb_build_object('webhookId', ${webhookId}::text), 'pending', ${now}::timestamptz, ${now}::timestamptz)`;
}

/** False: its event is gone. */
export async function resendDelivery(sql: Sql, id: Id<'delivery'>, now: Instant): Promise<boolean> {
  const [row] = await sql<{ isThere: boolean }[]>`SELECT webhook_resend(${id}, ${now}::timestamptz) AS "isThere"`;
  return row?.isThere ?? false;
}

export interface Recovery {
  readonly webhookId: Id<'webhook'>;
  /** The smallest id of an event that is looked at; with `tournamentId` it is not used. */
  readonly fromId: string;
  readonly tournamentId: Id<'tournament'> | null;
  readonly afterSeq: number;
  readonly limit: number;
  readonly now: Instant;
}

export interface Recovered {
  readonly queued: number;
  /** Of the last event that was looked at; null: there are no more. */
  readonly lastId: Id<'event'> | null;
  readonly lastSeq: number | null;
}

export async function recoverDeliveries(sql: Sql, wanted: Recovery): Promise<Recovered> {
  const { webhookId, fromId, tournamentId, afterSeq, limit, now } = wanted;
  const [row] = await sql<Recovered[]>`
    SELECT queued, last_id AS "lastId", last_seq AS "lastSeq" FROM webhook_recover(${webhookId}, ${fromId}, ${tournamentId},
      ${afterSeq}::integer, ${limit}::integer, ${now}::timestamptz)`;
  return row ?? { queued: 0, lastId: null, lastSeq: null };
}
