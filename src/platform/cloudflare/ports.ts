// The ports of use cases on Cloudflare: database, clock, ids, and the publication of events to rooms.

import type { Waiter } from '../../app/services.ts';
import { type IdKind, makeIdAt } from '../../core/id.ts';
import { systemClock } from '../../core/instant.ts';
import type { Database } from '../../db/client.ts';
import { createAcknowledge } from '../../outbox/acknowledge-events.ts';
import type { Ports } from '../../outbox/ports.ts';
import { deliverEvents, type RoomDelivery } from '../../outbox/relay-events.ts';
import { createRandomPool } from '../random-pool.ts';
import { createWebhookWake } from './webhooks.ts';

export function createPorts(env: Env, waiter: Waiter, db: Database): Ports {
  const wake = createWebhookWake(env, db);
  const relay = { deliver: roomDelivery(env), acknowledge: createAcknowledge(db) };
  return {
    db,
    clock: systemClock,
    newId: <K extends IdKind>(kind: K) => makeIdAt(kind, Date.now(), randomBytes(10)),
    randomBytes,
    claim: null,
    publish: (events) =>
      waiter.waitUntil(
        deliverEvents(relay, events)
          .then(wake)
          .catch((error: unknown) => {
            console.warn(
              JSON.stringify({
                level: 'warn',
                message: 'publishing failed; the relay will retry',
                error: String(error),
              }),
            );
          }),
      ),
  };
}

const randomBytes = createRandomPool((bytes) => crypto.getRandomValues(bytes));

export function roomDelivery(env: Env): RoomDelivery {
  return (id, events) => env.TOURNAMENT_ROOM.getByName(id).publish([...events]);
}
