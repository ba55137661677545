// The Idempotency-Key of postings: coins move once, and a repeated request gets the same bytes.

import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/db/client.ts';
import { type Answer, aPerson, type Call, get, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import {
  aFinanceUser,
  anOwner,
  balanceOf,
  expectConsistentLedger,
  hold,
  newKey,
  outcomeOf,
  transfer,
} from '../../support/ledger/ledger.ts';
import { ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

/** All kinds of postings: actor, path and body. */
async function postings() {
  const [payer, payee, finance] = [await anOwner(100), await anOwner(), await aFinanceUser()];
  const pair = { fromWalletId: payer.walletId, toWalletId: payee.walletId, amountCoins: 2 };
  const alone = { walletId: payer.walletId, amountCoins: 3, note: 'n' };
  const aHold = async () => ok(await hold(payer, payee, 5), 201).id;
  const { id } = ok(await transfer(payer, payee, 1), 201);
  return [
    { as: payer, byRole: false, path: '/v1/transfers', body: pair },
    { as: finance, byRole: true, path: '/v1/credits', body: alone },
    { as: finance, byRole: true, path: '/v1/debits', body: alone },
    { as: finance, byRole: true, path: '/v1/batches', body: { movements: [pair, pair], note: 'n' } },
    { as: finance, byRole: true, path: `/v1/transfers/${id}/reversals`, body: { note: 'n' } },
    {
      as: payer,
      byRole: false,
      path: '/v1/holds',
      body: { walletId: payer.walletId, toWalletId: payee.walletId, amountCoins: 4 },
    },
    { as: payee, byRole: false, path: `/v1/holds/${await aHold()}/captures`, body: { amountCoins: 2 } },
    { as: payee, byRole: false, path: `/v1/holds/${await aHold()}/releases`, body: {} },
  ];
}

const replayed = 'idempotency-replayed';

const counts = async () =>
  (
    await database.sql`SELECT (SELECT count(*) FROM economy_transaction)::int AS rows, (SELECT count(*) FROM economy_hold)::int AS holds,
      (SELECT count(*) FROM moderation_audit)::int AS audits, (SELECT sum(balance + held) FROM economy_wallet WHERE balance > 0) AS coins`
  )[0];

describe('every posting', () => {
  it('is judged in this order: token, role, key, right to the resource, body', async () => {
    const outsider = await aPerson();
    for (const { path, as, byRole } of await postings()) {
      const codes = async (options: Call) => (await post(path, options)).body.code;
      expect([path, await codes({ body: { unknown: 1 } })]).toEqual([path, 'unauthenticated']);
      for (const body of [{}, { unknown: 1 }, '{']) {
        expect([path, await codes({ as, body })]).toEqual([path, 'idempotency_key_required']);
        expect([path, await codes({ as: outsider, body })]).toEqual([
          path,
          byRole ? 'forbidden' : 'idempotency_key_required',
        ]);
      }
      const judged = await codes({ as: outsider, body: { unknown: 1 }, headers: newKey() });
      expect([path, judged]).toEqual([
        path,
        path === '/v1/transfers' || path === '/v1/holds'
          ? 'invalid_request'
          : expect.stringMatching(/^(forbidden|not_found)$/),
      ]);
      expect([path, await codes({ as, body: { unknown: 1 }, headers: newKey() })]).toEqual([path, 'invalid_request']);
    }
  });

  it('repeated with its key returns the same bytes and changes nothing', async () => {
    for (const { path, byRole: _, ...asked } of await postings()) {
      const headers = newKey();
      const first = await post(path, { ...asked, headers });
      expect([path, first.status, first.headers.get(replayed)]).toEqual([path, 201, null]);
      const after = await counts();
      for (let again = 0; again < 2; again += 1) {
        const answer = await post(path, { ...asked, headers });
        const seen = [path, answer.status, answer.headers.get(replayed), answer.text];
        expect(seen).toEqual([path, 201, 'true', first.text]);
        expect(answer.headers.get('location')).toBe(first.headers.get('location'));
      }
      expect([path, await counts()]).toEqual([path, after]);
    }
    await expectConsistentLedger(database.sql);
  });

  it('sent ten times concurrently with one key is done once, and all responses agree', async () => {
    for (const { path, byRole: _, ...asked } of await postings()) {
      const headers = newKey();
      const before = await counts();
      const answers = await Promise.all(Array.from({ length: 10 }, () => post(path, { ...asked, headers })));
      const settled = answers.filter(({ body }) => body.code !== 'idempotency_in_flight');
      expect([path, new Set(settled.map(({ status, text }) => `${status} ${text}`)).size]).toEqual([path, 1]);
      const once = await counts();
      expect([path, once]).not.toEqual([path, before]);
      expect((await post(path, { ...asked, headers })).text).toBe(settled[0]?.text);
      expect([path, await counts()]).toEqual([path, once]);
    }
  });

  it('with a key used for another body is refused and changes nothing', async () => {
    for (const { path, as, body } of await postings()) {
      const headers = newKey();
      ok(await post(path, { as, body, headers }), 201);
      const after = await counts();
      const other = path.endsWith('releases')
        ? ' {} '
        : { ...body, ...('note' in body ? { note: 'm' } : { amountCoins: 1 }) };
      expect([path, ...outcomeOf(await post(path, { as, body: other, headers }))]).toEqual([
        path,
        422,
        'idempotency_mismatch',
      ]);
      expect([path, await counts()]).toEqual([path, after]);
    }
  });

  it('that was refused may be repeated with its key after the cause is removed', async () => {
    const [from, to, headers] = [await anOwner(5), await anOwner(5), newKey()];
    expect(outcomeOf(await transfer(from, to, 6, headers))).toEqual([409, 'insufficient_funds']);
    ok(await transfer(to, from, 1), 201);
    ok(await transfer(from, to, 6, headers), 201);
  });
});

it('one key used concurrently for two pairs of wallets moves coins for one of them', async () => {
  for (let round = 0; round < 10; round += 1) {
    const [from, a, b, headers] = [await anOwner(10), await anOwner(), await anOwner(), newKey()];
    const answers: Answer<{ code?: string }>[] = await Promise.all([
      transfer(from, a, 3, headers),
      transfer(from, b, 3, headers),
    ]);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const refused = answers.find(({ status }) => status !== 201)?.body.code;
    expect(refused).toBeOneOf(['idempotency_mismatch', 'idempotency_in_flight']);
    expect(await balanceOf(from)).toBe(7);
  }
});

it('a key in flight is refused at once by every posting, and is free again after the first request rolls back', async () => {
  const first = openDatabase(database.url.replace(/\/\/[^:]+:/, '//laurel_app:'), 1);
  for (const { path, as, body } of await postings()) {
    const [payer, payee, headers] = [await anOwner(1), await anOwner(), newKey()];
    await first.sql`BEGIN`;
    // Different wallets, so that only the key is shared.
    await first.sql`INSERT INTO economy_transfer (id, from_leg_id, to_leg_id, from_wallet_id, to_wallet_id, amount, reason, actor_id, claim, fingerprint)
      VALUES (${`trf_${path}`}, ${`txn_${path}_1`}, ${`txn_${path}_2`}, ${payer.walletId}, ${payee.walletId}, 1, 'winner', ${as.id},
        ${`${as.id} POST ${path}\n${headers['idempotency-key']}`}, 'f')`;
    const answer = await post(path, { as, body, headers });
    await first.sql`ROLLBACK`;
    expect([path, ...outcomeOf(answer)]).toEqual([path, 409, 'idempotency_in_flight']);
    ok(await post(path, { as, body, headers }), 201);
  }
  await first.close();
});

it('a key is scoped to its caller and path', async () => {
  const [a, b, headers] = [await anOwner(10), await anOwner(10), newKey()];
  ok(await transfer(a, b, 1, headers), 201);
  ok(await transfer(b, a, 2, headers), 201);
  const body = { walletId: a.walletId, toWalletId: b.walletId, amountCoins: 1 };
  ok(await post('/v1/holds', { as: a, body, headers }), 201);
});

it('a key belongs to the route, however its path is spelled', async () => {
  const [from, to, headers] = [await anOwner(10), await anOwner(), newKey()];
  const body = { fromWalletId: from.walletId, toWalletId: to.walletId, amountCoins: 1 };
  const spellings = ['/v1/transfers', '/v1/transfer%73', '/v1/%74ransfers', '/%761/transfers'];
  const answers = await Promise.all(spellings.map((path) => post(path, { as: from, body, headers })));
  const again = ok(await post('/v1/transfers', { as: from, body, headers }), 201);
  for (const { status, body: answer } of answers)
    if (status === 201) expect(answer).toEqual(again);
    else expect([404, 409]).toContain(status);
  expect(ok(await get(`/v1/wallets/${to.walletId}`, { as: to }), 200).balanceCoins).toBe(1);
});

it('keys of postings are permanent: neither the sweep nor the application role can delete one', async () => {
  const [from, to, headers] = [await anOwner(10), await anOwner(), newKey()];
  const first = ok(await transfer(from, to, 1, headers), 201);
  const app = openDatabase(database.url.replace(/\/\/[^:]+:/, '//laurel_app:'), 1);
  for (const sql of [app.sql, database.sql]) {
    await expect(sql`DELETE FROM http_idempotency WHERE is_permanent`).rejects.toThrow('append-only');
    await expect(sql`UPDATE http_idempotency SET outcome = '[]' WHERE is_permanent`).rejects.toThrow('append-only');
    await expect(sql`UPDATE economy_transaction SET claim = NULL`).rejects.toThrow(/append-only|permission denied/);
  }
  await app.close();
  expect(ok(await transfer(from, to, 1, headers), 201)).toEqual(first);
});
