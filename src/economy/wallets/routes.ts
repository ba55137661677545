// HTTP routes of wallets and freezing.

import { refuse } from '../../core/errors.ts';
import { toPage } from '../../core/page.ts';
import { routesFor } from '../../http/route.ts';
import { pageOf, pageShape } from '../../http/wire.ts';
import type { Ports } from '../../outbox/ports.ts';
import { holdJson, holdShape, holdsQuery } from '../holds/contract.ts';
import { stateAt } from '../holds/hold.ts';
import { listHolds } from '../holds/hold-store.ts';
import { economyPermissions as permissions, refuseUnlessMayFreeze, requireFinance } from '../permission.ts';
import { setClosed } from './close-wallet.ts';
import { closingShape, freezeCreate, freezeShape, payeeShape, walletJson, walletShape } from './contract.ts';
import { freezeWallet } from './freeze-wallet.ts';
import { openOwnWallet } from './open-wallet.ts';
import { readWallet } from './read-wallet.ts';
import { findPayee, listWallets } from './store.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();

export const walletRoutes = [
  route({
    method: 'POST',
    path: '/v1/wallets',
    name: 'openWallet',
    summary: 'Open your wallet, or get it if it is open',
    permission: permissions.openWallet,
    answers: { 201: walletShape },
  }).runs({
    async handle({ services: { ports }, actor }) {
      const wallet = await openOwnWallet(ports, actor);
      return { status: 201, body: walletJson(wallet), headers: { location: `/v1/wallets/${wallet.id}` } };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/me/wallets',
    name: 'listOwnWallets',
    summary: 'List your wallets, one per currency',
    permission: permissions.listWallets,
    answers: { 200: pageShape(walletShape) },
  }).runs({
    async handle({ services: { ports }, actor }) {
      const wallets = await listWallets(ports.db, actor.playerId, ports.clock());
      return { status: 200, body: { items: wallets.map(walletJson), nextCursor: null } };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/wallets/:id',
    name: 'readWallet',
    summary: 'Read a wallet, as its owner or finance',
    permission: permissions.readWallet,
    params: { id: 'wallet' },
    answers: { 200: walletShape },
    problems: ['wallet_not_found'],
  }).runs({
    async handle({ services: { ports }, actor, params }) {
      return { status: 200, body: walletJson(await readWallet(ports, actor, params.id)) };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/players/:id/wallet',
    name: 'findPayeeWallet',
    summary: 'Find the wallet of a player, to pay into it',
    permission: permissions.findPayee,
    params: { id: 'player' },
    answers: { 200: payeeShape },
    problems: ['wallet_not_found'],
  }).runs({
    async handle({ services: { ports }, params }) {
      const wallet = await findPayee(ports.db, params.id);
      if (wallet === null) throw refuse('wallet_not_found', { players: [params.id] });
      const { id, currency, isFrozen } = wallet;
      return { status: 200, body: { id, currency, canReceive: !isFrozen } };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/wallets/:id/holds',
    name: 'listHolds',
    summary: 'List the holds on a wallet or in its favour, newest first',
    permission: permissions.readWallet,
    params: { id: 'wallet' },
    query: holdsQuery,
    answers: { 200: pageShape(holdShape) },
    problems: ['wallet_not_found'],
  }).runs({
    async handle({ services: { ports }, actor, params, query }) {
      const { id } = await readWallet(ports, actor, params.id);
      const page = pageOf(query);
      const [now, rows] = [ports.clock(), await listHolds(ports.db, id, query.side, page)];
      const { items, nextCursor } = toPage(rows, page.limit, (hold) => hold.id);
      const holds = items.map((hold) => holdJson({ ...hold, state: stateAt(hold, now) }));
      return { status: 200, body: { items: holds, nextCursor } };
    },
  }),
  freezeRoute('freeze', { name: 'freezeWallet', summary: 'Freeze a wallet: it neither sends nor receives coins' }),
  freezeRoute('thaw', { name: 'thawWallet', summary: 'Thaw a frozen wallet' }),
  route({
    method: 'POST',
    path: '/v1/wallets/:id/closure',
    name: 'closeWallet',
    summary: 'Close an empty wallet, as its owner or finance',
    permission: permissions.closeWallet,
    params: { id: 'wallet' },
    body: freezeCreate,
    answers: { 200: closingShape },
    problems: ['wallet_not_found', 'wallet_frozen', 'state_conflict'],
  }).runs({
    authorize: ({ services: { ports }, actor, params }) => readWallet(ports, actor, params.id),
    async handle({ services: { ports }, actor, params: { id }, body: { reason } }) {
      await setClosed(ports, actor, id, { isClosed: true, reason });
      return { status: 200, body: { id, isClosed: true } };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/wallets/:id/reopening',
    name: 'reopenWallet',
    summary: 'Open a closed wallet again',
    permission: permissions.reopenWallet,
    params: { id: 'wallet' },
    body: freezeCreate,
    answers: { 200: closingShape },
    problems: ['wallet_not_found'],
  }).runs({
    requires: requireFinance,
    async handle({ services: { ports }, actor, params: { id }, body: { reason } }) {
      await setClosed(ports, actor, id, { isClosed: false, reason });
      return { status: 200, body: { id, isClosed: false } };
    },
  }),
];

function freezeRoute(noun: 'freeze' | 'thaw', words: { readonly name: string; readonly summary: string }) {
  return route({
    ...words,
    method: 'POST',
    path: `/v1/wallets/:id/${noun}`,
    permission: permissions.freezeWallet,
    params: { id: 'wallet' },
    body: freezeCreate,
    answers: { 200: freezeShape },
    problems: ['wallet_not_found', 'wallet_closed'],
  }).runs({
    requires: refuseUnlessMayFreeze,
    async handle({ services: { ports }, actor, params: { id }, body: { reason } }) {
      const isFrozen = noun === 'freeze';
      await freezeWallet(ports, actor, id, { isFrozen, reason });
      return { status: 200, body: { id, isFrozen } };
    },
  });
}
