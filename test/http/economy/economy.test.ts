// Wallets and postings over HTTP: balances stay exact under concurrency.

import { describe, expect, it } from 'vitest';
import type { Role } from '../../../src/core/actor.ts';
import { aPerson, get, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import {
  aFinanceUser,
  anOwner,
  balanceOf,
  credit,
  expectConsistentLedger,
  hold,
  newKey,
  type Owner,
  outcomeOf,
  setFrozen,
  transfer,
  treasury,
  walletOf,
} from '../../support/ledger/ledger.ts';
import { ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

const auditOf = async (refType: string, refId: string) =>
  ok(
    await get(`/v1/moderation/audit?refType=${refType}&refId=${refId}`, {
      as: await aPerson({ roles: ['moderator'] }),
    }),
    200,
  ).items;

const freeze = async (owner: Owner, act: 'freeze' | 'thaw', role: Role = 'moderator') =>
  setFrozen(owner, act, await aPerson({ roles: [role] }));

describe('a wallet', () => {
  it('is opened once, and is readable only by its owner and finance', async () => {
    const owner = await anOwner();
    expect(ok(await post('/v1/wallets', { as: owner, body: {} }), 201).id).toBe(owner.walletId);
    const path = `/v1/wallets/${owner.walletId}`;
    const shown = ok(await get(path, { as: owner }), 200);
    expect(shown).toMatchObject({ kind: 'player', ownerId: owner.id, currency: 'COIN', isFrozen: false });
    expect(ok(await get('/v1/me/wallets', { as: owner }), 200)).toEqual({ items: [shown], nextCursor: null });
    expect(ok(await get('/v1/me/wallets', { as: await aPerson() }), 200).items).toEqual([]);
    expect(ok(await get(path, { as: await aFinanceUser() }), 200)).toEqual(shown);
    for (const role of ['player', 'organizer', 'moderator'] as const) {
      expect(outcomeOf(await get(path, { as: await aPerson({ roles: [role] }) }))).toEqual([404, 'wallet_not_found']);
    }
  });

  it('is one wallet when ten concurrent requests open it', async () => {
    const as = await aPerson();
    const answers = await Promise.all(Array.from({ length: 10 }, () => post('/v1/wallets', { as, body: {} })));
    expect(new Set(answers.map((answer) => ok(answer, 201).id)).size).toBe(1);
  });
});

it('a repeated request to open a wallet gets the first answer, also after coins moved', async () => {
  const [as, headers] = [await aPerson(), newKey()];
  const first = await post('/v1/wallets', { as, body: {}, headers });
  await credit(ok(first, 201).id, 5);
  const again = await post('/v1/wallets', { as, body: {}, headers });
  const parts = ({ status, text, headers: given }: typeof first) => [status, text, given.get('location')];
  expect([...parts(again), again.headers.get('idempotency-replayed')]).toEqual([...parts(first), 'true']);
});

describe('a transfer', () => {
  it('can spend the whole balance and no more', async () => {
    const [from, to] = [await anOwner(100), await anOwner()];
    ok(await transfer(from, to, 100), 201);
    expect([await balanceOf(from), await balanceOf(to)]).toEqual([0, 100]);
    expect(outcomeOf(await transfer(from, to, 1))).toEqual([409, 'insufficient_funds']);
    await expectConsistentLedger(database.sql);
  });

  it('sent a hundred times concurrently with coins for ten succeeds ten times', async () => {
    const [from, to] = [await anOwner(10), await anOwner()];
    const answers = await Promise.all(Array.from({ length: 100 }, () => transfer(from, to, 1)));
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(10);
    expect(answers.filter((answer) => answer.body.code === 'insufficient_funds')).toHaveLength(90);
    expect([await balanceOf(from), await balanceOf(to)]).toEqual([0, 10]);
    await expectConsistentLedger(database.sql);
  });

  it('in both directions concurrently between two wallets does not deadlock', async () => {
    const [a, b] = [await anOwner(1000), await anOwner(1000)];
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? transfer(a, b, 1) : transfer(b, a, 1))),
    );
    expect(answers.map((answer) => answer.status)).toEqual(Array(60).fill(201));
    expect([await balanceOf(a), await balanceOf(b)]).toEqual([1000, 1000]);
  });
});

