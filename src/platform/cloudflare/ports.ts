// The ports of use cases on Cloudflare: database, clock, ids, and the publication of events to rooms.

import type { Waiter } from '../../app/services.ts';
import { type IdKind, makeIdAt } from '../../core/id.ts';
import { systemClock } from '../../core/instant.ts';
import type { Database } from '../../db/client.ts';
import { createAcknowledge } from '../../outbox/acknowledge-events.ts';
import type { Ports } from '../../outbox/ports.ts';
import { createPublish } from '../../outbox/publish-events.ts';
import type { RoomDelivery } from '../../outbox/relay-events.ts';
import { createRandomPool } from '../random-pool.ts';
import { createWebhookWake } from './webhooks.ts';

export function createPorts(env: Env, waiter: Waiter, db: Database): Ports {
  const relay = { deliver: roomDelivery(env), acknowledge: createAcknowledge(db) };
  const publish = createPublish(relay, createWebhookWake(env, db));
  return {
    db,
    clock: systemClock,
    newId: <K extends IdKind>(kind: K) => makeIdAt(kind, Date.now(), randomBytes(10)),
    randomBytes,
    claim: null,
    publish: (events) => waiter.waitUntil(publish(events)),
  };
}

const randomBytes = createRandomPool((bytes) => crypto.getRandomValues(bytes));

export function roomDelivery(env: Env): RoomDelivery {
  return (id, events) => env.TOURNAMENT_ROOM.getByName(id).publish([...events]);
}
