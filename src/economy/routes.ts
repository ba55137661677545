// HTTP routes of wallets and postings. Every posting needs an Idempotency-Key.

import { Hono } from 'hono';
import { hasRole } from '../core/actor.ts';
import { refuse } from '../core/errors.ts';
import { actorOf } from '../http/authenticate.ts';
import type { ApiContext, ApiEnv } from '../http/context.ts';
import { claimOf } from '../http/idempotency.ts';
import { created } from '../http/reply.ts';
import { readId, readJson } from '../http/validate.ts';
import { creditCreate, transferCreate, transferJson, walletJson, walletOpen } from './contract.ts';
import { type PostingInput, postTransfer } from './post-transfer.ts';
import { findWallet, openWallet } from './store.ts';
import { coinsOf } from './transfer.ts';
import { treasuryWalletId } from './wallet.ts';

export const walletRoutes = new Hono<ApiEnv>()
  .post('/', async (c) => {
    await readJson(c, walletOpen);
    const { db, newId, clock } = c.env.services.ports;
    const fresh = { id: newId('wallet'), kind: 'player' as const, currency: 'COIN', balance: 0n, isFrozen: false };
    const wallet = await openWallet(db, { ...fresh, ownerId: actorOf(c).playerId }, clock());
    return created(c, walletJson(wallet), `/v1/wallets/${wallet.id}`);
  })
  .get('/:id', async (c) => {
    const actor = actorOf(c);
    const wallet = await findWallet(c.env.services.ports.db, readId(c, 'wallet'));
    const isVisible = wallet !== null && (wallet.ownerId === actor.playerId || hasRole(actor, 'finance'));
    if (!isVisible) throw refuse('wallet_not_found');
    return c.json(walletJson(wallet));
  });

export const transferRoutes = new Hono<ApiEnv>().post('/', async (c) => {
  const { fromWalletId, toWalletId, amountCoins } = await readJson(c, transferCreate);
  return answer(c, { fromWalletId, toWalletId, amount: coinsOf(amountCoins), reason: 'p2p_transfer', by: 'owner' });
});

export const creditRoutes = new Hono<ApiEnv>().post('/', async (c) => {
  if (!hasRole(actorOf(c), 'finance')) throw refuse('forbidden', { needs: 'finance' });
  const { walletId, amountCoins, reason, note } = await readJson(c, creditCreate);
  const amount = coinsOf(amountCoins);
  return answer(c, { fromWalletId: treasuryWalletId, toWalletId: walletId, amount, reason, note, by: 'finance' });
});

async function answer(c: ApiContext, input: Omit<PostingInput, 'idempotency'>): Promise<Response> {
  const actor = actorOf(c);
  const transfer = await postTransfer(c.env.services.ports, actor, { ...input, idempotency: await claimOf(c) });
  return created(c, transferJson(transfer));
}
