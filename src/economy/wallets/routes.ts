// HTTP routes of wallets, their history, and freezing.

import { Hono } from 'hono';
import { refuse } from '../../core/errors.ts';
import { coinsToJson } from '../../core/money.ts';
import { toPage } from '../../core/page.ts';
import { actorOf } from '../../http/authenticate.ts';
import type { ApiContext, ApiEnv } from '../../http/context.ts';
import { created } from '../../http/reply.ts';
import { readId, readJson, readPage, readQuery } from '../../http/validate.ts';
import type { Ports } from '../../outbox/ports.ts';
import {
  balanceQuery,
  entryJson,
  exportQuery,
  freezeCreate,
  historyQuery,
  holdJson,
  holdsQuery,
  walletJson,
  walletOpen,
} from '../contract.ts';
import { stateAt } from '../holds/hold.ts';
import { listHolds } from '../holds/hold-store.ts';
import { mayFreeze, mayReadWallet } from '../permission.ts';
import { exportHistory } from './export-history.ts';
import { freezeWallet } from './freeze-wallet.ts';
import { findBalanceAt, listHistory } from './history-store.ts';
import { openOwnWallet } from './open-wallet.ts';
import { findWallet, listWallets } from './store.ts';
import type { Wallet } from './wallet.ts';

interface Services {
  readonly ports: Ports;
}

export const walletRoutes = new Hono<ApiEnv<Services>>()
  .post('/', async (c) => {
    await readJson(c, walletOpen);
    const wallet = await openOwnWallet(c.env.services.ports, actorOf(c));
    return created(c, walletJson(wallet), `/v1/wallets/${wallet.id}`);
  })
  .get('/', async (c) => {
    const { db, clock } = c.env.services.ports;
    const wallets = await listWallets(db, actorOf(c).playerId, clock());
    return c.json({ items: wallets.map(walletJson), nextCursor: null });
  })
  .get('/:id', async (c) => c.json(walletJson(await readWallet(c))))
  .get('/:id/holds', async (c) => {
    const { db, clock } = c.env.services.ports;
    const [{ id }, { side }, page] = [await readWallet(c), readQuery(c, holdsQuery), readPage(c)];
    const { items, nextCursor } = toPage(await listHolds(db, id, side, page), page.limit, (hold) => hold.id);
    const now = clock();
    return c.json({ items: items.map((hold) => holdJson({ ...hold, state: stateAt(hold, now) })), nextCursor });
  })
  .get('/:id/transactions', async (c) => {
    const [{ id }, filter, page] = [await readWallet(c), readQuery(c, historyQuery), readPage(c)];
    const rows = await listHistory(c.env.services.ports.db, id, filter, page);
    const { items, nextCursor } = toPage(rows, page.limit, (row) => row.position);
    return c.json({ items: items.map(entryJson), nextCursor });
  })
  .get('/:id/transactions.csv', async (c) => {
    const [{ id }, filter] = [await readWallet(c), readQuery(c, exportQuery)];
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

async function readWallet(c: ApiContext<Services>): Promise<Wallet> {
  const { db, clock } = c.env.services.ports;
  const [actor, id] = [actorOf(c), readId(c, 'wallet')];
  const wallet = await findWallet(db, id, clock());
  if (wallet === null || !mayReadWallet(actor, wallet)) throw refuse('wallet_not_found', { wallets: [id] });
  return wallet;
}

async function setFrozen(c: ApiContext<Services>, isFrozen: boolean): Promise<Response> {
  const actor = actorOf(c);
  if (!mayFreeze(actor)) throw refuse('forbidden', { needs: 'finance or moderator' });
  const { reason } = await readJson(c, freezeCreate);
  const wallet = await freezeWallet(c.env.services.ports, actor, readId(c, 'wallet'), { isFrozen, reason });
  return c.json({ id: wallet.id, isFrozen: wallet.isFrozen });
}
