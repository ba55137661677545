// Holds over HTTP: coins reserved for a payee, resolved once, released when they expire.

import { describe, expect, it } from 'vitest';
import { aPerson, get, post } from '../../support/isolate/api.ts';
import { tickCron } from '../../support/isolate/cron.ts';
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
  transfer,
  walletOf,
} from '../../support/ledger/ledger.ts';
import { ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

const capture = (id: string, as: { token: string }, body: object = {}, headers = newKey()) =>
  post(`/v1/holds/${id}/captures`, { as: as as Owner, body, headers });
const release = (id: string, as: { token: string }, headers = newKey()) =>
  post(`/v1/holds/${id}/releases`, { as: as as Owner, body: {}, headers });
const show = async (id: string, as: Owner) => ok(await get(`/v1/holds/${id}`, { as }), 200);

async function aHold(amount: number, balance = amount, fields = {}) {
  const [payer, payee] = [await anOwner(balance), await anOwner()];
  const { id } = ok(await hold(payer, payee, amount, fields), 201);
  return { id: id as string, payer, payee };
}

describe('a hold', () => {
  it('can reserve the whole balance: the coins stay in the balance and cannot be spent', async () => {
    const [payer, payee] = [await anOwner(10), await anOwner()];
    const before = Date.now();
    const held = ok(await hold(payer, payee, 10), 201);
    expect(held).toMatchObject({ amountCoins: 10, capturedCoins: 0, state: 'active', resolvedAt: null });
    expect(Math.abs(Date.parse(held.expiresAt) - before - 24 * 3600 * 1000)).toBeLessThan(60_000);
    expect(await walletOf(payer)).toMatchObject({ balanceCoins: 10, heldCoins: 10, availableCoins: 0 });
    expect(outcomeOf(await transfer(payer, payee, 1))).toEqual([409, 'insufficient_funds']);
    expect(outcomeOf(await hold(payer, payee, 1))).toEqual([409, 'insufficient_funds']);
    await expectConsistentLedger(database.sql);
  });

  it('leaves the rest of the balance available for holds and transfers', async () => {
    const { payer, payee } = await aHold(4, 10);
    ok(await hold(payer, payee, 3), 201);
    ok(await transfer(payer, payee, 3), 201);
    expect(await walletOf(payer)).toMatchObject({ balanceCoins: 7, heldCoins: 7, availableCoins: 0 });
  });

  it('sent fifty times concurrently with coins for ten is opened ten times', async () => {
    const [payer, payee] = [await anOwner(10), await anOwner()];
    const answers = await Promise.all(Array.from({ length: 50 }, () => hold(payer, payee, 1)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
    expect(answers.filter(({ body }) => body.code === 'insufficient_funds')).toHaveLength(40);
    await expectConsistentLedger(database.sql);
  });

  it('is readable by payer, payee and finance, and listed in pages for both wallets', async () => {
    const { id, payer, payee } = await aHold(1, 5);
    for (const as of [payer, payee, { ...payer, ...(await aFinanceUser()) }]) expect((await show(id, as)).id).toBe(id);
    expect(outcomeOf(await get(`/v1/holds/${id}`, { as: await aPerson() }))).toEqual([404, 'not_found']);
    const later = ok(await hold(payer, payee, 1), 201).id;
    const list = async (as: Owner, query: string) =>
      ok(await get(`/v1/wallets/${as.walletId}/holds?${query}`, { as }), 200);
    const first = await list(payer, 'limit=1');
    const rest = await list(payer, `limit=1&cursor=${first.nextCursor}`);
    expect([first.items[0].id, rest.items[0].id, rest.nextCursor]).toEqual([later, id, null]);
    expect((await list(payee, 'side=payee')).items.map((item: { id: string }) => item.id)).toEqual([later, id]);
    expect((await list(payee, '')).items).toEqual([]);
    const others = await get(`/v1/wallets/${payer.walletId}/holds`, { as: payee });
    expect(outcomeOf(others)).toEqual([404, 'wallet_not_found']);
  });

  it.each([
    ['zero seconds', { expiresInSeconds: 0 }],
    ['more than thirty days', { expiresInSeconds: 30 * 24 * 3600 + 1 }],
    ['half a second', { expiresInSeconds: 0.5 }],
    ['an unknown field', { state: 'captured' }],
  ])('with %s is refused', async (_, fields) => {
    expect(outcomeOf(await hold(await anOwner(5), await anOwner(), 1, fields))).toEqual([422, 'invalid_request']);
  });
});

describe('a capture', () => {
  it('of the full amount pays the payee and changes the state of the hold', async () => {
    const { id, payer, payee } = await aHold(10);
    const paid = ok(await capture(id, payee), 201);
    expect(paid).toMatchObject({ fromWalletId: payer.walletId, amountCoins: 10, reason: 'hold_capture' });
    expect([await balanceOf(payer), await balanceOf(payee)]).toEqual([0, 10]);
    expect(await show(id, payer)).toMatchObject({ state: 'captured', capturedCoins: 10 });
    await expectConsistentLedger(database.sql);
  });

  it('of a part releases the rest', async () => {
    const { id, payer, payee } = await aHold(10);
    ok(await capture(id, payee, { amountCoins: 4 }), 201);
    expect(await walletOf(payer)).toMatchObject({ balanceCoins: 6, heldCoins: 0, availableCoins: 6 });
    expect(outcomeOf(await capture(id, payee, { amountCoins: 1 }))).toEqual([409, 'hold_closed']);
  });

  it.each([
    [11, 'invalid_amount'],
    [0, 'invalid_amount'],
    [-1, 'invalid_amount'],
    [0.5, 'invalid_amount'],
    [2 ** 63, 'invalid_amount'],
    ['1', 'invalid_request'],
  ])('of %s out of ten is refused, and the hold stays active', async (amountCoins, code) => {
    const { id, payer, payee } = await aHold(10);
    expect(outcomeOf(await capture(id, payee, { amountCoins }))).toEqual([422, code]);
    expect(await show(id, payer)).toMatchObject({ state: 'active', capturedCoins: 0 });
  });

  it('and a release require the payee or finance', async () => {
    const { id, payer } = await aHold(10);
    for (const as of [payer, await aPerson(), await aPerson({ roles: ['organizer', 'moderator'] })]) {
      expect(outcomeOf(await capture(id, as))).toEqual([403, 'forbidden']);
      expect(outcomeOf(await release(id, as))).toEqual([403, 'forbidden']);
    }
    expect(outcomeOf(await capture(`hld_${'1'.repeat(26)}`, payer))).toEqual([404, 'not_found']);
    expect(outcomeOf(await capture(id.replace('hld', 'trf'), payer))).toEqual([404, 'not_found']);
    expect(outcomeOf(await post(`/v1/holds/${id}/captures`, { body: {}, headers: newKey() }))[0]).toBe(401);
  });
});

describe('a release', () => {
  it('releases the full amount once, also of a frozen wallet', async () => {
    const { id, payer, payee } = await aHold(10);
    await database.sql`UPDATE economy_wallet SET is_frozen = true WHERE id = ${payer.walletId}`;
    expect(ok(await release(id, payee), 201)).toEqual({ id, state: 'released' });
    expect(await walletOf(payer)).toMatchObject({ balanceCoins: 10, availableCoins: 10 });
    expect(outcomeOf(await release(id, payee))).toEqual([409, 'hold_closed']);
    expect(outcomeOf(await capture(id, payee))).toEqual([409, 'hold_closed']);
  });

  it('concurrent with captures and a sweep: exactly one of them takes effect', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id, payee, payer } = await aHold(10);
      const acts = Array.from({ length: 12 }, (_, index) =>
        index % 2 === 0 ? capture(id, payee, { amountCoins: 1 + index }) : release(id, payee),
      );
      const answers = await Promise.all(acts);
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
      const { capturedCoins } = await show(id, payer);
      expect([await balanceOf(payer), await balanceOf(payee)]).toEqual([10 - capturedCoins, capturedCoins]);
    }
    await expectConsistentLedger(database.sql);
  });
});

