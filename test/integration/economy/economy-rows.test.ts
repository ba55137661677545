// What the stores of the economy return is what they declare, for wallets, transfers, holds, fees, prizes and owed payments.

import { beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import type { Id } from '../../../src/core/id.ts';
import { addSeconds, systemClock } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { postFeeReturns } from '../../../src/economy/escrow/fee-store.ts';
import { findPrizeChange, postPrizeChanges } from '../../../src/economy/escrow/prize-change-store.ts';
import { findEscrow, findPayments, lockPrizeWallets, postPrizes } from '../../../src/economy/escrow/prize-store.ts';
import { expireDueHolds, findHold, listHolds, openHold, resolveHold } from '../../../src/economy/holds/hold-store.ts';
import { postMovements } from '../../../src/economy/ledger/posting-store.ts';
import { countOwed, listDuePayments, listOwed, listOwedOf, payOwed } from '../../../src/economy/owed/owed-store.ts';
import { findBalanceAt, listHistory } from '../../../src/economy/wallets/history-store.ts';
import * as wallets from '../../../src/economy/wallets/store.ts';
import { walletKinds } from '../../../src/economy/wallets/wallet.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { hold, makeHoldDue, type Owner } from '../../support/ledger/ledger.ts';
import { actOf, legIds, now, page, playerOf, rowEconomy, walletOf } from '../../support/ledger/row-economy.ts';
import { actRow, heldRow, owed, posted, reason, wallet } from '../../support/rules/economy-shapes.ts';
import { coins, id, instant, newId, RowCheck } from '../../support/rules/row-check.ts';
import { ok, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
const check = new RowCheck();
let db: Database;
let payer: Owner;
let payee: Owner;
let stage: Stage;
/** Of the payer and the payee. */
let registrations: Id<'registration'>[];

function freeze(owner: Owner, isFrozen: boolean) {
  const event = isFrozen ? ('wallet.frozen' as const) : ('wallet.thawed' as const);
  const audit = { id: newId('audit'), event, actorId: playerOf(owner), refId: owner.walletId, createdAt: now };
  return check.of(wallets.setFrozen, z.literal(true), db.sql, walletOf(owner), isFrozen, audit);
}

beforeAll(async () => {
  db = openDatabase(database.url, 2);
  ({ payer, payee, stage, registrations } = await rowEconomy(database));
  return () => db.close();
});

const tournamentId = () => stage.id as Id<'tournament'>;
const feeOf = (registrationId: Id<'registration'>) => ({
  registrationId,
  transferId: newId('transfer'),
  legIds: legIds(),
});

it('wallets and their history', async () => {
  const opened = { id: newId('wallet'), kind: 'player' as const, ownerId: 'ply_rows', currency: 'COIN' };
  await check.of(wallets.openWallet, z.literal(opened.id), db.sql, opened, now);
  await check.of(wallets.openWallet, z.literal(opened.id), db.sql, { ...opened, id: newId('wallet') }, now);
  const play = { id: newId('wallet'), ownerId: newId('player') };
  await check.of(wallets.openWallets, z.void(), db.sql, [play], { currency: 'PLAY', now });
  await check.of(wallets.findOwnWallet, id('wallet').nullable(), db, playerOf(payer));
  const closing = (event: 'wallet.closed' | 'wallet.reopened', refId: string) => {
    return { id: newId('audit'), event, actorId: playerOf(payer), refId, createdAt: now };
  };
  await check.of(
    wallets.closeWallet,
    z.literal(true),
    db.sql,
    opened.id,
    'ply_rows',
    closing('wallet.closed', opened.id),
  );
  await check.of(wallets.reopenWallet, z.literal(true), db.sql, opened.id, closing('wallet.reopened', opened.id));
  const payeeRow = wallet.pick({ id: true, currency: true, isFrozen: true });
  await check.of(wallets.findPayee, payeeRow.nullable(), db, playerOf(payer));
  await check.of(wallets.findWallet, wallet.nullable(), db.sql, walletOf(payer), now);
  await check.of(wallets.listWallets, z.array(wallet), db, playerOf(payer), now);
  const entry = z.strictObject({
    id: id('transaction'),
    transferId: id('transfer'),
    amount: coins,
    balanceAfter: coins,
    reason,
    reference: z.string().nullable(),
    counterparty: z.strictObject({
      walletId: id('wallet'),
      kind: z.enum(walletKinds),
      ownerId: z.string(),
      displayName: z.string().nullable(),
    }),
    memo: z.string().nullable(),
    occurredAt: instant.nullable(),
    metadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullable(),
    createdAt: instant,
    position: z.string().regex(/^\S+Z txn_\w+$/),
  });
  const history = await check.of(listHistory, z.array(entry), db, walletOf(payer), {}, page);
  await check.of(findBalanceAt, coins, db, walletOf(payer), systemClock());
  const [newest] = history;
  await check.of(wallets.findTransfer, posted.nullable(), db, newest?.transferId as Id<'transfer'>);
});

it('transfers and holds', async () => {
  const movement = {
    fromWalletId: walletOf(payer),
    toWalletId: walletOf(payee),
    amount: 1n,
    reason: 'p2p_transfer' as const,
  };
  const moves = () => [{ ...movement, id: newId('transfer'), legIds: legIds() }];
  await check.of(postMovements, z.array(posted), db.sql, actOf(payer), moves());
  const terms = { walletId: walletOf(payer), toWalletId: walletOf(payee), amount: 3n, reason: 'hold_capture' as const };
  const times = { createdAt: now, expiresAt: addSeconds(now, 60), resolvedAt: null };
  const newHold = () => ({ id: newId('hold'), ...terms, captured: 0n, state: 'active' as const, ...times });
  const { outcome } = await check.of(openHold, actRow, db.sql, actOf(payer), newHold(), null);
  const resolution = { holdId: outcome as Id<'hold'>, amount: 2n, transferId: newId('transfer'), legIds: legIds() };
  const captured = await check.of(resolveHold, actRow, db.sql, actOf(payee), { ...resolution, state: 'captured' });
  expect(JSON.parse(captured.outcome)).toMatchObject({
    amount: 2,
    from_wallet_id: walletOf(payer),
    reason: 'hold_capture',
  });
  const due = ok(await hold(payer, payee, 1), 201);
  await makeHoldDue(database.sql, due.id);
  await check.of(findHold, heldRow.nullable(), db, due.id);
  await check.of(expireDueHolds, z.literal(1), db, [walletOf(payer)], systemClock());
  for (const side of ['payer', 'payee'] as const)
    await check.of(listHolds, z.array(heldRow), db, side === 'payer' ? walletOf(payer) : walletOf(payee), side, page);
});

it('fees, prizes and owed payments', async () => {
  const [first, second] = registrations as [Id<'registration'>, Id<'registration'>];
  const winners = [payer, payee].map((owner) => ({ playerId: playerOf(owner), newWalletId: newId('wallet') }));
  const locked = z.strictObject({
    id: id('wallet'),
    kind: z.enum(['escrow', 'player']),
    ownerId: z.string(),
    available: coins,
    isFrozen: z.boolean(),
  });
  await check.of(lockPrizeWallets, z.array(locked), db.sql, tournamentId(), winners, now);
  await freeze(payee, true);
  const prizes = [payer, payee].map((owner, index) => {
    const ids = { registrationId: registrations[index] as Id<'registration'>, payeeId: walletOf(owner) };
    return { ...ids, rank: index + 1, amount: 5n, transferId: newId('transfer'), legIds: legIds() };
  });
  const causes = z.map(id('registration'), z.string().nullable());
  const answer = await check.of(postPrizes, causes, db.sql, { actorId: playerOf(payer), now }, tournamentId(), prizes);
  expect([...answer.values()]).toEqual([null, 'wallet_frozen']);
  const escrow = await check.of(
    findEscrow,
    z.strictObject({ walletId: id('wallet'), balance: coins }).nullable(),
    db.sql,
    tournamentId(),
  );
  const payment = z.strictObject({ reference: z.string(), amount: coins, paidAt: instant });
  const reference = (index: number) => `prize:${stage.id}:${registrations[index]}:${index + 1}`;
  await check.of(findPayments, z.array(payment), db.sql, escrow?.walletId as Id<'wallet'>, [reference(0)]);
  const count = z.strictObject({ cause: z.string(), payments: z.int(), oldestSeconds: z.int() });
  await check.of(countOwed, z.array(count), db, systemClock());
  await check.of(listOwed, z.array(owed), db, page);
  await check.of(listOwedOf, z.array(owed), db.sql, tournamentId());
  await check.of(listDuePayments, z.array(owed), db, addSeconds(now, 3600), 10);
  const moved = z.strictObject({
    registration: id('registration'),
    moved: coins,
    owed: coins,
    cause: z.string().nullable(),
  });
  const ids = { transfer: newId('transfer'), leg_from: newId('transaction'), leg_to: newId('transaction') };
  const rest = { rest_transfer: newId('transfer'), rest_from: newId('transaction'), rest_to: newId('transaction') };
  const move = { registration: registrations[0] as Id<'registration'>, wallet: walletOf(payer), ...ids, ...rest };
  const change = { ...move, rank_before: 1, rank: 2, before: '5', after: '4' };
  const act = { actorId: playerOf(payer), now };
  const changed = await check.of(postPrizeChanges, z.array(moved), db.sql, act, tournamentId(), [change]);
  expect(changed).toEqual([{ registration: move.registration, moved: -1n, owed: 0n, cause: null }]);
  const stored = z.strictObject({
    registrationId: id('registration'),
    rank: z.int().nullable(),
    amount: coins,
    changedAt: instant,
  });
  await check.of(findPrizeChange, z.array(stored), db.sql, tournamentId());
  await freeze(payee, false);
  const audit = {
    id: newId('audit'),
    event: 'economy.owed_paid' as const,
    actorId: playerOf(payer),
    refId: 'trf_x',
    createdAt: now,
  };
  await check.of(
    payOwed,
    z.literal('paid').nullable(),
    db,
    reference(1),
    { transferId: newId('transfer'), legIds: legIds() },
    audit,
  );
  const returned = z.strictObject({
    registrationId: id('registration'),
    done: z.enum(['released', 'refunded', 'owed']),
    coins,
    cause: z.string().nullable(),
  });
  await check.of(postFeeReturns, z.array(returned), db.sql, { actorId: playerOf(payer), now }, [
    feeOf(first),
    feeOf(second),
  ]);
});

it('every function of these stores is checked', () => {
  const stores = import.meta.glob('../../../src/economy/{escrow,holds,ledger,owed,wallets}/*store.ts', { eager: true });
  expect(Object.keys(stores).length).toBe(8);
  expect(check.missing(stores)).toEqual([]);
});
