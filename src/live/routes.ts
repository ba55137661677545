// HTTP routes of live updates: the event feed, for rooms and for clients that missed events.

import { Hono } from 'hono';
import { refuse } from '../core/errors.ts';
import type { ApiEnv } from '../http/context.ts';
import { readId, readQuery } from '../http/validate.ts';
import type { Ports } from '../outbox/ports.ts';
import { eventQuery } from './contract.ts';
import { eventsSince } from './store.ts';

interface Services {
  readonly ports: Ports;
}

export const eventRoutes = new Hono<ApiEnv<Services>>().get('/:id/events', async (c) => {
  const { since } = readQuery(c, eventQuery);
  const items = await eventsSince(c.env.services.ports.db, readId(c, 'tournament'), since);
  if (items === null) throw refuse('not_found', { kind: 'tournament' });
  return c.json({ items });
});