describe('an expired hold', () => {
  it('counts as available and can be spent before the sweep', async () => {
    const { id, payer, payee } = await aHold(10);
    await makeHoldDue(database.sql, id);
    expect(await walletOf(payer)).toMatchObject({ balanceCoins: 10, heldCoins: 0, availableCoins: 10 });
    expect((await show(id, payer)).state).toBe('expired');
    expect(outcomeOf(await capture(id, payee))).toEqual([409, 'hold_expired']);
    expect(outcomeOf(await release(id, payee))).toEqual([409, 'hold_expired']);
    ok(await transfer(payer, payee, 10), 201);
    expect(await database.sql`SELECT state FROM economy_hold WHERE id = ${id}`).toEqual([{ state: 'expired' }]);
    await expectConsistentLedger(database.sql);
  });

  it('also frees its coins for another hold, a debit and a batch', async () => {
    const finance = await aFinanceUser();
    const acts: ((payer: Owner, payee: Owner) => ReturnType<typeof post>)[] = [
      (payer, payee) => hold(payer, payee, 10),
      ({ walletId }) =>
        post('/v1/debits', { as: finance, body: { walletId, amountCoins: 10, note: 'n' }, headers: newKey() }),
      (payer, payee) => {
        const movement = { fromWalletId: payer.walletId, toWalletId: payee.walletId, amountCoins: 10 };
        return post('/v1/batches', { as: finance, body: { movements: [movement], note: 'n' }, headers: newKey() });
      },
    ];
    for (const act of acts) {
      const { id, payer, payee } = await aHold(10);
      await makeHoldDue(database.sql, id);
      ok(await act(payer, payee), 201);
    }
  });

  it('is swept by cron; an active hold is not', async () => {
    const [due, running] = [await aHold(10), await aHold(10)];
    await makeHoldDue(database.sql, due.id);
    await tickCron();
    const rows = await database.sql`
      SELECT state FROM economy_hold WHERE id IN (${due.id}, ${running.id}) ORDER BY id = ${running.id}`;
    expect(rows).toEqual([{ state: 'expired' }, { state: 'active' }]);
    await expectConsistentLedger(database.sql);
  });

  it('is swept with a thousand others of the same wallet when their coins are needed', async () => {
    const [payer, payee] = [await anOwner(1200), await anOwner()];
    await database.sql`INSERT INTO economy_hold (id, wallet_id, to_wallet_id, amount, state, reason, actor_id, created_at, expires_at)
      SELECT 'hld_old' || n, ${payer.walletId}, ${payee.walletId}, 1, 'active', 'hold_capture', ${payer.id}, now(), now() - interval '1 hour'
      FROM generate_series(1, 1200) n`;
    ok(await transfer(payer, payee, 1200), 201);
  });
});

