// HTTP routes of wallets, their history, and freezing.

import { Hono } from 'hono';
import { refuse } from '../core/errors.ts';
import { coinsToJson } from '../core/money.ts';
import { toPage } from '../core/page.ts';
import { actorOf } from '../http/authenticate.ts';
import type { ApiContext, ApiEnv } from '../http/context.ts';
import { created } from '../http/reply.ts';
import { readId, readJson, readPage, readQuery } from '../http/validate.ts';
import { balanceQuery, entryJson, freezeCreate, historyQuery, walletJson, walletOpen } from './contract.ts';
import { exportHistory } from './export-history.ts';
import { freezeWallet } from './freeze-wallet.ts';
import { findBalanceAt, listHistory } from './history-store.ts';
import { openOwnWallet } from './open-wallet.ts';
import { mayFreeze, mayReadWallet } from './permission.ts';
import { findWallet } from './store.ts';
import type { Wallet } from './wallet.ts';

export const walletRoutes = new Hono<ApiEnv>()
  .post('/', async (c) => {
    await readJson(c, walletOpen);
    const wallet = await openOwnWallet(c.env.services.ports, actorOf(c));
    return created(c, walletJson(wallet), `/v1/wallets/${wallet.id}`);
  })
  .get('/:id', async (c) => c.json(walletJson(await readWallet(c))))
  .get('/:id/transactions', async (c) => {
    const [{ id }, filter, page] = [await readWallet(c), readQuery(c, historyQuery), readPage(c)];
    const rows = await listHistory(c.env.services.ports.db, id, filter, page);
    const { items, nextCursor } = toPage(rows, page.limit, (row) => row.position);
    return c.json({ items: items.map(entryJson), nextCursor });
  })
  .get('/:id/transactions.csv', async (c) => {
    const [{ id }, filter] = [await readWallet(c), readQuery(c, historyQuery)];
    return c.body(exportHistory(c.env.services.ports.db, id, filter), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${id}.csv"`,
      'cache-control': 'private, no-store',
    });
  })
  .get('/:id/balance', async (c) => {
    const [{ id }, { at }] = [await readWallet(c), readQuery(c, balanceQuery)];
    return c.json({ at, balanceCoins: coinsToJson(await findBalanceAt(c.env.services.ports.db, id, at)) });
  })
  .put('/:id/freeze', (c) => setFrozen(c, true))
  .delete('/:id/freeze', (c) => setFrozen(c, false));

async function readWallet(c: ApiContext): Promise<Wallet> {
  const { db, clock } = c.env.services.ports;
  const wallet = await findWallet(db, readId(c, 'wallet'), clock());
  if (wallet === null || !mayReadWallet(actorOf(c), wallet)) throw refuse('wallet_not_found');
  return wallet;
}

async function setFrozen(c: ApiContext, isFrozen: boolean): Promise<Response> {
  const actor = actorOf(c);
  if (!mayFreeze(actor)) throw refuse('forbidden', { needs: 'finance or moderator' });
  const { reason } = await readJson(c, freezeCreate);
  const wallet = await freezeWallet(c.env.services.ports, actor, readId(c, 'wallet'), { isFrozen, reason });
  return c.json({ id: wallet.id, isFrozen: wallet.isFrozen });
}