describe('credit and debit', () => {
  it('move coins from and to the treasury once, with one audit row each', async () => {
    const [owner, finance] = [await anOwner(), await aFinanceUser()];
    const adjust = async (path: string, amountCoins: number) => {
      const call = { as: finance, body: { walletId: owner.walletId, amountCoins, note: 'case 7' }, headers: newKey() };
      const first = await post(path, call);
      expect((await post(path, call)).text).toBe(first.text);
      return ok(first, 201);
    };
    const credit = await adjust('/v1/credits', 50);
    expect(credit).toMatchObject({ fromWalletId: treasury, toWalletId: owner.walletId, reason: 'manual_adjust' });
    const debit = await adjust('/v1/debits', 20);
    expect(debit).toMatchObject({ fromWalletId: owner.walletId, toWalletId: treasury, fromBalanceAfterCoins: 30 });
    expect(await balanceOf(owner)).toBe(30);
    for (const { id, amountCoins } of [credit, debit]) {
      const meta = { note: 'case 7', reason: 'manual_adjust', amountCoins, movements: 1 };
      expect(await auditOf('transfer', id)).toMatchObject([{ event: 'economy.posted', actorId: finance.id, meta }]);
    }
  });

  it('cannot take more than the available balance', async () => {
    const [owner, payee, as] = [await anOwner(10), await anOwner(), await aFinanceUser()];
    ok(await hold(owner, payee, 4), 201);
    const debit = (amountCoins: number) =>
      post('/v1/debits', { as, body: { walletId: owner.walletId, amountCoins, note: 'n' }, headers: newKey() });
    expect(outcomeOf(await debit(7))).toEqual([409, 'insufficient_funds']);
    ok(await debit(6), 201);
    expect(await walletOf(owner)).toMatchObject({ balanceCoins: 4, heldCoins: 4, availableCoins: 0 });
  });

  it('write no audit row when refused', async () => {
    const count = async () => (await database.sql`SELECT 1 FROM moderation_audit`).length;
    const [owner, before] = [await anOwner(), await count()];
    const body = { walletId: owner.walletId, amountCoins: 1, note: 'n' };
    expect(outcomeOf(await post('/v1/debits', { as: await aFinanceUser(), body, headers: newKey() }))[0]).toBe(409);
    expect(await count()).toBe(before);
  });
});

describe('a batch', () => {
  const batch = async (movements: readonly object[], headers = newKey()) =>
    post('/v1/batches', { as: await aFinanceUser(), body: { movements, note: 'prizes' }, headers });
  const movement = (from: { walletId: string }, to: { walletId: string }, amountCoins: number, fields = {}) => ({
    fromWalletId: from.walletId,
    toWalletId: to.walletId,
    amountCoins,
    ...fields,
  });

  it('posts all movements in order, or none', async () => {
    const [a, b, c] = [await anOwner(10), await anOwner(), await anOwner()];
    const short = await batch([movement(a, b, 6), movement(a, c, 6)]);
    expect(outcomeOf(short)).toEqual([409, 'insufficient_funds']);
    expect([await balanceOf(a), await balanceOf(b)]).toEqual([10, 0]);
    // The second movement may spend coins from the first.
    const { items } = ok(await batch([movement(a, b, 10, { reason: 'winner' }), movement(b, c, 10)]), 201);
    expect(items.map((item: { fromBalanceAfterCoins: number }) => item.fromBalanceAfterCoins)).toEqual([0, 0]);
    expect([await balanceOf(a), await balanceOf(b), await balanceOf(c)]).toEqual([0, 0, 10]);
    expect(await auditOf('transfer', items[0].id)).toMatchObject([{ meta: { amountCoins: 20, movements: 2 } }]);
    await expectConsistentLedger(database.sql);
  });

  it('accepts 1 to 100 movements', async () => {
    const [a, b] = [await anOwner(100), await anOwner()];
    const many = (count: number) => Array.from({ length: count }, () => movement(a, b, 1));
    expect(outcomeOf(await batch([]))).toEqual([422, 'invalid_request']);
    expect(outcomeOf(await batch(many(101)))).toEqual([422, 'invalid_request']);
    expect(ok(await batch(many(100)), 201).items).toHaveLength(100);
    expect(await balanceOf(b)).toBe(100);
  });

  it('uses a business reference only once', async () => {
    const [a, b] = [await anOwner(10), await anOwner()];
    const reference = `order:${crypto.randomUUID()}`;
    ok(await batch([movement(a, b, 1, { reference })]), 201);
    expect(outcomeOf(await batch([movement(a, b, 2), movement(a, b, 1, { reference })]))).toEqual([
      409,
      'state_conflict',
    ]);
    const twice = movement(a, b, 1, { reference: 'x:1' });
    expect(outcomeOf(await batch([twice, twice]))).toEqual([409, 'state_conflict']);
    expect(await balanceOf(b)).toBe(1);
  });

  it.each([
    ['a reference with a comma', { reference: 'prize,1' }],
    ['an empty reference', { reference: '' }],
    ['an unknown reason', { reason: 'because' }],
    ['a currency', { currency: 'COIN' }],
  ])('with %s is refused', async (_, fields) => {
    const [a, b] = [await anOwner(), await anOwner()];
    expect(outcomeOf(await batch([movement(a, b, 1, fields)]))).toEqual([422, 'invalid_request']);
  });
});

