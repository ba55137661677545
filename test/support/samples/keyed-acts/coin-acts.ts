// Acts on wallets, transfers, holds and receipts, and the answers to an offered place.

import type { Person } from '../../../../bench/acts/client.ts';
import { openTournament } from '../../../../bench/acts/tournament.ts';
import type { KeyedRequest } from '../../laurels/lost-answer.ts';
import { type ActWorld, type KeyedAct, request, send } from './keyed-act.ts';

const pair = ({ payer, payee }: ActWorld) => ({
  fromWalletId: payer.walletId,
  toWalletId: payee.walletId,
  amountCoins: 1,
});
const terms = ({ payer, payee }: ActWorld) => ({
  walletId: payer.walletId,
  toWalletId: payee.walletId,
  amountCoins: 2,
});
const sale = ({ payer }: ActWorld) => ({ playerId: payer.id, amountCoins: 1, reference: crypto.randomUUID() });
const alone = ({ payer }: ActWorld) => ({ walletId: payer.walletId, amountCoins: 1, note: 'n' });

/** The answer to an offered place. */
async function offered({ client }: ActWorld, noun: string): Promise<KeyedRequest> {
  const { id } = await openTournament(client, 2, { offerMinutes: 60 });
  const players = [await client.person(), await client.person(), await client.person()];
  const ids: string[] = [];
  for (const player of players) ids.push((await client.post(player, `/v1/tournaments/${id}/registrations`, {})).id);
  await client.post(players[0] as Person, `/v1/registrations/${ids[0]}/cancellation`, {});
  return request(players[2] as Person, `/v1/registrations/${ids[2]}/offer-${noun}`);
}

export const coins: Readonly<Record<string, KeyedAct>> = {
  transfer: async (world) => request(world.payer, '/v1/transfers', pair(world)),
  credit: async (world) => request(world.finance, '/v1/credits', alone(world)),
  receipt: async (world) => request(world.finance, '/v1/receipts', sale(world)),
  'receipt reversal': async (world) => {
    const { id } = await send(world, request(world.finance, '/v1/receipts', sale(world)));
    return request(world.finance, `/v1/receipts/${id}/reversals`, { note: 'n' });
  },
  debit: async (world) => request(world.finance, '/v1/debits', alone(world)),
  batch: async (world) => request(world.finance, '/v1/batches', { movements: [pair(world), pair(world)], note: 'n' }),
  hold: async (world) => request(world.payer, '/v1/holds', terms(world)),
  capture: async (world) => {
    const { id } = await send(world, request(world.payer, '/v1/holds', terms(world)));
    return request(world.payee, `/v1/holds/${id}/captures`, { amountCoins: 1 });
  },
  release: async (world) => {
    const { id } = await send(world, request(world.payer, '/v1/holds', terms(world)));
    return request(world.payee, `/v1/holds/${id}/releases`);
  },
  reversal: async (world) => {
    const { id } = await send(world, request(world.payer, '/v1/transfers', pair(world)));
    return request(world.finance, `/v1/transfers/${id}/reversals`, { note: 'n' });
  },
  'wallet opening': async ({ client }) => request(await client.person(), '/v1/wallets'),
  freeze: async ({ finance, payee }) =>
    request(finance, `/v1/wallets/${payee.walletId}/freeze`, { reason: 'under review' }),
  'wallet closure': async ({ client }) => {
    const owner = await client.person();
    const { id } = await client.post(owner, '/v1/wallets', {});
    return request(owner, `/v1/wallets/${id}/closure`, { reason: 'moved away' });
  },
  'wallet reopening': async ({ finance, payee }) =>
    request(finance, `/v1/wallets/${payee.walletId}/reopening`, { reason: 'back' }),
  thaw: async ({ finance, payee }) => request(finance, `/v1/wallets/${payee.walletId}/thaw`, { reason: 'reviewed' }),
  'offer acceptance': async (world) => offered(world, 'acceptance'),
  'offer refusal': async (world) => offered(world, 'refusal'),
};
