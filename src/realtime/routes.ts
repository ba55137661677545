// HTTP routes of live updates: the event feed that rooms and catching-up clients read.

import { Hono } from 'hono';
import { z } from 'zod';
import { eventsSince } from '../events/store.ts';
import type { ApiEnv } from '../http/context.ts';
import { readId, readQuery } from '../http/validate.ts';

const eventQuery = z.strictObject({ since: z.coerce.number().int().min(0).default(0) });

export const eventRoutes = new Hono<ApiEnv>().get('/:id/events', async (c) => {
  const { since } = readQuery(c, eventQuery);
  const items = await eventsSince(c.env.services.ports.db, readId(c, 'tournament'), since);
  return c.json({ items });
});
