// Postings that are refused over HTTP: each refusal has its code, and only finance may post to wallets of others.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Role } from '../../../src/core/actor.ts';
import { aPerson, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import {
  aFinanceUser,
  anOwner,
  balanceOf,
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

const freeze = async (owner: Owner, act: 'freeze' | 'thaw', role: Role = 'moderator') =>
  setFrozen(owner, act, await aPerson({ roles: [role] }));

describe('bad input', () => {
  const amounts = [
    ['zero', 0, 'invalid_amount'],
    ['negative', -5, 'invalid_amount'],
    ['fractional', 1.5, 'invalid_amount'],
    ['2^53', 2 ** 53, 'invalid_amount'],
    ['2^63', 2 ** 63, 'invalid_amount'],
    ['text', '5', 'invalid_request'],
    ['missing', undefined, 'invalid_request'],
    ['null', null, 'invalid_request'],
  ] as const;

  it.each(amounts)('every act refuses an amount that is %s', async (_, amountCoins, code) => {
    const [from, to, as] = [await anOwner(10), await anOwner(), await aFinanceUser()];
    const pair = { fromWalletId: from.walletId, toWalletId: to.walletId, amountCoins };
    const adjustment = { walletId: from.walletId, amountCoins, note: 'n' };
    const answers = [
      await transfer(from, to, amountCoins),
      await hold(from, to, amountCoins),
      await post('/v1/credits', { as, body: adjustment, headers: newKey() }),
      await post('/v1/debits', { as, body: adjustment, headers: newKey() }),
      await post('/v1/batches', { as, body: { movements: [pair], note: 'n' }, headers: newKey() }),
    ];
    expect(answers.map(outcomeOf)).toEqual(answers.map(() => [422, code]));
    expect(await walletOf(from)).toMatchObject({ balanceCoins: 10, heldCoins: 0 });
  });

  it('a number larger than a bigint is refused', async () => {
    const [from, to] = [await anOwner(10), await anOwner()];
    const body = `{"fromWalletId":"${from.walletId}","toWalletId":"${to.walletId}","amountCoins":9223372036854775808}`;
    const answer = await post('/v1/transfers', { as: from, body, headers: newKey() });
    expect(outcomeOf(answer)).toEqual([422, 'invalid_amount']);
  });

  it('each kind of wrong wallet has its own code', async () => {
    const [from, to] = [await anOwner(10), await anOwner(10)];
    const gems = 'wal_0000000000000000000000gems';
    await database.sql`INSERT INTO economy_wallet (id, kind, owner_id, currency, created_at) VALUES (${gems}, 'player', 'ply_gems', 'GEM', now())`;
    for (const move of [transfer, hold]) {
      expect(outcomeOf(await move(from, from, 1))).toEqual([422, 'same_wallet']);
      expect(outcomeOf(await move(from, { walletId: `wal_${'1'.repeat(26)}` }, 1))).toEqual([404, 'wallet_not_found']);
      expect(outcomeOf(await move(from, { walletId: 'wal_1' }, 1))).toEqual([422, 'invalid_request']);
      expect(outcomeOf(await move({ ...from, walletId: to.walletId }, from, 1))).toEqual([403, 'forbidden']);
      expect(outcomeOf(await move({ ...from, walletId: treasury }, from, 1))).toEqual([403, 'forbidden']);
      expect(outcomeOf(await move(from, { walletId: gems }, 1))).toEqual([422, 'invalid_request']);
    }
    await freeze(to, 'freeze');
    expect(outcomeOf(await transfer(from, to, 1))).toEqual([409, 'wallet_frozen']);
    expect([await balanceOf(from), await balanceOf(to)]).toEqual([10, 10]);
  });

  it('invalid JSON, unknown fields and invalid notes are refused', async () => {
    const [from, to, as] = [await anOwner(10), await anOwner(), await aFinanceUser()];
    const pair = { fromWalletId: from.walletId, toWalletId: to.walletId, amountCoins: 1 };
    expect(outcomeOf(await post('/v1/transfers', { as: from, body: '{"from', headers: newKey() }))).toEqual([
      400,
      'malformed_json',
    ]);
    for (const body of [[], { ...pair, reason: 'prize' }, { ...pair, toWalletId: 5 }]) {
      const answer = await post('/v1/transfers', { as: from, body, headers: newKey() });
      expect(outcomeOf(answer)).toEqual([422, 'invalid_request']);
    }
    for (const note of [undefined, '', '  ', 'x'.repeat(501), 'a\u0000b', 'a\ud800b', 'a\u202eb', 5]) {
      const body = { walletId: to.walletId, amountCoins: 1, note };
      expect(outcomeOf(await post('/v1/credits', { as, body, headers: newKey() }))).toEqual([422, 'invalid_request']);
    }
  });

  it('random bodies get a 4xx code and leave the ledger consistent', async () => {
    const [from, to, as] = [await anOwner(10), await anOwner(), await aFinanceUser()];
    const known = fc.constantFrom<unknown>(
      from.walletId,
      to.walletId,
      treasury,
      'manual_adjust',
      'n',
      null,
      0,
      11,
      1e300,
      [],
      {},
    );
    const value = fc.oneof({ weight: 3, arbitrary: known }, { weight: 1, arbitrary: fc.jsonValue() });
    const names = ['fromWalletId', 'toWalletId', 'walletId', 'amountCoins', 'note', 'reason', 'movements', 'reference'];
    const body = fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom(...names), value));
    const path = fc.constantFrom(
      '/v1/transfers',
      '/v1/credits',
      '/v1/debits',
      '/v1/batches',
      '/v1/holds',
      `/v1/holds/hld_${'0'.repeat(26)}/captures`,
      `/v1/transfers/trf_${'0'.repeat(26)}/reversals`,
      '/v1/transfers/%00/reversals',
    );
    const property = fc.asyncProperty(path, body, fc.boolean(), async (at, sent, isFinance) => {
      const answer = await post(at, { as: isFinance ? as : from, body: sent, headers: newKey() });
      // Some bodies are valid by chance.
      if (answer.status !== 201)
        expect([answer.status, answer.body.code]).toEqual([expect.any(Number), expect.any(String)]);
      expect(answer.status).toBeLessThan(500);
    });
    await fc.assert(property, { numRuns: 120 });
    await expectConsistentLedger(database.sql);
  });

  it('a missing key or a key of 256 characters is refused', async () => {
    const [from, to] = [await anOwner(10), await anOwner()];
    const refused = [400, 'idempotency_key_required'];
    expect(outcomeOf(await transfer(from, to, 1, {}))).toEqual(refused);
    expect(outcomeOf(await transfer(from, to, 1, { 'idempotency-key': 'k'.repeat(256) }))).toEqual(refused);
    ok(await transfer(from, to, 1, { 'idempotency-key': 'k'.repeat(255) }), 201);
    expect(await balanceOf(to)).toBe(1);
  });
});

it('only finance may post to wallets of others', async () => {
  const owner = await anOwner(10);
  const adjustment = { walletId: owner.walletId, amountCoins: 1, note: 'n' };
  const pair = { fromWalletId: owner.walletId, toWalletId: treasury, amountCoins: 1 };
  const acts: [path: string, body: object][] = [
    ['/v1/credits', adjustment],
    ['/v1/debits', adjustment],
    ['/v1/batches', { movements: [pair], note: 'n' }],
    [`/v1/transfers/trf_${'1'.repeat(26)}/reversals`, { note: 'n' }],
  ];
  for (const [path, body] of acts) {
    expect(outcomeOf(await post(path, { body, headers: newKey() }))).toEqual([401, 'unauthenticated']);
    for (const role of ['player', 'organizer', 'moderator'] as const) {
      const as = await aPerson({ roles: [role] });
      expect([path, role, ...outcomeOf(await post(path, { as, body, headers: newKey() }))]).toEqual([
        path,
        role,
        403,
        'forbidden',
      ]);
    }
  }
  expect(await balanceOf(owner)).toBe(10);
});