describe('an act of finance on coins of others', () => {
  it('has one audit row; an act of the owner has none', async () => {
    const finance = await aFinanceUser();
    const [payer, payee] = [await anOwner(10), await anOwner()];
    const open = async (as: Owner) => ok(await hold({ ...as, walletId: payer.walletId }, payee, 1), 201).id as string;
    const auditOf = async (id: string) => {
      const rows =
        await database.sql`SELECT event, actor_id, meta FROM moderation_audit WHERE ref_id = ${id} ORDER BY created_at, event`;
      return rows.map((row) => [row.event, row.actor_id, row.meta.amountCoins]);
    };
    const own = await open(payer);
    ok(await capture(own, payee), 201);
    expect(await auditOf(own)).toEqual([]);
    // An act of a finance user on the own wallet is not audited.
    const { id: walletId } = ok(await post('/v1/wallets', { as: finance, body: {} }), 201);
    ok(await transfer(payer, { walletId }, 3), 201);
    const mine = ok(await hold({ ...finance, walletId }, payee, 1), 201).id as string;
    const forMe = ok(await hold(payer, { walletId }, 1), 201).id as string;
    ok(await capture(forMe, finance), 201);
    expect([...(await auditOf(mine)), ...(await auditOf(forMe))]).toEqual([]);

    const [taken, freed] = [await open({ ...payer, ...finance }), await open({ ...payer, ...finance })];
    const headers = newKey();
    const first = await capture(taken, finance, { amountCoins: 1 }, headers);
    expect((await capture(taken, finance, { amountCoins: 1 }, headers)).text).toBe(first.text);
    ok(await release(freed, finance), 201);
    expect(outcomeOf(await release(freed, finance))).toEqual([409, 'hold_closed']);
    expect(await auditOf(taken)).toEqual([
      ['economy.held', finance.id, 1],
      ['economy.captured', finance.id, 1],
    ]);
    expect((await auditOf(freed)).map(([event]) => event)).toEqual(['economy.held', 'economy.released']);
  });
});
