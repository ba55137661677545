// Queries of the sender: which endpoints have work, claims, outcomes, keys, and what cron removes.

import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Database } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import type { DeliveryType } from '../deliveries/delivery.ts';
import type { DisabledReason, SignatureScheme } from '../endpoints/endpoint.ts';
import type { MessageSource } from './message.ts';
import type { Counted } from './room.ts';
import type { Outcome } from './send-attempt.ts';

/** Active endpoints with a delivery that is due, and that are not paused. */
export async function listDueEndpoints({ sql }: Database, now: Instant, limit: number): Promise<Id<'webhook'>[]> {
  const rows = await run(
    () => sql<{ id: Id<'webhook'> }[]>`
    SELECT e.id FROM webhook_endpoint e
    WHERE e.state = 'active' AND EXISTS (SELECT FROM webhook_delivery d WHERE d.webhook_id = e.id AND d.due_at <= ${now}::timestamptz)
      AND NOT webhook_is_paused(e.owner_id, e.reach, ${now}::timestamptz)
    ORDER BY random() LIMIT ${limit}`,
  );
  return rows.map(({ id }) => id);
}

export interface Target {
  readonly url: string;
  readonly scheme: SignatureScheme;
  /** Those that sign now, the current one first. */
  readonly secrets: readonly { readonly id: Id<'webhookSecret'>; readonly sealed: string }[];
}

/** null: the endpoint is not active. */
export async function findTarget({ sql }: Database, id: Id<'webhook'>, now: Instant): Promise<Target | null> {
  const [row] = await run(
    () => sql<Target[]>`
    SELECT e.url, e.scheme, (
      SELECT json_agg(json_build_object('id', s.id, 'sealed', s.sealed) ORDER BY s.ends_at DESC NULLS FIRST) FROM webhook_secret s
      WHERE s.webhook_id = e.id AND (s.ends_at IS NULL OR s.ends_at > ${now}::timestamptz)) AS secrets
    FROM webhook_endpoint e WHERE e.id = ${id} AND e.state = 'active'`,
  );
  return row ?? null;
}

export interface Claim extends Omit<MessageSource, 'payload'> {
  readonly id: Id<'delivery'>;
  readonly number: number;
  /** null: the event is gone, with the sandbox that it was of. There is nothing to send. */
  readonly payload: MessageSource['payload'] | null;
  readonly failureCount: number;
}

interface ClaimRow {
  readonly id: Id<'delivery'>;
  readonly number: number;
  readonly failureCount: number;
  readonly messageId: string;
  readonly type: DeliveryType;
  readonly createdAt: Instant;
  readonly event: MessageSource['event'];
  readonly payload: Claim['payload'];
}

interface Wanted {
  readonly webhookId: Id<'webhook'>;
  readonly max: Counted;
  readonly now: Instant;
  readonly leaseUntil: Instant;
}

/** As many as `roomFor` says. Until `leaseUntil` nobody else gets them. */
export function claimDue({ sql }: Database, { webhookId, max, now, leaseUntil }: Wanted): Promise<Claim[]> {
  return run(
    () => sql<ClaimRow[]>`
    WITH claimed AS MATERIALIZED (
      SELECT id, claim_count FROM webhook_claim(${webhookId}, ${max.endpoint}::integer, ${max.owner}::integer,
        ${now}::timestamptz, ${leaseUntil}::timestamptz)
    )
    SELECT d.id, c.claim_count AS number, d.failure_count AS "failureCount", coalesce(d.event_id, d.id) AS "messageId", d.type,
      instant_text(coalesce(o.created_at, d.created_at)) AS "createdAt", coalesce(o.payload, d.payload) AS payload,
      CASE WHEN o.id IS NOT NULL THEN json_build_object('tournamentId', o.tournament_id, 'seq', o.seq, 'epoch', o.epoch) END AS event
    FROM claimed c JOIN webhook_delivery d ON d.id = c.id LEFT JOIN outbox_event o ON o.id = d.event_id ORDER BY d.id`,
  );
}

/** Another endpoint of the owner that found no room and may be sent to now; null: there is none. */
export async function findNextOfOwner(
  { sql }: Database,
  webhookId: Id<'webhook'>,
  { max, now }: { readonly max: Counted; readonly now: Instant },
): Promise<Id<'webhook'> | null> {
  const [row] = await run(
    () => sql<{ id: Id<'webhook'> | null }[]>`
    SELECT webhook_next_of_owner(${webhookId}, ${max.owner}::integer, ${now}::timestamptz) AS id`,
  );
  return row?.id ?? null;
}

