// HTTP routes of revenue reports and owed payments, for finance.

import { Hono } from 'hono';
import { toPage } from '../../core/page.ts';
import { actorOf } from '../../http/authenticate.ts';
import type { ApiEnv } from '../../http/context.ts';
import { readPage, readQuery } from '../../http/validate.ts';
import type { Ports } from '../../outbox/ports.ts';
import { cohortJson, cohortsQuery, owedJson, periodJson, revenueQuery } from '../contract.ts';
import { listOwed } from '../owed/owed-store.ts';
import { requireFinance } from '../permission.ts';
import { reportCohorts, reportRevenue } from './report-revenue.ts';

interface Services {
  readonly ports: Ports;
}

export const economyRoutes = new Hono<ApiEnv<Services>>()
  .get('/owed', async (c) => {
    requireFinance(actorOf(c));
    const page = readPage(c);
    const rows = await listOwed(c.env.services.ports.db, page);
    const { items, nextCursor } = toPage(rows, page.limit, ({ reference }) => reference);
    return c.json({ items: items.map(owedJson), nextCursor });
  })
  .get('/revenue', async (c) => {
    requireFinance(actorOf(c));
    const query = readQuery(c, revenueQuery);
    const periods = await reportRevenue(c.env.services.ports.db, query);
    return c.json({ ...query, items: periods.map(periodJson) });
  })
  .get('/revenue/cohorts', async (c) => {
    requireFinance(actorOf(c));
    const query = readQuery(c, cohortsQuery);
    const cohorts = await reportCohorts(c.env.services.ports.db, query);
    return c.json({ ...query, items: cohorts.map(cohortJson) });
  });
