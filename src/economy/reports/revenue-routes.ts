// HTTP routes of the books as a whole, for finance.

import { Hono } from 'hono';
import { refuse } from '../../core/errors.ts';
import { toPage } from '../../core/page.ts';
import { actorOf } from '../../http/authenticate.ts';
import type { ApiContext, ApiEnv } from '../../http/context.ts';
import { readPage, readQuery } from '../../http/validate.ts';
import type { Ports } from '../../outbox/ports.ts';
import { cohortJson, cohortsQuery, owedJson, periodJson, revenueQuery } from '../contract.ts';
import { listOwed } from '../owed/owed-store.ts';
import { mayKeepBooks } from '../permission.ts';
import { reportCohorts, reportRevenue } from './report-revenue.ts';

interface Services {
  readonly ports: Ports;
}

export const economyRoutes = new Hono<ApiEnv<Services>>()
  .get('/owed', async (c) => {
    refuseUnlessBookkeeper(c);
    const page = readPage(c);
    const rows = await listOwed(c.env.services.ports.db, page);
    const { items, nextCursor } = toPage(rows, page.limit, ({ reference }) => reference);
    return c.json({ items: items.map(owedJson), nextCursor });
  })
  .get('/revenue', async (c) => {
    refuseUnlessBookkeeper(c);
    const question = readQuery(c, revenueQuery);
    const periods = await reportRevenue(c.env.services.ports.db, question);
    return c.json({ ...question, items: periods.map(periodJson) });
  })
  .get('/revenue/cohorts', async (c) => {
    refuseUnlessBookkeeper(c);
    const question = readQuery(c, cohortsQuery);
    const cohorts = await reportCohorts(c.env.services.ports.db, question);
    return c.json({ ...question, items: cohorts.map(cohortJson) });
  });

function refuseUnlessBookkeeper(c: ApiContext<Services>): void {
  if (!mayKeepBooks(actorOf(c))) throw refuse('forbidden', { needs: 'finance' });
}
