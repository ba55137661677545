// HTTP routes of a wallet's history and its balance at a time.

import { coinsToJson } from '../../core/money.ts';
import { toPage } from '../../core/page.ts';
import { routesFor } from '../../http/route.ts';
import { pageOf, pageShape } from '../../http/wire.ts';
import type { Ports } from '../../outbox/ports.ts';
import { economyPermissions } from '../permission.ts';
import { balanceQuery, balanceShape, entryJson, entryShape, exportQuery, historyQuery } from './contract.ts';
import { exportHistory } from './export-history.ts';
import { findBalanceAt, listHistory } from './history-store.ts';
import { readWallet } from './read-wallet.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();
const permission = economyPermissions.readWallet;
const csv = 'text/csv; charset=utf-8';

export const historyRoutes = [
  route({
    method: 'GET',
    path: '/v1/wallets/:id/transactions',
    name: 'listTransactions',
    summary: 'List the history of a wallet, newest first',
    description:
      'Lists each entry with its amount and the balance after it. Filters narrow the list; the balances stay those of the whole history.',
    permission,
    params: { id: 'wallet' },
    query: historyQuery,
    answers: { 200: pageShape(entryShape) },
    problems: ['wallet_not_found'],
  }).runs({
    async handle({ services: { ports }, actor, params, query }) {
      const { id } = await readWallet(ports, actor, params.id);
      const page = pageOf(query);
      const rows = await listHistory(ports.db, id, query, page);
      const { items, nextCursor } = toPage(rows, page.limit, (row) => row.position);
      const isDetailed = query.expand?.includes('detail') ?? false;
      return { status: 200, body: { items: items.map((entry) => entryJson(entry, isDetailed)), nextCursor } };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/wallets/:id/transactions.csv',
    name: 'exportTransactions',
    summary: 'Export the history of a wallet as CSV',
    description:
      'Answers the whole history as one file, newest first, with the same filters as the list. It is streamed, so that any length is possible.',
    permission,
    params: { id: 'wallet' },
    query: exportQuery,
    answers: { 200: { mediaType: csv } },
    problems: ['wallet_not_found'],
  }).runs({
    async handle({ services: { ports }, actor, params, query }) {
      const { id } = await readWallet(ports, actor, params.id);
      const headers = {
        'content-type': csv,
        'content-disposition': `attachment; filename="${id}.csv"`,
        'cache-control': 'private, no-store',
      };
      return { status: 200, headers, body: exportHistory(ports.db, id, query) };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/wallets/:id/balance',
    name: 'readBalance',
    summary: 'Read the balance of a wallet at a time',
    description: 'Answers what the wallet had at that time. It is the sum of all entries until then.',
    permission,
    params: { id: 'wallet' },
    query: balanceQuery,
    answers: { 200: balanceShape },
    problems: ['wallet_not_found'],
  }).runs({
    async handle({ services: { ports }, actor, params, query: { at } }) {
      const { id } = await readWallet(ports, actor, params.id);
      return { status: 200, body: { at, balanceCoins: coinsToJson(await findBalanceAt(ports.db, id, at)) } };
    },
  }),
];
