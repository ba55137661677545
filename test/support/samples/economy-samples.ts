// Accepted requests of the routes of wallets, transfers, holds, receipts and reports of the economy.

import { type Person, post } from '../isolate/api.ts';
import { anOwner, newKey } from '../ledger/ledger.ts';
import { ok } from '../tournaments/tournament.ts';
import type { Belonging, Samples } from './sample.ts';

type Owner = Awaited<ReturnType<typeof anOwner>>;

/** `rich` has coins, `other` has none. */
export async function economySamples(
  { rich, other }: { readonly rich: Owner; readonly other: Owner },
  admin: Person,
  reason: string,
  page: Record<string, string>,
) {
  const empty = await anOwner(0);
  const pair = { fromWalletId: rich.walletId, toWalletId: other.walletId };
  const transfer = { ...pair, amountCoins: 1 };
  const detail = {
    memo: 'Thanks',
    occurredAt: '2026-01-01T00:00:00+06:00',
    metadata: { table: 4, isLate: true, lot: 'B-7' },
  };
  const moved = ok(await post('/v1/transfers', { as: rich, body: transfer, headers: newKey() }), 201);
  const sale = { playerId: rich.id, amountCoins: 1, reference: 'order:1', ...detail };
  const receipt = ok(await post('/v1/receipts', { as: admin, body: sale, headers: newKey() }), 201);
  const ofDay = { day: '2026-01-01', issuer: 'shop' };
  const holding = { walletId: rich.walletId, toWalletId: other.walletId, amountCoins: 1 };
  const held = ok(await post('/v1/holds', { as: rich, body: holding, headers: newKey() }), 201);
  const dates = { from: '2026-01-01T00:00:00Z', to: '2026-03-01T00:00:00+06:00' };
  const samples: Samples = {
    'POST /v1/wallets': { body: {} },
    'GET /v1/me/wallets': {},
    'GET /v1/players/:id/wallet': { params: { id: other.id } },
    'GET /v1/wallets/:id': { params: { id: rich.walletId } },
    'GET /v1/wallets/:id/holds': { params: { id: rich.walletId }, query: { side: 'payer', ...page } },
    'GET /v1/wallets/:id/transactions': {
      params: { id: rich.walletId },
      query: { direction: 'in', reason: 'manual_adjust', expand: 'detail', ...dates, limit: '5' },
    },
    'GET /v1/wallets/:id/transactions.csv': {
      params: { id: rich.walletId },
      query: { direction: 'in', reason: 'manual_adjust', ...dates },
    },
    'GET /v1/wallets/:id/balance': { params: { id: rich.walletId }, query: { at: '2026-01-01T00:00:00+06:00' } },
    'POST /v1/wallets/:id/freeze': { params: { id: other.walletId }, body: { reason } },
    'POST /v1/wallets/:id/thaw': { params: { id: other.walletId }, body: { reason } },
    'POST /v1/wallets/:id/closure': { params: { id: empty.walletId }, body: { reason } },
    'POST /v1/wallets/:id/reopening': { params: { id: empty.walletId }, body: { reason } },
    'POST /v1/transfers': { body: { ...transfer, ...detail }, as: rich },
    'POST /v1/transfers/:id/reversals': { params: { id: moved.id }, body: { note: reason } },
    'POST /v1/credits': {
      body: { walletId: rich.walletId, amountCoins: 1, reason: 'manual_adjust', note: 'A gift\nfor all', ...detail },
    },
    'POST /v1/receipts': { body: { ...sale, reference: 'order:2' } },
    'GET /v1/receipts': { query: { reference: 'order:1', issuer: 'shop' } },
    'GET /v1/receipts/summary': { query: ofDay },
    'GET /v1/receipts.csv': { query: ofDay },
    'GET /v1/receipts.ndjson': { query: ofDay },
    'GET /v1/receipts/:id': { params: { id: receipt.id } },
    'POST /v1/receipts/:id/reversals': { params: { id: receipt.id }, body: { note: reason } },
    'POST /v1/debits': { body: { walletId: rich.walletId, amountCoins: 1, reason: 'manual_adjust', note: 'A fine' } },
    'POST /v1/batches': {
      body: {
        movements: [
          { ...transfer, reason: 'correction', reference: 'gift:2026/1', ...detail },
          { ...pair, upToCoins: 1 },
        ],
        note: reason,
      },
    },
    'POST /v1/holds': { body: { ...holding, expiresInSeconds: 60 }, as: rich },
    'GET /v1/holds/:id': { params: { id: held.id } },
    'POST /v1/holds/:id/captures': { params: { id: held.id }, body: { amountCoins: 1 }, as: other },
    'POST /v1/holds/:id/releases': { params: { id: held.id }, body: {} },
    'GET /v1/economy/owed': { query: { limit: '5' } },
    'GET /v1/economy/revenue': { query: { period: 'month', ...dates } },
    'GET /v1/economy/revenue/cohorts': { query: { period: 'month', from: '2026-01-01', to: '2026-03-01' } },
  };
  const belongings: [string, Belonging][] = [
    [rich.walletId, { owner: rich }],
    [other.walletId, { owner: other }],
    [empty.walletId, { owner: empty }],
    [held.id, { owner: other }],
    [receipt.id, { owner: rich }],
  ];
  return { samples, belongings };
}
