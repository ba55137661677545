// The part of api-story.ts about wallets and coins.

import type { Caller, Recorder, Stage } from '../samples/api-recorder.ts';

export async function openWallets(api: Recorder, finance: Caller, owners: readonly Caller[]) {
  api.begin('Wallets and coins');
  const wallets = new Map<Caller, string>();
  for (const [index, as] of owners.entries()) {
    const note = 'A player has none before. Opening it again answers the same wallet.';
    const title = index === 0 ? { title: 'Open the own wallet', note } : {};
    const { id } = await api.ask('POST /v1/wallets', { ...title, as });
    wallets.set(as, id);
    const body = { walletId: id, amountCoins: 100, reason: 'manual_adjust', note: 'Welcome coins' };
    const credit = 'By finance. `reason` may be left out.';
    await api.ask('POST /v1/credits', {
      ...(index === 0 ? { title: 'Credit a wallet', note: credit } : {}),
      as: finance,
      body,
    });
  }
  return wallets;
}

export async function moveCoins({ api, finance, ada, others, wallets }: Stage): Promise<void> {
  api.begin('Wallets and coins');
  const ben = others[0] as Caller;
  const [own, his] = [wallets.get(ada) as string, wallets.get(ben) as string];
  const transfer = { fromWalletId: own, toWalletId: his, amountCoins: 10 };
  const moved = await api.ask('POST /v1/transfers', {
    title: 'Transfer',
    note: 'By the owner.',
    as: ada,
    body: transfer,
  });
  await api.ask(`GET /v1/players/${ben.id}/wallet`, {
    title: 'Find the wallet of a player',
    note: 'To pay into it.',
    as: ada,
  });
  const detail = { memo: 'Lunch', occurredAt: '2026-05-01T12:00:00Z', metadata: { table: 4 } };
  await api.ask('POST /v1/transfers', {
    title: 'Transfer to a player',
    note: 'Up to what is available, with what there is to say about it.',
    as: ada,
    body: { fromWalletId: own, toPlayerId: ben.id, upToCoins: 2, ...detail },
  });
  const hold = { walletId: own, toWalletId: his, amountCoins: 8, expiresInSeconds: 3600 };
  const holdNote = 'By the owner. Without `expiresInSeconds` for 24 hours.';
  const held = await api.ask('POST /v1/holds', { title: 'Hold', note: holdNote, as: ada, body: hold });
  const capture = {
    title: 'Capture',
    note: 'By the payee. `{}` takes all; the rest is free again.',
    as: ben,
    body: { amountCoins: 6 },
  };
  await api.ask(`GET /v1/holds/${held.id}`, { title: 'Read a hold', note: 'By payer, payee or finance.', as: ben });
  await api.ask(`POST /v1/holds/${held.id}/captures`, capture);
  const again = await api.ask('POST /v1/holds', { as: ada, body: hold });
  await api.ask(`POST /v1/holds/${again.id}/releases`, { title: 'Release', note: 'By the payee.', as: ben });
  const reversal = { title: 'Reverse', note: 'By finance, once.', as: finance, body: { note: 'Sent by mistake' } };
  await api.ask(`POST /v1/transfers/${moved.id}/reversals`, reversal);
  const movement = { ...transfer, amountCoins: 1, reason: 'correction', reference: 'gift:2026/1' };
  await api.ask('POST /v1/batches', {
    title: 'Batch',
    note: 'By finance, all or none. `reason` and `reference` may be left out.',
    as: finance,
    body: { movements: [movement], note: 'Corrections of November' },
  });
  await sellCoins({ api, finance, ada });
  const debit = { walletId: his, amountCoins: 1, reason: 'correction', note: 'Welcome coins, twice by mistake' };
  await api.ask('POST /v1/debits', { title: 'Debit a wallet', note: 'By finance.', as: finance, body: debit });
  await readCoins({ api, finance, ada, own });
  const freeze = { as: finance, body: { reason: 'Review of a complaint' } };
  await api.ask(`POST /v1/wallets/${his}/freeze`, { title: 'Freeze', note: 'By finance or a moderator.', ...freeze });
  const empty = others[2] as Caller;
  const closing = { as: finance, body: { reason: 'No longer used' } };
  const walletId = wallets.get(empty) as string;
  const { balanceCoins } = await api.ask(`GET /v1/wallets/${walletId}`, { as: empty });
  const back = { walletId, amountCoins: balanceCoins, note: 'Before closing' };
  await api.ask('POST /v1/debits', { as: finance, body: back });
  const byOwner = 'By its owner or finance, when it has no coins and no active holds.';
  await api.ask(`POST /v1/wallets/${back.walletId}/closure`, { title: 'Close', note: byOwner, ...closing });
  await api.ask(`POST /v1/wallets/${back.walletId}/reopening`, {
    title: 'Open again',
    note: 'By finance.',
    ...closing,
  });
  await api.ask('POST /v1/credits', { as: finance, body: back });
  await api.ask(`POST /v1/wallets/${his}/thaw`, { title: 'Thaw', note: 'By finance or a moderator.', ...freeze });
}