describe('a reversal', () => {
  const reverse = async (id: string, headers = newKey()) =>
    post(`/v1/transfers/${id}/reversals`, { as: await aFinanceUser(), body: { note: 'mistake' }, headers });

  it('posts the opposite transfer once, with an audit row', async () => {
    const [from, to] = [await anOwner(10), await anOwner()];
    const { id } = ok(await transfer(from, to, 7), 201);
    const back = ok(await reverse(id), 201);
    expect(back).toMatchObject({ fromWalletId: to.walletId, toWalletId: from.walletId, reason: 'correction' });
    expect([await balanceOf(from), await balanceOf(to)]).toEqual([10, 0]);
    expect(await auditOf('transfer', back.id)).toMatchObject([{ event: 'economy.reversed' }]);
    expect(outcomeOf(await reverse(id))).toEqual([409, 'state_conflict']);
    expect(await database.sql`SELECT 1 FROM economy_transaction WHERE reverses = ${id}`).toHaveLength(2);
  });

  it('sent ten times concurrently is done once', async () => {
    const [from, to] = [await anOwner(10), await anOwner(100)];
    const { id } = ok(await transfer(from, to, 7), 201);
    const statuses = (await Promise.all(Array.from({ length: 10 }, () => reverse(id)))).map(({ status }) => status);
    expect(statuses.sort()).toEqual([201, ...Array(9).fill(409)]);
    expect(await balanceOf(from)).toBe(10);
  });

  it('is refused for spent coins, for an unknown transfer, and without the role finance', async () => {
    const [from, to] = [await anOwner(10), await anOwner()];
    const { id } = ok(await transfer(from, to, 7), 201);
    const path = `/v1/transfers/${id}/reversals`;
    expect(outcomeOf(await post(path, { as: from, body: { note: 'n' }, headers: newKey() }))).toEqual([
      403,
      'forbidden',
    ]);
    ok(await transfer(to, from, 1), 201);
    expect(outcomeOf(await reverse(id))).toEqual([409, 'insufficient_funds']);
    expect(outcomeOf(await reverse(`trf_${'1'.repeat(26)}`))).toEqual([404, 'not_found']);
  });
});

describe('a frozen wallet', () => {
  it('accepts no transfer, hold or capture until it is thawed, and both acts are audited', async () => {
    const [owner, other] = [await anOwner(10), await anOwner(10)];
    const { id: holdId } = ok(await hold(owner, other, 1), 201);
    expect(ok(await freeze(owner, 'freeze'), 200)).toEqual({ id: owner.walletId, isFrozen: true });
    ok(await freeze(owner, 'freeze', 'finance'), 200);
    const finance = await aFinanceUser();
    const credit = { walletId: owner.walletId, amountCoins: 1, note: 'n' };
    const capture = { as: other, body: {}, headers: newKey() };
    const refused = [409, 'wallet_frozen'];
    expect(outcomeOf(await transfer(owner, other, 1))).toEqual(refused);
    expect(outcomeOf(await transfer(other, owner, 1))).toEqual(refused);
    expect(outcomeOf(await hold(owner, other, 1))).toEqual(refused);
    expect(outcomeOf(await post('/v1/credits', { as: finance, body: credit, headers: newKey() }))).toEqual(refused);
    expect(outcomeOf(await post(`/v1/holds/${holdId}/captures`, capture))).toEqual(refused);
    ok(await freeze(owner, 'thaw'), 200);
    ok(await post(`/v1/holds/${holdId}/captures`, capture), 201);
    ok(await transfer(owner, other, 9), 201);
    const audit = await auditOf('wallet', owner.walletId);
    expect(audit.map(({ event, meta }: { event: string; meta: object }) => [event, meta])).toEqual([
      ['wallet.thawed', { reason: 'under review' }],
      ['wallet.frozen', { reason: 'under review' }],
    ]);
  });

  it('stays thawed when the earlier freeze is repeated with its key', async () => {
    const [owner, as, headers] = [await anOwner(1), await aPerson({ roles: ['moderator'] }), newKey()];
    const repeated = { as, headers, body: { reason: 'under review' } };
    const first = await post(`/v1/wallets/${owner.walletId}/freeze`, repeated);
    ok(await freeze(owner, 'thaw'), 200);
    const again = await post(`/v1/wallets/${owner.walletId}/freeze`, repeated);
    expect([again.status, again.text]).toEqual([200, first.text]);
    ok(await transfer(owner, await anOwner(), 1), 201);
    expect(await auditOf('wallet', owner.walletId)).toHaveLength(2);
  });

  it('requires a reason, an existing wallet, and the role moderator or finance', async () => {
    const owner = await anOwner();
    for (const role of ['player', 'organizer'] as const) expect((await freeze(owner, 'freeze', role)).status).toBe(403);
    const path = `/v1/wallets/${owner.walletId}/freeze`;
    const as = await aPerson({ roles: ['moderator'] });
    expect(outcomeOf(await post(path, { as, body: {} }))).toEqual([422, 'invalid_request']);
    const unknown = { ...owner, walletId: `wal_${'1'.repeat(26)}` };
    expect(outcomeOf(await freeze(unknown, 'freeze'))).toEqual([404, 'wallet_not_found']);
  });
});