export interface Settled extends Pick<Outcome, 'status' | 'error' | 'answer'> {
  readonly startedAt: Instant;
  readonly durationMs: number;
  /** null: there is no further attempt. */
  readonly nextAt: Instant | null;
  /** An endpoint that has failed since then is disabled. */
  readonly failingBefore: Instant;
  readonly now: Instant;
}

/** @returns whether the endpoint was disabled by it. */
export async function recordOutcome(
  { sql }: Database,
  { id, number }: Pick<Claim, 'id' | 'number'>,
  settled: Settled,
): Promise<boolean> {
  const { startedAt, durationMs, status, error, answer, nextAt, failingBefore, now } = settled;
  const [row] = await run(
    () => sql<{ isDisabled: boolean }[]>`
    SELECT webhook_record(${id}, ${number}::integer, ${startedAt}::timestamptz, ${durationMs}::integer, ${status}::integer, ${error},
      ${answer}, ${nextAt}::timestamptz, ${failingBefore}::timestamptz, ${now}::timestamptz) AS "isDisabled"`,
  );
  return row?.isDisabled ?? false;
}

/** It ends without an attempt: the receiver has not failed. */
export async function dropDelivery(
  { sql }: Database,
  { id, number }: Pick<Claim, 'id' | 'number'>,
  now: Instant,
): Promise<void> {
  await run(
    () => sql`
    UPDATE webhook_delivery SET state = 'failed', due_at = NULL, finished_at = ${now}::timestamptz
    WHERE id = ${id} AND state = 'sending' AND claim_count = ${number}`,
  );
}

export interface Backlog {
  readonly pending: number;
  readonly oldestAt: Instant | null;
  /** Since when the first delivery is due that waits for us, not for its receiver. */
  readonly overdueSince: Instant | null;
  /** By who or what has disabled them. */
  readonly disabled: Readonly<Record<DisabledReason, number>>;
}

/**
 * Of active endpoints that are not paused: how many deliveries are not done, and since when. While a receiver fails, what is due to it waits
 * for the receiver.
 */
export async function measureDeliveries({ sql }: Database, now: Instant): Promise<Backlog> {
  const [row] = await run(
    () => sql<Backlog[]>`
    WITH open AS MATERIALIZED (
      SELECT id, failing_since FROM webhook_endpoint e WHERE state = 'active' AND NOT webhook_is_paused(e.owner_id, e.reach, ${now}::timestamptz)
    )
    SELECT count(*)::integer AS pending, instant_text(min(d.created_at)) AS "oldestAt",
      instant_text(min(d.due_at) FILTER (WHERE open.failing_since IS NULL AND d.due_at <= ${now}::timestamptz)) AS "overdueSince",
      (SELECT json_build_object('owner', count(*) FILTER (WHERE disabled_reason = 'owner'), 'gone', count(*) FILTER (WHERE disabled_reason = 'gone'),
        'failing', count(*) FILTER (WHERE disabled_reason = 'failing')) FROM webhook_endpoint WHERE state = 'disabled') AS disabled
    FROM open JOIN webhook_delivery d ON d.webhook_id = open.id AND d.due_at IS NOT NULL`,
  );
  return row as Backlog;
}

/** Those that another than the current key may have sealed: all, in order. */
export function listSecrets(
  { sql }: Database,
  after: string,
  limit: number,
): Promise<{ id: Id<'webhookSecret'>; sealed: string }[]> {
  return run(
    () => sql<{ id: Id<'webhookSecret'>; sealed: string }[]>`
    SELECT id, sealed FROM webhook_secret WHERE id > ${after} ORDER BY id LIMIT ${limit}`,
  );
}

export async function replaceSealed(
  { sql }: Database,
  { id, from, to }: { readonly id: Id<'webhookSecret'>; readonly from: string; readonly to: string },
): Promise<void> {
  await run(() => sql`UPDATE webhook_secret SET sealed = ${to} WHERE id = ${id} AND sealed = ${from}`);
}

/** @returns how many deliveries were removed. `beforeId` is the smallest id that stays. */
export async function sweepDeliveries(
  { sql }: Database,
  beforeId: string,
  limit: number,
  now: Instant,
): Promise<number> {
  const [row] = await run(
    () =>
      sql<{ removed: number }[]>`SELECT webhook_sweep(${beforeId}, ${limit}::integer, ${now}::timestamptz) AS removed`,
  );
  return row?.removed ?? 0;
}
