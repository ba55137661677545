// Hot queries of wallets, holds, escrow and the ledger.

import { systemClock, toInstant } from '../../src/core/instant.ts';
import { findEscrow, findPayments } from '../../src/economy/escrow/prize-store.ts';
import { expireDueHolds, findHold, listHolds, openHold, resolveHold } from '../../src/economy/holds/hold-store.ts';
import type { Act } from '../../src/economy/ledger/ledger.ts';
import { postMovements } from '../../src/economy/ledger/posting-store.ts';
import { listRevenue } from '../../src/economy/reports/revenue-store.ts';
import { findBalanceAt, listHistory } from '../../src/economy/wallets/history-store.ts';
import {
  findOwnWallet,
  findPayee,
  findTransfer,
  findWallet,
  listWallets,
  openWallet,
} from '../../src/economy/wallets/store.ts';
import { treasuryWalletId } from '../../src/economy/wallets/wallet.ts';
import { idOf } from '../volume.ts';
import { firstPage, type HotQuery, hot, id, legIds, newId, player, tournament, volumeTime } from './hot-query.ts';

const wallet = (index: number) => id<'wallet'>('wal', index);
const act = (index: number): Act => ({
  actorId: player(index),
  ownerId: player(index),
  claim: { scope: 'bench', key: crypto.randomUUID(), fingerprint: '' },
  now: systemClock(),
});
const movement = (from: number, to: number) => ({
  id: newId('transfer'),
  legIds: legIds(),
  fromWalletId: wallet(from),
  toWalletId: wallet(to),
  amount: 1n,
  reason: 'p2p_transfer' as const,
});
const resolution = (state: 'captured' | 'released') => ({
  holdId: id<'hold'>('hld', 20),
  state,
  amount: null,
  transferId: newId('transfer'),
  legIds: legIds(),
});
const hold = () => ({
  id: newId('hold'),
  walletId: wallet(7),
  toWalletId: wallet(9),
  amount: 1n,
  captured: 0n,
  state: 'active' as const,
  reason: 'purchase' as const,
  createdAt: systemClock(),
  expiresAt: toInstant('2098-01-01T00:00:00Z'),
  resolvedAt: null,
});

export const economyQueries: readonly HotQuery[] = [
  hot('transfer between two wallets', 80, postMovements, (query, db) => query(db.sql, act(7), [movement(7, 9)])),
  hot('transfer with a memo, to a player, up to an amount', 160, postMovements, (query, db) => {
    const detail = { memo: 'm', occurredAt: null, metadata: { a: 1 } };
    return query(db.sql, act(7), [{ ...movement(7, 9), toWalletId: player(9), isUpTo: true, detail }]);
  }),
  hot('ten transfers at once', 1000, postMovements, (query, db) =>
    query(
      db.sql,
      { ...act(7), ownerId: null },
      Array.from({ length: 10 }, (_, index) => movement(100 + index, 200 + index)),
    ),
  ),
  hot('open a hold', 80, openHold, (query, db) => query(db.sql, act(7), hold(), null)),
  hot('capture a hold', 180, resolveHold, (query, db) =>
    query(db.sql, { ...act(7), ownerId: null }, resolution('captured')),
  ),
  hot('release a hold', 100, resolveHold, (query, db) =>
    query(db.sql, { ...act(7), ownerId: null }, resolution('released')),
  ),
  hot('read a hold', 20, findHold, (query, db) => query(db, id<'hold'>('hld', 20))),
  hot('expire due holds: none due', 30, expireDueHolds, (query, db) =>
    query(db, [], toInstant('2025-01-01T00:00:00Z')),
  ),
  hot('due holds of two wallets', 40, expireDueHolds, (query, db) => query(db, [wallet(7), wallet(9)], volumeTime)),
  hot('read a wallet', 10, findWallet, (query, db) => query(db.sql, wallet(20), systemClock())),
  hot('open an existing wallet', 20, openWallet, (query, db) =>
    query(db.sql, { id: newId('wallet'), kind: 'player', ownerId: idOf('ply', 7), currency: 'COIN' }, systemClock()),
  ),
  hot('wallets of a player', 20, listWallets, (query, db) => query(db, player(20), systemClock())),
  hot('wallet of a player', 8, findOwnWallet, (query, db) => query(db, player(20))),
  hot('wallet of a payee', 8, findPayee, (query, db) => query(db, player(20))),
  hot('escrow of a tournament', 8, findEscrow, (query, db) => query(db.sql, tournament(1))),
  hot('prizes of sixty places', 300, findPayments, (query, db) =>
    query(
      db.sql,
      wallet(1),
      [...Array(60).keys()].map((place) => `prize:${place}`),
    ).then((paid) => ({ kind: undefined, paid })),
  ),
  // Four buffers per fee of the month.
  hot('daily revenue of a month', 6_000, listRevenue, (query, db) =>
    query(db, 'day', toInstant('2026-01-01T00:00:00Z'), toInstant('2026-02-01T00:00:00Z')).then((taken) => ({
      kind: undefined,
      taken,
    })),
  ),
  hot('holds by payer', 20, listHolds, (query, db) => query(db, wallet(20), 'payer', firstPage)),
  hot('holds by payee', 20, listHolds, (query, db) => query(db, wallet(21), 'payee', firstPage)),
  hot('read a transfer', 20, findTransfer, (query, db) => query(db, id<'transfer'>('trf', 4711))),
  hot('first page of the history of a busy wallet', 500, listHistory, (query, db) =>
    query(db, treasuryWalletId, {}, firstPage),
  ),
  hot('a later page of it, outgoing only', 520, listHistory, (query, db) =>
    query(
      db,
      treasuryWalletId,
      { direction: 'out' },
      { after: `2025-12-10T00:00:00.000000Z ${idOf('txn', 1)}`, limit: 20 },
    ),
  ),
  hot('balance of a busy wallet a year ago', 10, findBalanceAt, (query, db) => query(db, treasuryWalletId, volumeTime)),
];
