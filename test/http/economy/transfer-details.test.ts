// What is said about a transfer, whom it pays, and transfers up to an amount.

import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { call, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import {
  aFinanceUser,
  anOwner,
  balanceOf,
  expectConsistentLedger,
  hold,
  makeHoldDue,
  newKey,
  type Owner,
  outcomeOf,
  setFrozen,
  treasury,
} from '../../support/ledger/ledger.ts';
import { untilWaiting } from '../../support/rules/waiting.ts';
import { ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
let finance: Person;
let payer: Owner;
let payee: Owner;

beforeAll(async () => {
  finance = await aFinanceUser();
  [payer, payee] = [await anOwner(1000), await anOwner(0)];
});

const pay = (from: Owner, body: object, headers = newKey()) =>
  post('/v1/transfers', { as: from, body: { fromWalletId: from.walletId, ...body }, headers });
const historyOf = async (of: Owner, query = '') =>
  ok(await get(`/v1/wallets/${of.walletId}/transactions?${query}`, { as: of }), 200).items;
const detail = {
  memo: 'Rent, "May"',
  occurredAt: '2026-05-01T12:00:00+06:00',
  metadata: { room: 4, isLate: true, 'lot.no': 'B-7' },
};
const amountCoins = 3;

describe('the detail of a transfer', () => {
  it('is in the history of both sides: memo and counterparty always, event time and metadata with expand', async () => {
    ok(await call('PATCH', '/v1/me', { as: payer, body: { displayName: '=Ada, of Bonn' } }), 200);
    const moved = ok(await pay(payer, { toWalletId: payee.walletId, amountCoins, ...detail }), 201);
    const [entry] = await historyOf(payee, 'expand=detail');
    expect(entry).toMatchObject({
      transferId: moved.id,
      counterparty: { walletId: payer.walletId, kind: 'player', ownerId: payer.id, displayName: '=Ada, of Bonn' },
      memo: 'Rent, "May"',
      detail: { occurredAt: '2026-05-01T06:00:00.000Z', metadata: detail.metadata },
    });
    const [own] = await historyOf(payer);
    expect(own).toMatchObject({ memo: 'Rent, "May"', counterparty: { walletId: payee.walletId } });
    expect(own).not.toHaveProperty('detail');
    const { text } = await get(`/v1/wallets/${payee.walletId}/transactions.csv`, { as: payee });
    expect(text.split('\r\n')[1]).toMatch(
      new RegExp(`,${entry.id},${payer.walletId},${payer.id},"'=Ada, of Bonn","Rent, ""May"""$`),
    );
  });

  it('is null where nothing was said, and a credit names the treasury', async () => {
    const [, first] = [await pay(payer, { toWalletId: payee.walletId, amountCoins }), (await historyOf(payer)).at(-1)];
    expect(first).toMatchObject({
      memo: null,
      counterparty: { walletId: treasury, kind: 'treasury', ownerId: '', displayName: null },
    });
    const [row] = await historyOf(payer, 'expand=detail');
    expect(row).toMatchObject({ memo: null, detail: { occurredAt: null, metadata: null } });
  });

  it('belongs to credits and to each movement of a batch too', async () => {
    const body = { walletId: payee.walletId, amountCoins, note: 'n', memo: 'A gift' };
    ok(await post('/v1/credits', { as: finance, body, headers: newKey() }), 201);
    expect((await historyOf(payee))[0]).toMatchObject({ memo: 'A gift' });
    const movement = { fromWalletId: treasury, toWalletId: payee.walletId, amountCoins };
    const movements = [{ ...movement, memo: 'One' }, movement, { ...movement, metadata: { n: 3 } }];
    ok(await post('/v1/batches', { as: finance, body: { movements, note: 'n' }, headers: newKey() }), 201);
    const said = (await historyOf(payee, 'expand=detail&limit=3')).map(
      (row: { memo: unknown; detail: { metadata: unknown } }) => [row.memo, row.detail.metadata],
    );
    expect(said).toEqual([
      [null, { n: 3 }],
      [null, null],
      ['One', null],
    ]);
  });

  it('is part of the request that a key stands for, and is stored once', async () => {
    const [headers, body] = [newKey(), { toWalletId: payee.walletId, amountCoins, memo: 'Once' }];
    const moved = ok(await pay(payer, body, headers), 201);
    expect(ok(await pay(payer, body, headers), 201).id).toBe(moved.id);
    expect(outcomeOf(await pay(payer, { ...body, memo: 'Twice' }, headers))).toEqual([422, 'idempotency_mismatch']);
    const rows = await database.sql`SELECT memo FROM economy_transfer_detail WHERE transfer_id = ${moved.id}`;
    expect([...rows]).toEqual([{ memo: 'Once' }]);
  });

  it.each([
    ['a memo of 201 characters', { memo: 'x'.repeat(201) }],
    ['a memo with a control character', { memo: 'a\u0007b' }],
    ['seventeen keys', { metadata: Object.fromEntries(Array.from({ length: 17 }, (_, n) => [`k${n}`, n])) }],
    [
      'more than 2 KB',
      { metadata: Object.fromEntries(Array.from({ length: 5 }, (_, n) => [`k${n}`, 'x'.repeat(450)])) },
    ],
    ['nested metadata', { metadata: { a: { b: 1 } } }],
    ['null in metadata', { metadata: { a: null } }],
    ['a key that is no name', { metadata: { '__proto__ ': 1 } }],
  ])('is refused with %s', async (_, said) => {
    const before = await balanceOf(payer);
    expect(outcomeOf(await pay(payer, { toWalletId: payee.walletId, amountCoins, ...said }))).toEqual([
      422,
      'invalid_request',
    ]);
    expect(await balanceOf(payer)).toBe(before);
  });

  it('is not written, changed or deleted in the database afterwards', async () => {
    const { sql } = database;
    const { id } = ok(await pay(payer, { toWalletId: payee.walletId, amountCoins }), 201);
    const add = sql`INSERT INTO economy_transfer_detail (transfer_id, memo) VALUES (${id}, 'late')`;
    await expect(add).rejects.toMatchObject({ constraint_name: 'detail_follows_transfer' });
    await expect(sql`UPDATE economy_transfer_detail SET memo = 'x'`).rejects.toMatchObject({
      constraint_name: 'economy_transfer_detail_append_only',
    });
    await expect(sql`DELETE FROM economy_transfer_detail`).rejects.toMatchObject({
      constraint_name: 'economy_transfer_detail_append_only',
    });
    for (const wrong of [
      '[]',
      '{"a":{}}',
      '{"a":null}',
      JSON.stringify(Object.fromEntries(Array.from({ length: 17 }, (_, n) => [n, n]))),
    ]) {
      const insert = sql`INSERT INTO economy_transfer_detail (transfer_id, metadata) SELECT id, ${wrong}::text::jsonb FROM economy_transfer LIMIT 1`;
      await expect(insert).rejects.toMatchObject({
        constraint_name: expect.stringMatching(/transfer_metadata_flat|detail_follows/),
      });
    }
  });
});

describe('a transfer to a player', () => {
  it('goes to the wallet that everybody finds by the id of the player, without its balance', async () => {
    expect(ok(await get(`/v1/players/${payee.id}/wallet`, { as: payer }), 200)).toEqual({
      id: payee.walletId,
      currency: 'COIN',
      canReceive: true,
    });
    const before = await balanceOf(payee);
    const moved = ok(await pay(payer, { toPlayerId: payee.id, amountCoins }), 201);
    expect(moved).toMatchObject({ toWalletId: payee.walletId, amountCoins });
    expect(await balanceOf(payee)).toBe(before + amountCoins);
  });

  it('is refused without a wallet, to oneself, and with two payees or none', async () => {
    const nobody = { ...payee, id: 'ply_0123456789abcdefghjkmnpqrs' };
    expect(outcomeOf(await get(`/v1/players/${nobody.id}/wallet`, { as: payer }))).toEqual([404, 'wallet_not_found']);
    const answer = await pay(payer, { toPlayerId: nobody.id, amountCoins });
    expect(outcomeOf(answer)).toEqual([404, 'wallet_not_found']);
    expect(answer.body.facts).toEqual({ players: [nobody.id] });
    expect((await pay(payer, { toPlayerId: payer.id, amountCoins })).status).toBe(422);
    expect((await pay(payer, { toPlayerId: payee.id, toWalletId: payee.walletId, amountCoins })).status).toBe(422);
    expect((await pay(payer, { amountCoins })).status).toBe(422);
  });

  it('is announced as impossible while the wallet is frozen', async () => {
    const frozen = await anOwner(0);
    await setFrozen(frozen, 'freeze', finance);
    expect(ok(await get(`/v1/players/${frozen.id}/wallet`, { as: payer }), 200)).toMatchObject({ canReceive: false });
    const answer = await pay(payer, { toPlayerId: frozen.id, amountCoins });
    expect(outcomeOf(answer)).toEqual([409, 'wallet_frozen']);
  });
});

/** A transfer whose transaction ends at `commit`. */
async function sqlTransfer(from: Owner, to: Owner, coins: number): Promise<{ commit: () => Promise<unknown> }> {
  const [isPosted, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const run = database.sql.begin(async (sql) => {
    await sql`INSERT INTO economy_transfer (id, from_leg_id, to_leg_id, from_wallet_id, to_wallet_id, amount, reason, actor_id)
      VALUES ('trf_first', 'txn_first_0', 'txn_first_1', ${from.walletId}, ${to.walletId}, ${coins}, 'p2p_transfer', ${from.id})`;
    isPosted.resolve();
    await mayEnd.promise;
  });
  await Promise.race([isPosted.promise, run]);
  return {
    commit() {
      mayEnd.resolve();
      return run;
    },
  };
}

describe('a transfer up to an amount', () => {
  it('moves what is available and no more; an empty wallet is refused', async () => {
    const [from, to] = [await anOwner(10), await anOwner(0)];
    ok(await hold(from, to, 4), 201);
    expect(ok(await pay(from, { toPlayerId: to.id, upToCoins: 2 }), 201)).toMatchObject({ amountCoins: 2 });
    expect(ok(await pay(from, { toWalletId: to.walletId, upToCoins: 100 }), 201)).toMatchObject({ amountCoins: 4 });
    const answer = await pay(from, { toWalletId: to.walletId, upToCoins: 100 });
    expect(outcomeOf(answer)).toEqual([409, 'insufficient_funds']);
    expect(answer.body.facts).toEqual({ walletId: from.walletId, neededCoins: 1, availableCoins: 0 });
    expect((await pay(from, { toWalletId: to.walletId, upToCoins: 1, amountCoins: 1 })).status).toBe(422);
    expect(outcomeOf(await pay(from, { toWalletId: to.walletId, upToCoins: 0 }))).toEqual([422, 'invalid_amount']);
  });

  it('counts a hold that is due as available', async () => {
    const [from, to] = [await anOwner(10), await anOwner(0)];
    const held = ok(await hold(from, to, 7), 201);
    await makeHoldDue(database.sql, held.id);
    expect(ok(await pay(from, { toWalletId: to.walletId, upToCoins: 100 }), 201)).toMatchObject({ amountCoins: 10 });
  });

  it('is computed after the transfers that came first, also while they run', async () => {
    const [from, to] = [await anOwner(10), await anOwner(0)];
    const first = await sqlTransfer(from, to, 4);
    const later = pay(from, { toWalletId: to.walletId, upToCoins: 100 });
    await untilWaiting(database.sql, 1);
    await first.commit();
    expect(ok(await later, 201)).toMatchObject({ amountCoins: 6 });
  });

  it('empties an escrow in a batch of finance, in the order of its movements', async () => {
    const [from, to] = [await anOwner(10), await anOwner(0)];
    const movement = { fromWalletId: from.walletId, toWalletId: to.walletId };
    const movements = [
      { ...movement, amountCoins: 3 },
      { ...movement, upToCoins: 5 },
      { ...movement, upToCoins: 50 },
    ];
    const headers = newKey();
    const send = () => post('/v1/batches', { as: finance, body: { movements, note: 'leftovers' }, headers });
    const { items } = ok(await send(), 201);
    expect(items.map((one: { amountCoins: number }) => one.amountCoins)).toEqual([3, 5, 2]);
    expect(ok(await send(), 201).items).toEqual(items);
    expect(await balanceOf(from)).toBe(0);
  });

  it('is exact beside other transfers of the same wallets: nothing is left over and nothing is refused but an empty wallet', async () => {
    const property = fc.asyncProperty(
      fc.array(fc.record({ isUpTo: fc.boolean(), amount: fc.integer({ min: 1, max: 6 }) }), {
        minLength: 4,
        maxLength: 8,
      }),
      async (acts) => {
        const [from, to] = [await anOwner(15), await anOwner(0)];
        const sent = acts.map(({ isUpTo, amount }) =>
          pay(from, { toWalletId: to.walletId, ...(isUpTo ? { upToCoins: amount } : { amountCoins: amount }) }),
        );
        const answers = await Promise.all(sent);
        const moved = answers.map((answer) => (answer.status === 201 ? (answer.body.amountCoins as number) : 0));
        expect(await balanceOf(to)).toBe(moved.reduce((sum, coins) => sum + coins, 0));
        for (const answer of answers.filter(({ status }) => status !== 201))
          expect(outcomeOf(answer)).toEqual([409, 'insufficient_funds']);
        for (const [index, { isUpTo, amount }] of acts.entries()) {
          const coins = moved[index] as number;
          // Less than asked, or nothing, only where the wallet was emptied.
          if (isUpTo && coins < amount) expect(await balanceOf(from)).toBe(0);
          if (!isUpTo) expect([0, amount]).toContain(coins);
        }
      },
    );
    await fc.assert(property, { numRuns: 4 });
    await expectConsistentLedger(database.sql);
  });
});
