// Tables of webhooks: endpoints, their signing keys, deliveries and attempts. docs/decisions/0017-webhooks.md says how they work together.

import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Id } from '../core/id.ts';
import { idColumn, instant } from '../db/columns.ts';
import type { EventType } from '../outbox/event.ts';
import type { AttemptError, DeliveryState, DeliveryType } from './deliveries/delivery.ts';
import type { DisabledReason, EndpointState, Reach, SignatureScheme } from './endpoints/endpoint.ts';

export const endpointTable = pgTable(
  'webhook_endpoint',
  {
    id: idColumn<Id<'webhook'>>('id').primaryKey(),
    ownerId: idColumn<Id<'player'>>('owner_id').notNull(),
    reach: text('reach').$type<Reach>().notNull(),
    url: text('url').notNull(),
    description: text('description'),
    scheme: text('scheme').$type<SignatureScheme>().notNull(),
    /** Empty: all. */
    eventTypes: text('event_types').array().$type<EventType[]>().notNull(),
    /** Empty: all. */
    tournamentIds: text('tournament_ids').array().$type<Id<'tournament'>[]>().notNull(),
    /** Deleted ones are removed by cron, with their deliveries. */
    state: text('state').$type<EndpointState | 'deleted'>().notNull(),
    disabledAt: instant('disabled_at'),
    disabledReason: text('disabled_reason').$type<DisabledReason>(),
    failingSince: instant('failing_since'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    index('idx_webhook_owner').on(table.ownerId, table.id),
    // Asked for each acknowledgement of events.
    index('idx_webhook_active').on(table.id).where(sql`${table.state} = 'active'`),
    check('webhook_reach_known', sql`${table.reach} in ('own','all')`),
    check('webhook_scheme_known', sql`${table.scheme} in ('v1','v1a')`),
    check('webhook_state_known', sql`${table.state} in ('active','disabled','deleted')`),
    check('webhook_url_length', sql`char_length(${table.url}) <= 1000`),
    check('webhook_disabled_for_reason', sql`(${table.disabledReason} is not null) = (${table.state} = 'disabled')`),
    check('webhook_disabled_reason_known', sql`${table.disabledReason} in ('owner','gone','failing')`),
    check(
      'webhook_filters_bounded',
      sql`cardinality(${table.eventTypes}) <= 100 and cardinality(${table.tournamentIds}) <= 50`,
    ),
  ],
);

export const secretTable = pgTable(
  'webhook_secret',
  {
    id: idColumn<Id<'webhookSecret'>>('id').primaryKey(),
    webhookId: idColumn<Id<'webhook'>>('webhook_id').notNull(),
    /** Encrypted: endpoints/secret-keys.ts. */
    sealed: text('sealed').notNull(),
    /** Of Ed25519: what the receiver verifies with. */
    publicKey: text('public_key'),
    createdAt: instant('created_at').notNull(),
    /** null: the current one. */
    endsAt: instant('ends_at'),
  },
  (table) => [
    foreignKey({ name: 'webhook_secret_of_endpoint', columns: [table.webhookId], foreignColumns: [endpointTable.id] }),
    uniqueIndex('webhook_one_current_secret').on(table.webhookId).where(sql`${table.endsAt} is null`),
    index('idx_webhook_secret_ended').on(table.webhookId, table.endsAt),
  ],
);

export const deliveryTable = pgTable(
  'webhook_delivery',
  {
    id: idColumn<Id<'delivery'>>('id').primaryKey(),
    webhookId: idColumn<Id<'webhook'>>('webhook_id').notNull(),
    /** null: a test or a notice, which has a payload of its own. */
    eventId: idColumn<Id<'event'>>('event_id'),
    type: text('type').$type<DeliveryType>().notNull(),
    payload: jsonb('payload').$type<Record<string, unknown>>(),
    tournamentId: idColumn<Id<'tournament'>>('tournament_id'),
    seq: integer('seq'),
    state: text('state').$type<DeliveryState>().notNull(),
    dueAt: instant('due_at'),
    /** An outcome counts only for the latest claim. */
    claimCount: integer('claim_count').notNull().default(0),
    failureCount: integer('failure_count').notNull().default(0),
    createdAt: instant('created_at').notNull(),
    finishedAt: instant('finished_at'),
  },
  (table) => [
    foreignKey({
      name: 'webhook_delivery_of_endpoint',
      columns: [table.webhookId],
      foreignColumns: [endpointTable.id],
    }),
    uniqueIndex('webhook_once_per_event').on(table.webhookId, table.eventId),
    index('idx_webhook_delivery_due').on(table.webhookId, table.dueAt).where(sql`${table.dueAt} is not null`),
    index('idx_webhook_delivery_sending').on(table.webhookId).where(sql`${table.state} = 'sending'`),
    index('idx_webhook_delivery_list').on(table.webhookId, table.id),
    check('webhook_delivery_state_known', sql`${table.state} in ('pending','sending','delivered','failed')`),
    check('webhook_due_while_open', sql`(${table.dueAt} is not null) = (${table.state} in ('pending','sending'))`),
    check('webhook_event_or_payload', sql`num_nonnulls(${table.eventId}, ${table.payload}) = 1`),
  ],
);

export const attemptTable = pgTable(
  'webhook_attempt',
  {
    deliveryId: idColumn<Id<'delivery'>>('delivery_id').notNull(),
    number: integer('number').notNull(),
    startedAt: instant('started_at').notNull(),
    durationMs: integer('duration_ms').notNull(),
    status: integer('status'),
    error: text('error').$type<AttemptError>(),
    answer: text('answer'),
  },
  (table) => [
    primaryKey({ name: 'webhook_attempt_once', columns: [table.deliveryId, table.number] }),
    foreignKey({
      name: 'webhook_attempt_of_delivery',
      columns: [table.deliveryId],
      foreignColumns: [deliveryTable.id],
    }),
    check('webhook_answer_bounded', sql`octet_length(${table.answer}) <= 4096`),
    check(
      'webhook_error_known',
      sql`${table.error} in ('timeout','unreachable','not_resolvable','address','redirect','status')`,
    ),
  ],
);
