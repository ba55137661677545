// Coins over HTTP: nothing lost, nothing doubled, spendable to the last coin; and the ledger's own rules, asked directly.

import { describe, expect, it } from 'vitest';
import { aPerson, get, type Person, post } from '../support/api.ts';
import { useDatabase } from '../support/database.ts';
import { ok } from '../support/tournament.ts';

const database = useDatabase();

interface Owner extends Person {
  readonly walletId: string;
}

const key = () => ({ 'idempotency-key': crypto.randomUUID() });

async function anOwner(balanceCoins = 0): Promise<Owner> {
  const person = await aPerson();
  const { id: walletId } = ok(await post('/v1/wallets', { as: person, body: {} }), 201);
  if (balanceCoins > 0) {
    const finance = await aPerson({ roles: ['finance'] });
    const body = { walletId, amountCoins: balanceCoins, note: 'welcome' };
    ok(await post('/v1/credits', { as: finance, body, headers: key() }), 201);
  }
  return { ...person, walletId };
}

function transfer(
  from: Owner,
  to: { walletId: string },
  amountCoins: unknown,
  headers: Record<string, string> = key(),
) {
  return post('/v1/transfers', {
    as: from,
    body: { fromWalletId: from.walletId, toWalletId: to.walletId, amountCoins },
    headers,
  });
}

const balanceOf = async (owner: Owner): Promise<number> =>
  ok(await get(`/v1/wallets/${owner.walletId}`, { as: owner }), 200).balanceCoins;

async function expectSoundLedger() {
  const drift = await database.sql`
    SELECT w.id FROM economy_wallet w LEFT JOIN economy_transaction t ON t.wallet_id = w.id
    GROUP BY w.id HAVING w.balance <> coalesce(sum(t.amount), 0)`;
  const unbalanced =
    await database.sql`SELECT transfer_id FROM economy_transaction GROUP BY transfer_id HAVING sum(amount) <> 0`;
  expect([...drift, ...unbalanced]).toEqual([]);
}

describe('a transfer', () => {
  it('moves coins down to the last one, and not one more', async () => {
    const [from, to] = [await anOwner(100), await anOwner()];
    ok(await transfer(from, to, 100), 201);
    expect([await balanceOf(from), await balanceOf(to)]).toEqual([0, 100]);
    const short = await transfer(from, to, 1);
    expect([short.status, short.body.code]).toEqual([409, 'insufficient_funds']);
    await expectSoundLedger();
  });

  it('asked for a hundred times at once with coins for ten is done ten times', async () => {
    const [from, to] = [await anOwner(10), await anOwner()];
    const answers = await Promise.all(Array.from({ length: 100 }, () => transfer(from, to, 1)));
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(10);
    expect(answers.filter((answer) => answer.body.code === 'insufficient_funds')).toHaveLength(90);
    expect([await balanceOf(from), await balanceOf(to)]).toEqual([0, 10]);
    await expectSoundLedger();
  });

  it('both ways at once between the same two never deadlocks', async () => {
    const [a, b] = [await anOwner(1000), await anOwner(1000)];
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? transfer(a, b, 1) : transfer(b, a, 1))),
    );
    expect(answers.map((answer) => answer.status)).toEqual(Array(60).fill(201));
    expect([await balanceOf(a), await balanceOf(b)]).toEqual([1000, 1000]);
  });

  it('repeated with its key is charged once and answered with the same bytes', async () => {
    const [from, to] = [await anOwner(50), await anOwner()];
    const headers = key();
    const answers = await Promise.all(Array.from({ length: 20 }, () => transfer(from, to, 5, headers)));
    expect(new Set(answers.map((answer) => `${answer.status} ${answer.text}`)).size).toBe(1);
    expect((await transfer(from, to, 5, headers)).text).toBe(answers[0]?.text);
    expect(await balanceOf(from)).toBe(45);
    const other = await transfer(from, to, 6, headers);
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_mismatch']);
  });

  it.each([
    ['zero', 0, 422, 'invalid_amount'],
    ['negative', -5, 422, 'invalid_amount'],
    ['fractional', 1.5, 422, 'invalid_amount'],
    ['2^63', 2 ** 63, 422, 'invalid_amount'],
    ['text', '5', 422, 'invalid_request'],
  ])('of an amount that is %s is refused', async (_, amount, status, code) => {
    const answer = await transfer(await anOwner(10), await anOwner(), amount);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('to oneself, to nobody, from somebody else, or without a key is refused', async () => {
    const [from, to] = [await anOwner(10), await anOwner(10)];
    expect((await transfer(from, from, 1)).body.code).toBe('same_wallet');
    expect((await transfer(from, { walletId: `wal_${'1'.repeat(26)}` }, 1)).body.code).toBe('wallet_not_found');
    expect((await transfer({ ...from, walletId: to.walletId }, from, 1)).body.code).toBe('forbidden');
    expect((await transfer(from, to, 1, {})).body.code).toBe('idempotency_key_required');
    expect((await transfer(from, to, 1, { 'idempotency-key': 'k'.repeat(256) })).body.code).toBe(
      'idempotency_key_required',
    );
    await database.sql`UPDATE economy_wallet SET is_frozen = true WHERE id = ${to.walletId}`;
    expect((await transfer(from, to, 1)).body.code).toBe('wallet_frozen');
    expect([await balanceOf(from), await balanceOf(to)]).toEqual([10, 10]);
  });
});

it('a wallet is its owner’s to see, and opened once', async () => {
  const owner = await anOwner();
  expect(ok(await post('/v1/wallets', { as: owner, body: {} }), 201).id).toBe(owner.walletId);
  expect((await get(`/v1/wallets/${owner.walletId}`, { as: await aPerson() })).body.code).toBe('wallet_not_found');
});

describe('the ledger refuses, whoever asks,', () => {
  it.each([
    ['to change a row', 'UPDATE economy_transaction SET amount = 1', 'append-only'],
    ['to delete a row', 'DELETE FROM economy_transaction', 'append-only'],
    ['to be emptied', 'TRUNCATE economy_transaction', 'append-only'],
    ['to lose an audit row', 'TRUNCATE moderation_audit', 'append-only'],
    [
      'legs that do not sum to zero',
      `INSERT INTO economy_transaction (id, transfer_id, wallet_id, amount, balance_after, reason, actor_id, created_at)
       VALUES ('txn_x', 'trf_x', 'wal_00000000000000000000000000', 5, 5, 'prize', 'ply_x', now())`,
      'sum to zero',
    ],
    [
      'a balance that is not of its rows',
      `UPDATE economy_wallet SET balance = balance + 1 WHERE kind = 'player'`,
      'balances follow from the ledger',
    ],
  ])('%s', async (_, statement, message) => {
    await anOwner(5);
    await expect(database.sql.unsafe(statement)).rejects.toThrow(message);
  });
});