async function sellCoins({ api, finance, ada }: Pick<Stage, 'api' | 'finance' | 'ada'>): Promise<void> {
  const sale = { playerId: ada.id, amountCoins: 50, reference: 'order:2026/1001' };
  const { id } = await api.ask('POST /v1/receipts', {
    title: 'Credit coins that were sold',
    note: 'By finance, or with the API key of a partner that has the scope `economy:credit`. Laurel takes no money.',
    as: finance,
    body: { ...sale, memo: 'Pack of 50', occurredAt: '2026-05-01T12:00:00Z', metadata: { country: 'BD' } },
  });
  await api.ask(`GET /v1/receipts?reference=${encodeURIComponent(sale.reference)}`, {
    title: 'Find a receipt by its reference',
    as: finance,
  });
  await api.ask(`GET /v1/receipts/${id}`, { title: 'Read a receipt', note: 'Also by the buyer.', as: ada });
  await api.ask(`POST /v1/receipts/${id}/reversals`, {
    title: 'Take the coins of a receipt back',
    note: 'After the money was given back.',
    as: finance,
    body: { note: 'Paid twice' },
  });
  await api.ask('GET /v1/receipts/summary?day=2026-05-01', { title: 'The sums of a day', as: finance });
}

async function readCoins({ api, finance, ada, own }: Pick<Stage, 'api' | 'finance' | 'ada'> & { own: string }) {
  await api.ask('GET /v1/me/wallets', { title: 'The own wallets', as: ada });
  await api.ask(`GET /v1/wallets/${own}`, { title: 'Read a wallet', note: 'By its owner or finance.', as: ada });
  const sides = '`side`: `payer` (holds on the wallet) or `payee` (holds in its favour).';
  await api.ask(`GET /v1/wallets/${own}/holds?side=payer`, { title: 'Holds', note: sides, as: ada });
  await api.ask(`GET /v1/wallets/${own}/transactions?direction=out&expand=detail`, {
    title: 'History',
    note: 'Newest first. Filters: `direction` (`in`, `out`), `reason`, `from`, `to`. `expand=detail` adds event time and metadata.',
    as: ada,
  });
  await api.ask(`GET /v1/wallets/${own}/balance?at=2035-01-01T00:00:00Z`, {
    title: 'Balance at a time',
    note: '`at` is required.',
    as: ada,
  });
  await api.ask('GET /v1/economy/revenue?period=month&from=2026-01-01&to=2026-03-01', {
    title: 'Revenue',
    note: 'By finance. `from` and `to` are required: dates, or instants.',
    as: finance,
  });
  await api.ask('GET /v1/economy/revenue/cohorts?period=month&from=2026-01-01&to=2026-02-01', {
    title: 'Revenue of cohorts',
    note: 'By finance. A cohort is the players whose first coins moved in the period.',
    as: finance,
  });
  await api.ask('GET /v1/economy/owed', {
    title: 'Owed payments',
    note: 'By finance. Refunds and prizes that could not be paid yet.',
    as: finance,
  });
}
