// What the stores of the economy return is what they declare, for wallets, transfers, holds, fees, prizes, owed payments and reports.

import { beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import type { Id } from '../../../src/core/id.ts';
import { addSeconds, systemClock, toInstant } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { postFeeReturns } from '../../../src/economy/escrow/fee-store.ts';
import { findPrizeChange, postPrizeChanges } from '../../../src/economy/escrow/prize-change-store.ts';
import { findEscrow, findPayments, lockPrizeWallets, postPrizes } from '../../../src/economy/escrow/prize-store.ts';
import { expireDueHolds, findHold, listHolds, openHold, resolveHold } from '../../../src/economy/holds/hold-store.ts';
import { postMovements } from '../../../src/economy/ledger/posting-store.ts';
import type { LedgerRefusal } from '../../../src/economy/ledger/refusal.ts';
import { isLedgerRefusal } from '../../../src/economy/ledger/refusal.ts';
import { transferReasons } from '../../../src/economy/ledger/transfer.ts';
import { countOwed, listDuePayments, listOwed, listOwedOf, payOwed } from '../../../src/economy/owed/owed-store.ts';
import * as receipts from '../../../src/economy/receipts/receipt-store.ts';
import { reconcileLedger } from '../../../src/economy/reports/reconcile-ledger.ts';
import { beginWalk } from '../../../src/economy/reports/reconciliation.ts';
import * as reconciliation from '../../../src/economy/reports/reconciliation-store.ts';
import { listCohorts, listRevenue } from '../../../src/economy/reports/revenue-store.ts';
import { findBalanceAt, listHistory } from '../../../src/economy/wallets/history-store.ts';
import * as wallets from '../../../src/economy/wallets/store.ts';
import { walletKinds } from '../../../src/economy/wallets/wallet.ts';
import { post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { anOwner, hold, makeHoldDue, type Owner, transfer } from '../../support/ledger/ledger.ts';
import { coins, id, instant, newId, RowCheck } from '../../support/rules/row-check.ts';
import { aTournament, enter, move, ok, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
const check = new RowCheck();
const [page, now] = [{ after: null, limit: 20 }, systemClock()];
let db: Database;
let payer: Owner;
let payee: Owner;
let stage: Stage;
/** Of the payer and the payee. */
let registrations: Id<'registration'>[];

const reason = z.enum(transferReasons);
const wallet = z.strictObject({
  id: id('wallet'),
  kind: z.enum(walletKinds),
  ownerId: z.string(),
  currency: z.string(),
  balance: coins,
  held: coins,
  isFrozen: z.boolean(),
  isClosed: z.boolean(),
});
const posted = z.strictObject({
  id: id('transfer'),
  fromWalletId: id('wallet'),
  toWalletId: id('wallet'),
  amount: coins,
  reason,
  fromBalanceAfter: coins,
  toBalanceAfter: coins,
  createdAt: instant,
});
const heldRow = z.strictObject({
  id: id('hold'),
  walletId: id('wallet'),
  toWalletId: id('wallet'),
  amount: coins,
  captured: coins,
  state: z.enum(['active', 'captured', 'released', 'expired']),
  reason,
  createdAt: instant,
  expiresAt: instant,
  resolvedAt: instant.nullable(),
  ownerId: z.string(),
  payeeId: z.string(),
});
const verdict = z.union([
  z.literal(['done', 'repeated']),
  z.custom<LedgerRefusal>((name) => isLedgerRefusal(name as string)),
]);
const actRow = z.strictObject({ verdict, outcome: z.string() });
const owed = z.strictObject({
  reference: z.string(),
  tournamentId: id('tournament'),
  registrationId: id('registration'),
  fromWalletId: id('wallet'),
  toWalletId: id('wallet'),
  isClaim: z.boolean(),
  amount: coins,
  cause: z.string(),
  attempts: z.int(),
  nextAttemptAt: instant,
  createdAt: instant,
  actorId: id('player'),
});

const legIds = () => [newId('transaction'), newId('transaction')] as const;
const walletOf = ({ walletId }: Owner) => walletId as Id<'wallet'>;
const playerOf = ({ id: playerId }: Owner) => playerId as Id<'player'>;
const actOf = (owner: Owner) => ({
  actorId: playerOf(owner),
  ownerId: playerOf(owner),
  claim: { scope: 'rows', key: crypto.randomUUID(), fingerprint: '' },
  now,
});

function freeze(owner: Owner, isFrozen: boolean) {
  const event = isFrozen ? ('wallet.frozen' as const) : ('wallet.thawed' as const);
  const audit = { id: newId('audit'), event, actorId: playerOf(owner), refId: owner.walletId, createdAt: now };
  return check.of(wallets.setFrozen, z.literal(true), db.sql, walletOf(owner), isFrozen, audit);
}

beforeAll(async () => {
  db = openDatabase(database.url, 2);
  [payer, payee] = [await anOwner(100), await anOwner(100)];
  ok(await transfer(payer, payee, 1), 201);
  stage = await aTournament({ entryFeeCoins: 20, requiresApproval: true, prizes: { kind: 'fixed', places: [5] } });
  await move(stage, 'published', 'registration_open');
  await enter(stage, [payer, payee]);
  const rows = await database.sql<{ id: Id<'registration'> }[]>`SELECT id FROM tournament_registration ORDER BY id`;
  registrations = rows.map((row) => row.id);
  // The fee of the first is captured, that of the second stays held.
  ok(await post(`/v1/registrations/${registrations[0]}/approval`, { as: stage.organizer, body: {} }), 200);
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

it('receipts and their days', async () => {
  const terms = { playerId: playerOf(payee), amount: 5n, memo: 'Pack', occurredAt: now, metadata: { lot: 1 } };
  const sale = { ...terms, id: newId('transfer'), legIds: legIds(), issuer: 'shop', reference: 'order:1' };
  const act = { ...actOf(payer), ownerId: null };
  const audit = {
    ...{ id: newId('audit'), event: 'economy.receipt_posted' as const, actorId: playerOf(payer) },
    ...{ refId: sale.id, createdAt: now },
  };
  await check.of(receipts.postReceipt, actRow, db.sql, act, { ...sale, content: 'a'.repeat(64) }, audit);
  const said = { memo: z.string(), occurredAt: instant, metadata: z.record(z.string(), z.int()) };
  const who = { reference: z.string(), walletId: id('wallet'), playerId: id('player'), amount: coins };
  const row = z.strictObject({
    ...{ id: id('transfer'), issuer: z.string(), ...who, ...said, createdAt: instant },
    reversal: z.null(),
  });
  await check.of(receipts.findReceipt, row, db, sale.id);
  await check.of(receipts.findReceiptOf, row, db, 'shop', 'order:1');
  const span = { issuer: 'shop', from: toInstant('2020-01-01'), to: toInstant('2099-01-01') };
  const entry = z.strictObject({
    ...{ receiptId: id('transfer'), transferId: id('transfer'), transactionId: id('transaction'), ...who, ...said },
    ...{ createdAt: instant, reversedBy: z.null(), position: z.string().regex(/^\S+Z trf_\w+$/) },
  });
  await check.of(receipts.listEntries, z.array(entry), db, span, { after: null, limit: 5 });
  const counts = { credits: z.int(), reversals: z.int(), late: z.int() };
  const totals = z.strictObject({ ...counts, credited: coins, reversed: coins, lateCoins: coins });
  expect(await check.of(receipts.sumEntries, totals, db, span)).toMatchObject({ credits: 1, credited: 5n });
  await check.of(receipts.hasSettled, z.literal(true), db, now);
});

it('reports and reconciliation', async () => {
  const [from, to] = [toInstant('2020-01-01'), toInstant('2099-01-01')];
  const totals = { captured: coins, refunded: coins, payingUsers: z.int() };
  const period = z.strictObject({ from: instant, ...totals });
  await check.of(listRevenue, z.array(period), db, 'month', from, to);
  const cohort = z.strictObject({ from: instant, users: z.int(), periods: z.array(period) });
  await check.of(listCohorts, z.array(cohort), db, 'week', from, to);
  const ids = await check.of(reconciliation.listWalletIds, z.array(id('wallet')), db, '', 100);
  const walked = z.strictObject({
    walletId: id('wallet'),
    balance: coins,
    held: coins,
    recomputed: coins,
    recomputedHeld: coins,
    rows: z.int(),
    brokenRows: z.int(),
    firstBrokenId: id('transaction').nullable(),
    entryCount: z.bigint(),
    recomputedEntries: z.bigint(),
    isCutOff: z.boolean(),
    mayBeNegative: z.boolean(),
    hasOtherCurrency: z.boolean(),
    lastAt: z.string(),
    lastId: z.string(),
  });
  await check.of(reconciliation.walkWallets, z.array(walked), db, ids.map(beginWalk), 100);
  const unbalanced = z.strictObject({ transferId: id('transfer'), currency: z.string(), sum: coins });
  const falseTransfer = z.strictObject({
    transferId: id('transfer'),
    fault: z.enum(['legs_differ', 'not_mirrored', 'not_noted']),
  });
  const transferPage = z.strictObject({
    transfers: z.int(),
    next: z.string().nullable(),
    unbalanced: z.array(unbalanced),
    falseTransfers: z.array(falseTransfer),
  });
  await check.of(reconciliation.checkTransfers, transferPage, db, '', 1000);
  const holdFault = z.enum(['unpaid', 'above_amount', 'paid_without_capture', 'expired_early']);
  const wrongHold = z.strictObject({
    holdId: id('hold'),
    transferId: id('transfer').nullable(),
    captured: coins,
    fault: holdFault,
  });
  const holdPage = z.strictObject({ found: z.array(wrongHold), next: id('hold').nullable() });
  await check.of(reconciliation.checkHolds, holdPage, db, '', 1);
  const unpaid = z.strictObject({ reference: z.string(), amount: coins, fault: z.enum(['unpaid', 'not_the_fee']) });
  const owedPage = z.strictObject({ found: z.array(unpaid), next: z.string().nullable() });
  await check.of(reconciliation.checkOwed, owedPage, db, '', 1);
  await check.of(reconciliation.claimNight, z.literal(true), db, '2026-01-01', now, now);
  const result = await reconcileLedger({ db, clock: systemClock }, { rowsAtOnce: 100 });
  await check.of(reconciliation.saveNight, z.void(), db, '2026-01-01', result);
});

it('every function of these stores is checked', () => {
  expect(check.missing(import.meta.glob('../../../src/economy/**/*store.ts', { eager: true }))).toEqual([]);
});
