// HTTP routes of holds.

import { routesFor } from '../../http/route.ts';
import type { Ports } from '../../outbox/ports.ts';
import { transferJson, transferShape } from '../ledger/contract.ts';
import { coinsOf } from '../ledger/transfer.ts';
import { mayPostToLedger, economyPermissions as permissions } from '../permission.ts';
import { captureCreate, holdCreate, holdJson, holdShape, releaseShape } from './contract.ts';
import { openHold } from './open-hold.ts';
import { authorizeResolution, readHold } from './read-hold.ts';
import { captureHold, releaseHold } from './resolve-hold.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();

export const holdRoutes = [
  route({
    method: 'POST',
    path: '/v1/holds',
    name: 'openHold',
    summary: 'Reserve coins of a wallet for a payee',
    description:
      'Reserves coins that the payer can then not spend otherwise. The payee captures them, or they are free again when the hold is released or expires.',
    permission: permissions.openHold,
    idempotency: 'required',
    body: holdCreate,
    answers: { 201: holdShape },
    problems: [
      ...(['invalid_amount', 'same_wallet', 'wallet_not_found', 'wallet_frozen', 'wallet_closed'] as const),
      ...(['insufficient_funds', 'sanctioned'] as const),
    ],
  }).runs({
    async handle({ services: { ports }, actor, body: { walletId, toWalletId, amountCoins, expiresInSeconds } }) {
      const by = mayPostToLedger(actor) ? ('finance' as const) : ('owner' as const);
      const terms = {
        fromWalletId: walletId,
        toWalletId,
        amount: coinsOf(amountCoins),
        reason: 'hold_capture' as const,
      };
      const hold = await openHold(ports, actor, { ...terms, expiresInSeconds, by });
      return { status: 201, body: holdJson(hold), headers: { location: `/v1/holds/${hold.id}` } };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/holds/:id',
    name: 'readHold',
    summary: 'Read a hold, as its payer, its payee or finance',
    description: 'Answers the amount, what was captured and the state. For others the hold does not exist.',
    permission: permissions.readHold,
    params: { id: 'hold' },
    answers: { 200: holdShape },
  }).runs({
    async handle({ services: { ports }, actor, params }) {
      return { status: 200, body: holdJson(await readHold(ports, actor, params.id)) };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/holds/:id/captures',
    name: 'captureHold',
    summary: 'Capture a hold in full or in part; the rest is released',
    description:
      'Moves the held coins, or the part that is named, to the payee. The rest is free again, and the hold is closed.',
    ifMatchOf: 'readHold',
    permission: permissions.resolveHold,
    idempotency: 'required',
    params: { id: 'hold' },
    body: captureCreate,
    answers: { 201: transferShape },
    problems: ['invalid_amount', 'hold_expired', 'hold_closed', 'wallet_frozen', 'wallet_closed'],
  }).runs({
    authorize: ({ services, actor, params }) => authorizeResolution(services.ports, actor, params.id),
    async handle({ services: { ports }, actor, params, body: { amountCoins } }) {
      const amount = amountCoins === undefined ? null : coinsOf(amountCoins);
      return { status: 201, body: transferJson(await captureHold(ports, actor, params.id, amount)) };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/holds/:id/releases',
    name: 'releaseHold',
    summary: 'Release a hold',
    description: 'Frees the coins of a hold; nothing is paid. The payee may do it at any time before a capture.',
    ifMatchOf: 'readHold',
    permission: permissions.resolveHold,
    idempotency: 'required',
    params: { id: 'hold' },
    answers: { 201: releaseShape },
    problems: ['hold_expired', 'hold_closed'],
  }).runs({
    authorize: ({ services, actor, params }) => authorizeResolution(services.ports, actor, params.id),
    async handle({ services: { ports }, actor, params: { id } }) {
      await releaseHold(ports, actor, id);
      return { status: 201, body: { id, state: 'released' } };
    },
  }),
];
