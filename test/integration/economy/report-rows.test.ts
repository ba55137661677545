// What the stores of receipts and of reports of the economy return is what they declare.

import { beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { systemClock, toInstant } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import * as receipts from '../../../src/economy/receipts/receipt-store.ts';
import { reconcileLedger } from '../../../src/economy/reports/reconcile-ledger.ts';
import { beginWalk } from '../../../src/economy/reports/reconciliation.ts';
import * as reconciliation from '../../../src/economy/reports/reconciliation-store.ts';
import { listCohorts, listRevenue } from '../../../src/economy/reports/revenue-store.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import type { Owner } from '../../support/ledger/ledger.ts';
import { actOf, legIds, now, playerOf, rowEconomy } from '../../support/ledger/row-economy.ts';
import { actRow } from '../../support/rules/economy-shapes.ts';
import { coins, id, instant, newId, RowCheck } from '../../support/rules/row-check.ts';

const database = useDatabase();
const check = new RowCheck();
let db: Database;
let payer: Owner;
let payee: Owner;

beforeAll(async () => {
  db = openDatabase(database.url, 2);
  ({ payer, payee } = await rowEconomy(database));
  return () => db.close();
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
  const stores = import.meta.glob('../../../src/economy/{receipts,reports}/*store.ts', { eager: true });
  expect(Object.keys(stores).length).toBe(3);
  expect(check.missing(stores)).toEqual([]);
});
