// HTTP routes of moderation.

import { Hono } from 'hono';
import { listAudit } from '../audit/store.ts';
import { refuse } from '../core/errors.ts';
import { toPage } from '../core/page.ts';
import { actorOf } from '../http/authenticate.ts';
import type { ApiEnv } from '../http/context.ts';
import { readPage, readQuery } from '../http/validate.ts';
import type { Ports } from '../outbox/ports.ts';
import { auditQuery } from './contract.ts';
import { mayReadAudit } from './permission.ts';

interface Services {
  readonly ports: Ports;
}

export const moderationRoutes = new Hono<ApiEnv<Services>>().get('/audit', async (c) => {
  if (!mayReadAudit(actorOf(c))) throw refuse('forbidden', { needs: 'moderator' });
  const { refType, refId } = readQuery(c, auditQuery);
  const page = readPage(c);
  const rows = await listAudit(c.env.services.ports.db, { refType, refId }, page);
  return c.json(toPage(rows, page.limit, (row) => row.id));
});
