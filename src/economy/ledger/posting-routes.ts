// HTTP routes of postings: transfers of owners, and the acts of finance.

import { invariant } from '../../core/errors.ts';
import { routesFor } from '../../http/route.ts';
import type { Ports } from '../../outbox/ports.ts';
import { economyPermissions as permissions, requireFinanceWithoutIssuer } from '../permission.ts';
import { treasuryWalletId } from '../wallets/wallet.ts';
import {
  adjustmentCreate,
  batchCreate,
  reversalCreate,
  transferCreate,
  transferJson,
  transferShape,
  transfersShape,
} from './contract.ts';
import { splitDetail } from './detail-contract.ts';
import { postTransfer, postTransfers } from './post-transfers.ts';
import { reverseTransfer } from './reverse-transfer.ts';
import { amountOf, coinsOf } from './transfer.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();

/** Refusals of every posting between two wallets that the request names. */
const problems = [
  'invalid_amount',
  'same_wallet',
  'wallet_not_found',
  'wallet_frozen',
  'wallet_closed',
  'insufficient_funds',
] as const;

export const postingRoutes = [
  route({
    method: 'POST',
    path: '/v1/transfers',
    name: 'transferCoins',
    summary: 'Transfer coins from your wallet to another',
    description:
      'Moves coins from a wallet of the caller to another one, at once and for good. More than is available is refused with `insufficient_funds`, and nothing moves.',
    permission: permissions.transfer,
    idempotency: 'required',
    body: transferCreate,
    answers: { 201: transferShape },
    problems: [...problems, 'sanctioned'],
  }).runs({
    async handle({ services: { ports }, actor, body }) {
      const { fromWalletId, toWalletId, toPlayerId, detail, ...coins } = splitDetail(body);
      const payee = toWalletId ?? toPlayerId;
      invariant(payee !== undefined, 'the schema demands one of them');
      const wallets = { fromWalletId, toWalletId: payee };
      const movement = { ...wallets, ...amountOf(coins), reason: 'p2p_transfer' as const, detail };
      const transfer = await postTransfer(ports, actor, movement, { by: 'owner' });
      return { status: 201, body: transferJson(transfer) };
    },
  }),
  adjustmentRoute('credit', {
    name: 'creditWallet',
    summary: 'Credit a wallet from the treasury',
    description:
      'Moves coins from the treasury to a wallet. Reason, note and actor are kept with the entry and in the audit trail.',
  }),
  adjustmentRoute('debit', {
    name: 'debitWallet',
    summary: 'Debit a wallet in favour of the treasury',
    description: 'Moves coins from a wallet to the treasury. More than is available is refused, and nothing moves.',
  }),
  route({
    method: 'POST',
    path: '/v1/batches',
    name: 'postBatch',
    summary: 'Post up to 100 movements of coins, all or none',
    description:
      'Posts all movements as one act: if one is refused, none is made. It is how finance makes awards and corrections for many players.',
    permission: permissions.post,
    idempotency: 'required',
    body: batchCreate,
    answers: { 201: transfersShape },
    problems: [...problems, 'state_conflict'],
  }).runs({
    requires: requireFinanceWithoutIssuer,
    async handle({ services: { ports }, actor, body: { movements, note } }) {
      const requests = movements.map((movement, index) => {
        const { amountCoins, upToCoins, ...terms } = splitDetail(movement);
        return { ...terms, ...amountOf({ amountCoins, upToCoins }, `movements.${index}.`) };
      });
      const transfers = await postTransfers(ports, actor, { movements: requests, by: 'finance', note });
      return { status: 201, body: { items: transfers.map(transferJson) } };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/transfers/:id/reversals',
    name: 'reverseTransfer',
    summary: 'Reverse a transfer, once',
    description:
      'Moves the coins of a transfer back, with new entries that name it. A transfer is reversed at most once; the payee needs enough coins.',
    permission: permissions.post,
    idempotency: 'required',
    params: { id: 'transfer' },
    body: reversalCreate,
    answers: { 201: transferShape },
    problems: ['invalid_amount', 'wallet_frozen', 'wallet_closed', 'insufficient_funds', 'state_conflict'],
  }).runs({
    requires: requireFinanceWithoutIssuer,
    async handle({ services: { ports }, actor, params, body: { note } }) {
      return { status: 201, body: transferJson(await reverseTransfer(ports, actor, params.id, note)) };
    },
  }),
];

/** Posts against the treasury. */
function adjustmentRoute(
  direction: 'credit' | 'debit',
  words: { readonly name: string; readonly summary: string; readonly description: string },
) {
  return route({
    ...words,
    method: 'POST',
    path: `/v1/${direction}s`,
    scope: `economy:${direction === 'credit' ? 'credit' : 'write'}`,
    permission: permissions.post,
    idempotency: 'required',
    body: adjustmentCreate,
    answers: { 201: transferShape },
    problems,
  }).runs({
    requires: requireFinanceWithoutIssuer,
    async handle({ services: { ports }, actor, body }) {
      const { walletId, amountCoins, reason, note, detail } = splitDetail(body);
      const [fromWalletId, toWalletId] =
        direction === 'credit' ? [treasuryWalletId, walletId] : [walletId, treasuryWalletId];
      const movement = { fromWalletId, toWalletId, amount: coinsOf(amountCoins), reason, detail };
      const transfer = await postTransfer(ports, actor, movement, { by: 'finance', note });
      return { status: 201, body: transferJson(transfer) };
    },
  });
}
