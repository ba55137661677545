// HTTP routes of wallets and freezing.

import { refuse } from '../../core/errors.ts';
import { toPage } from '../../core/page.ts';
import { routesFor, type ServedDefinition } from '../../http/route.ts';
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
    description:
      'Makes the wallet of the caller, with no coins in it. A player has one wallet for each currency, so a repeated request answers the same one.',
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
    description: 'Lists the wallets of the caller with balance and holds. It is empty until a wallet is opened.',
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
    description:
      'Answers balance, holds and what can be spent. Others cannot read it, but may pay to it: a payee is found by the player.',
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
    scope: 'economy:read',
    name: 'findPayeeWallet',
    summary: 'Find the wallet of a player, to pay into it',
    description:
      'Answers the wallet of another player, and whether it can receive coins now. Nothing else of the wallet is shown; a transfer may also name the player instead.',
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
    description:
      'Lists coins that are reserved: `side=payer` on this wallet, `side=payee` in its favour. A hold that has expired is shown as such.',
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
  freezeRoute('freeze', {
    name: 'freezeWallet',
    summary: 'Freeze a wallet: it neither sends nor receives coins',
    description:
      'Stops all payments from and to the wallet until it is thawed. Refunds and prizes for it are owed meanwhile; the reason is in the audit trail.',
  }),
  freezeRoute('thaw', {
    name: 'thawWallet',
    summary: 'Thaw a frozen wallet',
    description: 'Allows payments again. What was owed to or by the wallet is tried again soon.',
  }),
  route({
    method: 'POST',
    path: '/v1/wallets/:id/closure',
    name: 'closeWallet',
    summary: 'Close an empty wallet, as its owner or finance',
    description:
      'Ends a wallet that has no coins, no holds and nothing owed; it neither sends nor receives coins. Its history stays, and finance can reopen it.',
    ifMatchOf: 'readWallet',
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
    description: 'Makes a closed wallet usable again, with its history. The reason is in the audit trail.',
    ifMatchOf: 'readWallet',
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

function freezeRoute(noun: 'freeze' | 'thaw', words: Pick<ServedDefinition, 'name' | 'summary' | 'description'>) {
  return route({
    ...words,
    ifMatchOf: 'readWallet',
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
