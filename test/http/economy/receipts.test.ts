// Receipts: what partners with an API key credit, find and take back.

import { beforeAll, describe, expect, it } from 'vitest';
import { toInstant } from '../../../src/core/instant.ts';
import { aPerson, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import {
  aFinanceUser,
  anOwner,
  balanceOf,
  expectConsistentLedger,
  newKey,
  type Owner,
  setFrozen,
  transfer,
  treasury,
} from '../../support/ledger/ledger.ts';
import {
  aPartner,
  findSales,
  linesOf,
  type Partner,
  refund,
  saleTo,
  sell,
  summaryOf,
  today,
} from '../../support/ledger/partners.ts';
import { ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
let partner: Partner;
let buyer: Owner;

beforeAll(async () => {
  [partner, buyer] = [await aPartner(), await anOwner()];
});

const aSale = (fields: object = {}) => saleTo(buyer, fields);
const codeOf = ({ status, body }: { readonly status: number; readonly body: { readonly code?: string } }) =>
  status < 300 ? 'done' : body.code;

describe('a sale', () => {
  it('is credited once, and found by its reference by the partner, by its id by the buyer, and by nobody else', async () => {
    const [before, sale] = [await balanceOf(buyer), aSale()];
    const sold = await sell(partner, sale);
    const receipt = ok(sold, 201);
    expect(receipt).toMatchObject({
      ...sale,
      occurredAt: toInstant(sale.occurredAt),
      walletId: buyer.walletId,
      state: 'posted',
    });
    expect(sold.headers.get('location')).toBe(`/v1/receipts/${receipt.id}`);
    expect(await balanceOf(buyer)).toBe(before + 100);
    expect(await findSales(partner, sale.reference)).toEqual([receipt]);
    expect(ok(await get(`/v1/receipts/${receipt.id}`, { as: buyer }), 200)).toEqual(receipt);
    expect(codeOf(await get(`/v1/receipts/${receipt.id}`, { as: await aPerson() }))).toBe('not_found');
    const { items } = ok(await get(`/v1/wallets/${buyer.walletId}/transactions`, { as: buyer }), 200);
    expect(items[0]).toMatchObject({
      transferId: receipt.id,
      reason: 'purchase',
      amountCoins: 100,
      memo: 'Pack of 100',
    });
    const [audit] = await database.sql`SELECT event, meta FROM moderation_audit WHERE ref_id = ${receipt.id}`;
    expect(audit).toEqual({
      event: 'economy.receipt_posted',
      meta: { issuer: receipt.issuer, reference: sale.reference, amountCoins: 100, apiKeyId: partner.keyId },
    });
  });

  it('under a reference that is known replays the first with the same content, whatever key it has, and is refused with another', async () => {
    const sale = aSale();
    const [key, other] = [newKey(), newKey()];
    const first = ok(await sell(partner, sale, key), 201);
    const before = await balanceOf(buyer);
    const reordered = { ...sale, metadata: { price: 4.5, country: 'BD' } };
    for (const [body, headers] of [
      [sale, key],
      [sale, other],
      [reordered, newKey()],
      [sale, other],
    ] as const) {
      const again = await sell(partner, body, headers);
      expect([again.body, again.headers.get('idempotency-replayed')]).toEqual([first, 'true']);
    }
    // Also a key that has only repeated is used.
    expect(codeOf(await sell(partner, aSale(), other))).toBe('idempotency_mismatch');
    for (const change of [
      { amountCoins: 101 },
      { memo: 'Other' },
      { metadata: {} },
      { playerId: (await anOwner()).id },
    ])
      expect(ok(await sell(partner, { ...sale, ...change }), 409)).toMatchObject({ code: 'reference_conflict' });
    expect(await balanceOf(buyer)).toBe(before);
  });

  it('of twenty at once with one reference makes one credit; twenty references make twenty', async () => {
    const [before, sale] = [await balanceOf(buyer), aSale()];
    const same = await Promise.all(Array.from({ length: 20 }, () => sell(partner, sale)));
    expect(new Set(same.map((answer) => ok(answer, 201).id)).size).toBe(1);
    const mixed = await Promise.all(
      [1, 2, 3, 4].map((n) => sell(partner, { ...sale, reference: 'race:1', amountCoins: n })),
    );
    expect(mixed.map(codeOf).sort()).toEqual(['done', ...Array(3).fill('reference_conflict')]);
    const won = mixed.find(({ status }) => status === 201)?.body.amountCoins;
    const apart = await Promise.all(Array.from({ length: 20 }, () => sell(partner, aSale({ amountCoins: 1 }))));
    expect(apart.map(codeOf)).toEqual(Array(20).fill('done'));
    expect(await balanceOf(buyer)).toBe(before + 100 + won + 20);
  });

  it('of another issuer may have the same reference, and is hidden from this one', async () => {
    const [other, sale] = [await aPartner(), aSale()];
    const receipt = ok(await sell(partner, sale), 201);
    const theirs = ok(await sell(other, { ...sale, amountCoins: 7 }), 201);
    expect(await findSales(other, sale.reference)).toEqual([theirs]);
    expect(codeOf(await get(`/v1/receipts/${receipt.id}`, { as: other }))).toBe('not_found');
    expect(codeOf(await refund(other, receipt.id))).toBe('not_found');
    for (const path of [
      '/v1/receipts?reference=a',
      '/v1/receipts/summary?day=2026-01-01',
      '/v1/receipts.csv?day=2026-01-01',
    ]) {
      const { status, body } = await get(`${path}&issuer=${receipt.issuer}`, { as: other });
      // No role would help.
      const facts = { needs: 'a key of this issuer', reason: 'receipts of another issuer' };
      expect([status, body.code, body.facts]).toEqual([403, 'forbidden', facts]);
    }
    // A key that takes the place of another names the same issuer; finance sees all.
    const replaced = await aPartner(receipt.issuer);
    expect(await findSales(replaced, sale.reference)).toEqual([receipt]);
    expect(ok(await get(`/v1/receipts/${receipt.id}`, { as: await aFinanceUser() }), 200)).toEqual(receipt);
  });

  it('is the only credit that the key of a partner makes', async () => {
    const before = await balanceOf(buyer);
    const { admin } = partner;
    const scopes = ['economy:credit', 'economy:write'];
    const make = async (issuer: string | null): Promise<Person> => {
      const body = { name: 'Server', scopes, reach: 'all', issuer };
      const { apiKey, key } = ok(await post('/v1/api-keys', { as: admin, body }), 201);
      return { id: apiKey.id, name: '', token: key };
    };
    const receipt = ok(await sell(partner, aSale()), 201);
    const body = { walletId: buyer.walletId, amountCoins: 5, note: 'Sold' };
    const movement = { fromWalletId: treasury, toWalletId: buyer.walletId, amountCoins: 5 };
    const acts = (as: Person) =>
      Promise.all([
        post('/v1/credits', { as, headers: newKey(), body }),
        post('/v1/debits', { as, headers: newKey(), body }),
        post('/v1/batches', { as, headers: newKey(), body: { movements: [movement], note: 'Sold' } }),
        post(`/v1/transfers/${receipt.id}/reversals`, { as, headers: newKey(), body: { note: 'Back' } }),
      ]);
    for (const { status, body: problem } of await acts(await make('shop')))
      expect([status, problem.code, problem.facts]).toEqual([
        403,
        'insufficient_scope',
        { needs: 'a key without an issuer' },
      ]);
    expect(await balanceOf(buyer)).toBe(before + 100);
    expect((await acts(await make(null))).map(({ status }) => status)).toEqual(Array(4).fill(201));
  });

  it('is refused for wallets that cannot receive, buyers under a sanction, and what no sale is', async () => {
    const refused = async (fields: object) => codeOf(await sell(partner, aSale(fields)));
    const nobody = await aPerson();
    const unknown = await sell(partner, aSale({ playerId: nobody.id }));
    expect([codeOf(unknown), unknown.body.facts]).toEqual(['wallet_not_found', { players: [nobody.id] }]);
    for (const metadata of ['{"__proto__":1,"a":2}', '{"a":9007199254740993}', '{"a":1e21}', '{"\\u005f_proto__":1}']) {
      const body = JSON.stringify(aSale({ metadata: 'x' })).replace('"metadata":"x"', `"metadata":${metadata}`);
      const { status } = await post('/v1/receipts', { as: partner, body, headers: newKey() });
      expect([metadata, status]).toEqual([metadata, 422]);
    }
    expect([await refused({ amountCoins: 0 }), await refused({ amountCoins: 1.5 })]).toEqual(
      Array(2).fill('invalid_amount'),
    );
    for (const fields of [
      { reference: '' },
      { reference: 'a b' },
      { reference: 'x'.repeat(201) },
      { occurredAt: '2099-01-01T00:00:00Z' },
    ])
      expect(await refused(fields)).toBe('invalid_request');
    const frozen = await anOwner();
    ok(await setFrozen(frozen, 'freeze', await aFinanceUser()), 200);
    expect(await refused({ playerId: frozen.id })).toBe('wallet_frozen');
    const banned = await anOwner();
    await database.sql`INSERT INTO sanction_record (id, player_id, kind, reason_code, statement, starts_at, imposed_by, created_at, needs_confirmation)
      VALUES (${`san_${'7'.repeat(26)}`}, ${banned.id}, 'mute', 'fraud', 'Muted', now(), ${buyer.id}, now(), false)`;
    // The partner learns that, not why.
    const answer = ok(await sell(partner, aSale({ playerId: banned.id })), 403);
    expect([answer.code, answer.facts]).toEqual(['sanctioned', { playerId: banned.id }]);
    expect(codeOf(await sell(await aPerson(), aSale()))).toBe('forbidden');
  });
});

describe('a refund', () => {
  it('takes all coins back once, keeps the reference, and shows in both days', async () => {
    const [own, sale] = [await aPartner(), aSale()];
    const { id } = ok(await sell(own, sale), 201);
    const [before, key] = [await balanceOf(buyer), newKey()];
    const back = ok(await refund(own, id, key), 201);
    expect(back).toMatchObject({ id, state: 'reversed', reversal: { transferId: expect.stringMatching(/^trf_/) } });
    expect((await refund(own, id, key)).body).toEqual(back);
    expect(codeOf(await refund(own, id))).toBe('state_conflict');
    expect(await balanceOf(buyer)).toBe(before - 100);
    expect(ok(await sell(own, sale), 201)).toEqual(back);
    const finance = await aFinanceUser();
    const undo = `/v1/transfers/${back.reversal.transferId}/reversals`;
    const answer = await post(undo, { as: finance, body: { note: 'n' }, headers: newKey() });
    expect(codeOf(answer)).toBe('state_conflict');
    const lines = await linesOf(own, today());
    expect(lines).toMatchObject([
      {
        type: 'credit',
        reference: sale.reference,
        amountCoins: 100,
        state: 'reversed',
        reversedBy: back.reversal.transferId,
        isLate: true,
      },
      {
        type: 'reversal',
        reference: sale.reference,
        amountCoins: -100,
        receiptId: id,
        transferId: back.reversal.transferId,
      },
      {
        type: 'total',
        creditCount: 1,
        creditCoins: 100,
        reversalCount: 1,
        reversalCoins: 100,
        netCoins: 0,
        lateCount: 1,
        lateCoins: 100,
      },
    ]);
  });

  it('is refused when the buyer has spent the coins; one by finance is noted too', async () => {
    const [own, poor, other] = [await aPartner(), await anOwner(), await anOwner()];
    const { id } = ok(await sell(own, aSale({ playerId: poor.id })), 201);
    ok(await transfer(poor, other, 1), 201);
    expect(codeOf(await refund(own, id))).toBe('insufficient_funds');
    ok(await transfer(other, poor, 1), 201);
    const finance = await aFinanceUser();
    ok(await post(`/v1/transfers/${id}/reversals`, { as: finance, body: { note: 'n' }, headers: newKey() }), 201);
    expect(await summaryOf(own, today())).toMatchObject({
      creditCoins: 100,
      reversalCoins: 100,
      netCoins: 0,
      isFinal: false,
    });
    await expectConsistentLedger(database.sql);
  });
});
