// HTTP routes of postings: all acts that move or hold coins. Each requires an Idempotency-Key, stored in the same transaction. The
// key is judged before the right and the body.

import { Hono } from 'hono';
import { hasRole } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { actorOf } from '../../http/authenticate.ts';
import type { ApiContext, ApiEnv } from '../../http/context.ts';
import { created } from '../../http/reply.ts';
import { readId, readJson } from '../../http/validate.ts';
import { claimOf } from '../../idempotency/middleware.ts';
import type { Ports } from '../../outbox/ports.ts';
import {
  adjustmentCreate,
  batchCreate,
  captureCreate,
  holdCreate,
  holdJson,
  releaseCreate,
  reversalCreate,
  transferCreate,
  transferJson,
} from '../contract.ts';
import { stateAt } from '../holds/hold.ts';
import { findHold } from '../holds/hold-store.ts';
import { openHold } from '../holds/open-hold.ts';
import { resolveHold } from '../holds/resolve-hold.ts';
import { mayPostToLedger, requireFinance } from '../permission.ts';
import { treasuryWalletId } from '../wallets/wallet.ts';
import { type Posted, type PostingInput, postTransfers } from './post-transfers.ts';
import { reverseTransfer } from './reverse-transfer.ts';
import { coinsOf, type Transfer } from './transfer.ts';

interface Services {
  readonly ports: Ports;
}

export const transferRoutes = new Hono<ApiEnv<Services>>()
  .post('/', async (c) => {
    const claim = await claimOf(c);
    const { fromWalletId, toWalletId, amountCoins } = await readJson(c, transferCreate);
    const movement = { fromWalletId, toWalletId, amount: coinsOf(amountCoins), reason: 'p2p_transfer' as const };
    return answer(c, await post(c, { movements: [movement], by: 'owner', claim }));
  })
  .post('/:id/reversals', async (c) => {
    const claim = await claimOf(c);
    requireFinance(actorOf(c));
    const [transferId, { note }] = [readId(c, 'transfer'), await readJson(c, reversalCreate)];
    return answer(c, await reverseTransfer(c.env.services.ports, actorOf(c), { transferId, note, claim }));
  });

export const creditRoutes = new Hono<ApiEnv<Services>>().post('/', (c) => adjust(c, 'credit'));
export const debitRoutes = new Hono<ApiEnv<Services>>().post('/', (c) => adjust(c, 'debit'));

export const batchRoutes = new Hono<ApiEnv<Services>>().post('/', async (c) => {
  const claim = await claimOf(c);
  requireFinance(actorOf(c));
  const { movements, note } = await readJson(c, batchCreate);
  const requests = movements.map(({ amountCoins, ...movement }, index) => {
    return { ...movement, amount: coinsOf(amountCoins, `movements.${index}.amountCoins`) };
  });
  const posted = await post(c, { movements: requests, by: 'finance', note, claim });
  markReplay(c, posted);
  return created(c, { items: posted.transfers.map(transferJson) });
});

export const holdRoutes = new Hono<ApiEnv<Services>>()
  .post('/', async (c) => {
    const [actor, claim] = [actorOf(c), await claimOf(c)];
    const { walletId, toWalletId, amountCoins, expiresInSeconds } = await readJson(c, holdCreate);
    const by = mayPostToLedger(actor) ? ('finance' as const) : ('owner' as const);
    const terms = { fromWalletId: walletId, toWalletId, amount: coinsOf(amountCoins), reason: 'hold_capture' as const };
    const opened = await openHold(c.env.services.ports, actor, { ...terms, expiresInSeconds, by, claim });
    markReplay(c, opened);
    const { hold } = opened;
    return created(c, holdJson(hold), `/v1/holds/${hold.id}`);
  })
  .get('/:id', async (c) => c.json(holdJson(await readHold(c))))
  .post('/:id/captures', async (c) => {
    const [actor, claim] = [actorOf(c), await claimOf(c)];
    const holdId = readId(c, 'hold');
    const { amountCoins } = await readJson(c, captureCreate, () => refuseUnlessMayResolve(c));
    const amount = amountCoins === undefined ? null : coinsOf(amountCoins);
    const input = { holdId, state: 'captured' as const, amount, claim };
    return answer(c, await resolveHold(c.env.services.ports, actor, input));
  })
  .post('/:id/releases', async (c) => {
    const [actor, claim] = [actorOf(c), await claimOf(c)];
    const id: Id<'hold'> = readId(c, 'hold');
    await readJson(c, releaseCreate, () => refuseUnlessMayResolve(c));
    const input = { holdId: id, state: 'released' as const, amount: null, claim };
    markReplay(c, await resolveHold(c.env.services.ports, actor, input));
    return created(c, { id, state: 'released' });
  });

async function readHold(c: ApiContext<Services>) {
  const { db, clock } = c.env.services.ports;
  const [actor, hold] = [actorOf(c), await findHold(db, readId(c, 'hold'))];
  const mayRead = hold !== null && ([hold.ownerId, hold.payeeId].includes(actor.playerId) || hasRole(actor, 'finance'));
  if (!mayRead) throw refuse('not_found', { kind: 'hold' });
  return { ...hold, state: stateAt(hold, clock()) };
}

/** @throws DomainError not_found, forbidden unless the actor is the payee or has the role finance. */
async function refuseUnlessMayResolve(c: ApiContext<Services>): Promise<void> {
  const [actor, { payeeId }] = [actorOf(c), await readHold(c)];
  if (actor.playerId !== payeeId && !hasRole(actor, 'finance')) throw refuse('forbidden', { needs: 'payee' });
}

/** Posts a credit or debit against the treasury. */
async function adjust(c: ApiContext<Services>, direction: 'credit' | 'debit'): Promise<Response> {
  const claim = await claimOf(c);
  requireFinance(actorOf(c));
  const { walletId, amountCoins, reason, note } = await readJson(c, adjustmentCreate);
  const [fromWalletId, toWalletId] =
    direction === 'credit' ? [treasuryWalletId, walletId] : [walletId, treasuryWalletId];
  const movement = { fromWalletId, toWalletId, amount: coinsOf(amountCoins), reason };
  return answer(c, await post(c, { movements: [movement], by: 'finance', note, claim }));
}

function post(c: ApiContext<Services>, input: PostingInput): Promise<Posted> {
  return postTransfers(c.env.services.ports, actorOf(c), input);
}

function answer(c: ApiContext<Services>, posted: Posted): Response {
  markReplay(c, posted);
  return created(c, transferJson(posted.transfers[0] as Transfer));
}

/** As the middleware marks the replays of other requests. */
function markReplay(c: ApiContext<Services>, { isReplayed }: { readonly isReplayed: boolean }): void {
  if (isReplayed) c.header('idempotency-replayed', 'true');
}
