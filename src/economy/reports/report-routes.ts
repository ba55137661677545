// HTTP routes of revenue reports and owed payments, for finance.

import { toPage } from '../../core/page.ts';
import { routesFor } from '../../http/route.ts';
import { pageOf, pageOnly, pageShape } from '../../http/wire.ts';
import type { Ports } from '../../outbox/ports.ts';
import { listOwed } from '../owed/owed-store.ts';
import { economyPermissions, requireFinance } from '../permission.ts';
import {
  cohortsJson,
  cohortsQuery,
  cohortsShape,
  owedJson,
  owedShape,
  revenueJson,
  revenueQuery,
  revenueShape,
} from './contract.ts';
import { reportCohorts, reportRevenue } from './report-revenue.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();
const permission = economyPermissions.readReports;

export const reportRoutes = [
  route({
    method: 'GET',
    path: '/v1/economy/owed',
    name: 'listOwedPayments',
    summary: 'List refunds and prizes that could not be paid yet',
    description:
      'Lists payments that failed, with the reason and the time of the next attempt. They are tried again by themselves.',
    permission,
    query: pageOnly,
    answers: { 200: pageShape(owedShape) },
  }).runs({
    requires: requireFinance,
    async handle({ services: { ports }, query }) {
      const page = pageOf(query);
      const rows = await listOwed(ports.db, page);
      const { items, nextCursor } = toPage(rows, page.limit, ({ reference }) => reference);
      return { status: 200, body: { items: items.map(owedJson), nextCursor } };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/economy/revenue',
    name: 'reportRevenue',
    summary: 'Report revenue from entry fees per period',
    description:
      'Sums fees that were captured and refunded, for each day, week or month. Transfers and awards are not revenue.',
    permission,
    query: revenueQuery,
    answers: { 200: revenueShape },
  }).runs({
    requires: requireFinance,
    async handle({ services: { ports }, query }) {
      return { status: 200, body: revenueJson(query, await reportRevenue(ports.db, query)) };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/economy/revenue/cohorts',
    name: 'reportCohorts',
    summary: 'Report revenue per cohort of new players',
    description:
      'Groups players by the period of their first payment. For each later period it sums the fees that the group paid and got back.',
    permission,
    query: cohortsQuery,
    answers: { 200: cohortsShape },
  }).runs({
    requires: requireFinance,
    async handle({ services: { ports }, query }) {
      return { status: 200, body: cohortsJson(query, await reportCohorts(ports.db, query)) };
    },
  }),
];
