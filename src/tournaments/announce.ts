// Use case: another domain appends an event to a tournament, inside its own transaction.

import { invariant } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import type { Sql } from '../db/client.ts';
import type { OutboxJson } from '../outbox/append.ts';
import type { EventPayload, EventType } from '../outbox/event.ts';
import type { Ports } from '../outbox/ports.ts';
import { insertEvent, lockRow } from './store.ts';

/** Locks the tournament, runs `work`, then writes the event. The result of `work` is its payload. */
export async function announce<T extends EventType>(
  sql: Sql,
  ports: Ports,
  id: Id<'tournament'>,
  type: T,
  work: () => Promise<EventPayload<T>>,
): Promise<OutboxJson> {
  invariant((await lockRow(sql, id)) !== null, 'the tournament exists');
  return insertEvent(sql, id, { id: ports.newId('event'), type, createdAt: ports.clock() }, await work());
}
