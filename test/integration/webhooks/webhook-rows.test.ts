// The row types of webhooks, on real rows.

import { beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { addSeconds, systemClock } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { eventPayloads } from '../../../src/outbox/contract.ts';
import type { EventType } from '../../../src/outbox/event.ts';
import { attemptErrors, deliveryStates, noticeTypes } from '../../../src/webhooks/deliveries/delivery.ts';
import * as deliveries from '../../../src/webhooks/deliveries/delivery-store.ts';
import {
  disabledReasons,
  endpointStates,
  reaches,
  signatureSchemes,
} from '../../../src/webhooks/endpoints/endpoint.ts';
import * as endpoints from '../../../src/webhooks/endpoints/endpoint-store.ts';
import { sendingMax } from '../../../src/webhooks/sending/room.ts';
import * as sending from '../../../src/webhooks/sending/sending-store.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { id, instant, newId, RowCheck } from '../../support/rules/row-check.ts';
import { aTournament, move } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
const check = new RowCheck();
const now = systemClock();

let db: Database;

beforeAll(() => {
  db = openDatabase(database.url, 2);
  return () => db.close();
});

const eventTypes = Object.keys(eventPayloads) as [EventType, ...EventType[]];
const endpointRow = z.strictObject({
  ...{
    id: id('webhook'),
    ownerId: id('player'),
    reach: z.enum(reaches),
    url: z.string(),
    description: z.string().nullable(),
  },
  ...{
    scheme: z.enum(signatureSchemes),
    eventTypes: z.array(z.enum(eventTypes)),
    tournamentIds: z.array(id('tournament')),
  },
  ...{
    state: z.enum(endpointStates),
    disabledAt: instant.nullable(),
    disabledReason: z.enum(disabledReasons).nullable(),
  },
  ...{ failingSince: instant.nullable(), isPaused: z.boolean(), createdAt: instant },
});
const secretRow = z.strictObject({ id: id('webhookSecret'), sealed: z.string(), publicKey: z.string().nullable() });
const type = z.enum([...noticeTypes, ...eventTypes]);
const deliveryRow = z.strictObject({
  ...{ id: id('delivery'), webhookId: id('webhook'), eventId: id('event').nullable(), type },
  ...{ tournamentId: id('tournament').nullable(), seq: z.int().nullable(), state: z.enum(deliveryStates) },
  ...{ dueAt: instant.nullable(), failureCount: z.int(), createdAt: instant, finishedAt: instant.nullable() },
});
const attemptRow = z.strictObject({
  ...{ deliveryId: id('delivery'), number: z.int(), startedAt: instant, durationMs: z.int() },
  ...{ status: z.int().nullable(), error: z.enum(attemptErrors).nullable(), answer: z.string().nullable() },
});
const event = z.strictObject({ tournamentId: z.string(), seq: z.int(), epoch: z.string() });
const claimRow = z.strictObject({
  ...{ id: id('delivery'), number: z.int(), failureCount: z.int(), messageId: z.string(), type, createdAt: instant },
  ...{ event: event.nullable(), payload: z.record(z.string(), z.unknown()) },
});

it('endpoints, their keys and their deliveries', async () => {
  const stage = await aTournament();
  await move(stage, 'published');
  // An endpoint that is made before would get the event by itself.
  await expect
    .poll(() => database.sql`SELECT FROM event_outbox WHERE tournament_id = ${stage.id} AND relayed_at IS NULL`)
    .toHaveLength(0);
  const [webhookId, ownerId, page] = [
    newId('webhook'),
    stage.organizer.id as `ply_${string}`,
    { after: null, limit: 5 },
  ];
  const audit = {
    id: newId('audit'),
    event: 'webhook.created',
    actorId: ownerId,
    refId: webhookId,
    createdAt: now,
  } as const;
  const again = () => ({ ...audit, id: newId('audit') });
  const terms = { url: 'https://hooks.example.com/', description: null, eventTypes: [], tournamentIds: [] };
  const made = { ...terms, id: webhookId, ownerId, reach: 'own', scheme: 'v1', createdAt: now } as const;
  const { sql } = db;
  await check.of(endpoints.insertEndpoint, z.literal(true), sql, made, 20, audit);
  await check.of(endpoints.findEndpoint, endpointRow, sql, webhookId);
  await check.of(endpoints.lockEndpoint, endpointRow, sql, webhookId);
  await check.of(endpoints.listEndpoints, z.array(endpointRow), db, { ...page, owner: null, isAdmin: true });
  const unknown = { owner: ownerId, isAdmin: false };
  await check.of(endpoints.findForeignTournaments, z.array(id('tournament')), sql, [newId('tournament')], unknown);
  const secret = { id: newId('webhookSecret'), sealed: 'sealed', publicKey: null };
  await check.of(endpoints.insertSecret, z.void(), sql, webhookId, secret, { now, overlapEndsAt: now });
  await check.of(endpoints.findSecret, secretRow, sql, secret.id);
  await check.of(endpoints.updateEndpoint, z.void(), sql, webhookId, { ...terms, isActive: true, now }, again());
  await check.of(endpoints.auditEndpoint, z.void(), sql, again());
  await check.of(endpoints.hasEndpoints, z.literal(true), db);

  const from = { webhookId, fromId: '', tournamentId: stage.id as `trn_${string}`, afterSeq: 0, limit: 1, now };
  const recovered = z.strictObject({ queued: z.int(), lastId: id('event').nullable(), lastSeq: z.int().nullable() });
  expect(await check.of(deliveries.recoverDeliveries, recovered, sql, from)).toMatchObject({ queued: 1, lastSeq: 1 });
  const notice = { id: newId('delivery'), webhookId, type: 'webhook_test', now } as const;
  await check.of(deliveries.insertNotice, z.void(), sql, notice);
  await check.of(deliveries.findDelivery, deliveryRow, sql, notice.id);
  await check.of(deliveries.listDeliveries, z.array(deliveryRow), db, { ...page, webhookId, state: null });

  const later = addSeconds(now, 1);
  await check.of(sending.listDueEndpoints, z.array(id('webhook')), db, later, 5);
  const sealed = z.strictObject({ id: id('webhookSecret'), sealed: z.string() });
  const target = z.strictObject({ url: z.string(), scheme: z.enum(signatureSchemes), secrets: z.array(sealed) });
  await check.of(sending.findTarget, target, db, webhookId, later);
  const wanted = { webhookId, max: sendingMax, now: later, leaseUntil: addSeconds(later, 60) };
  const claims = await check.of(sending.claimDue, z.array(claimRow), db, wanted);
  const other = newId('webhook');
  await endpoints.insertEndpoint(sql, { ...made, id: other }, 20, again());
  await deliveries.insertNotice(sql, { id: newId('delivery'), webhookId: other, type: 'webhook_test', now });
  const next = await check.of(sending.findNextOfOwner, id('webhook'), db, webhookId, { max: sendingMax, now: later });
  expect(next).toBe(other);
  await database.sql`DELETE FROM webhook_delivery WHERE webhook_id = ${other}`;
  expect(claims.map(({ event: of }) => of?.seq ?? null).sort()).toEqual([1, null]);
  const failed = {
    status: 500,
    error: 'status',
    answer: 'no',
    startedAt: later,
    durationMs: 3,
    nextAt: addSeconds(later, 5),
  } as const;
  const settled = { ...failed, failingBefore: now, now: later };
  await check.of(sending.recordOutcome, z.boolean(), db, { id: notice.id, number: 1 }, settled);
  await check.of(sending.dropDelivery, z.void(), db, { id: notice.id, number: 9 }, later);
  await check.of(deliveries.listAttempts, z.array(attemptRow), db, [notice.id], 5);
  const disabled = z.strictObject({ owner: z.int(), gone: z.int(), failing: z.int() });
  const backlog = z.strictObject({
    ...{ pending: z.int(), oldestAt: instant.nullable(), overdueSince: instant.nullable(), disabled },
  });
  expect(await check.of(sending.measureDeliveries, backlog, db, later)).toMatchObject({
    pending: 2,
    disabled: { owner: 0, gone: 0, failing: 0 },
  });
  await check.of(deliveries.resendDelivery, z.literal(true), sql, notice.id, later);
  await check.of(sending.listSecrets, z.array(sealed), db, '', 5);
  await check.of(sending.replaceSealed, z.void(), db, { id: secret.id, from: 'sealed', to: 'anew' });
  await check.of(endpoints.deleteEndpoint, z.void(), sql, webhookId, again());
  expect(await check.of(sending.sweepDeliveries, z.int(), db, 'dlv_', 10, addSeconds(later, 61))).toBe(2);
});

it('no query of webhooks is left out', () => {
  expect(check.missing(import.meta.glob('../../../src/webhooks/**/*store.ts', { eager: true }))).toEqual([]);
});
