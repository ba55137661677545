// Receipts: what partners with an API key credit, find, take back and compare with their books.

import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { toInstant } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { exportDay } from '../../../src/economy/receipts/export-day.ts';
import { contentOf, judgeSale } from '../../../src/economy/receipts/receipt.ts';
import { aPerson, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { asApp } from '../../support/isolate/new-database.ts';
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
  sell,
  summaryOf,
  today,
} from '../../support/ledger/partners.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
let partner: Partner;
let buyer: Owner;
let db: Database;

beforeAll(async () => {
  [partner, buyer] = [await aPartner(), await anOwner()];
  db = openDatabase(asApp(database.url), 2);
  return () => db.close();
});

const aSale = (fields: object = {}) => ({
  ...{ playerId: buyer.id, amountCoins: 100, reference: `order:${crypto.randomUUID()}` },
  ...{ memo: 'Pack of 100', occurredAt: '2026-01-31T23:50:00Z', metadata: { country: 'BD', price: 4.5 } },
  ...fields,
});
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

it('the file of a day has every row with its state, and says whether the day is over', async () => {
  const own = await aPartner();
  const sale = aSale({ memo: '=1+1', metadata: { note: 'a, "b"' } });
  const { id, issuer } = ok(await sell(own, sale), 201);
  const csv = await get(`/v1/receipts.csv?day=${today()}`, { as: own });
  expect(csv.headers.get('content-disposition')).toBe(`attachment; filename="receipts-${today()}-so-far.csv"`);
  const [head = '', line = '', end] = csv.text.split('\r\n');
  expect(head).toMatch(/^\ufeff?Date,Type,Reference,Amount,State,/);
  expect(line).toContain(
    `,credit,${sale.reference},100,posted,,2026-01-31T23:50:00.000Z,late,${buyer.walletId},${buyer.id},${id},${id},txn_`,
  );
  expect(line).toMatch(/,'=1\+1,"\{""note"":""a, \\""b\\""""\}"$/);
  expect(end).toBe('');
  const past = await get('/v1/receipts.csv?day=2026-01-31', { as: own });
  expect([past.headers.get('content-disposition'), past.text.split('\r\n').length]).toEqual([
    'attachment; filename="receipts-2026-01-31.csv"',
    2,
  ]);
  expect(await summaryOf(own, '2026-01-31')).toMatchObject({ issuer, isFinal: true, creditCount: 0, netCoins: 0 });
  for (const day of ['2026-02-30', '2026-1-1', 'now', '1999-12-31'])
    expect(codeOf(await get(`/v1/receipts/summary?day=${day}`, { as: own }))).toBe('invalid_request');
});

it('a day is final only after every credit of it that runs is committed', async () => {
  const own = await aPartner();
  const [running, summary] = await database.sql.begin(async (sql) => {
    await sql`SELECT ledger_queue(${treasury})`;
    const day = (await sql<{ day: string }[]>`SELECT (now() AT TIME ZONE 'UTC')::date::text AS day`)[0]?.day ?? '';
    const yesterday = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
    const waiting = summaryOf(own, yesterday);
    await expect
      .poll(async () => {
        const [row] = await database.sql<{ count: number }[]>`
          SELECT count(*)::integer AS count FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`;
        return row?.count;
      })
      .toBe(1);
    return [true, waiting] as const;
  });
  expect([running, (await summary).isFinal]).toEqual([true, true]);
});

/** Reference, buyer, coins, minutes, and whether it is refunded, by which way. */
const anAct = fc.record({
  reference: fc.integer({ min: 0, max: 5 }),
  buyer: fc.integer({ min: 0, max: 1 }),
  amount: fc.integer({ min: 1, max: 3 }),
  refunds: fc.boolean(),
  day: fc.integer({ min: 1, max: 4 }),
  refundDay: fc.integer({ min: 4, max: 6 }),
});

it('whatever is sold and refunded, the days add up to the ledger, and the rule in code judges each sale alike', async () => {
  const buyers = [await anOwner(), await anOwner()] as const;
  const check = async (acts: readonly (typeof anAct extends fc.Arbitrary<infer T> ? T : never)[]) => {
    const own = await aPartner();
    const known = new Map<string, string>();
    const moves: { readonly day: string; readonly coins: number; readonly transferId: string }[] = [];
    const dayOf = (day: number) => `2026-03-0${day}`;
    for (const act of acts) {
      const occurredAt = '2026-03-02T12:00:00Z';
      const sale = {
        playerId: buyers[act.buyer]?.id,
        amountCoins: act.amount,
        reference: `p:${act.reference}`,
        occurredAt,
      };
      const content = contentOf({
        ...{ playerId: sale.playerId as `ply_${string}`, amount: BigInt(act.amount) },
        ...{ memo: null, occurredAt: toInstant(occurredAt), metadata: null },
      });
      const verdict = judgeSale(known.get(sale.reference) ?? null, content);
      const answer = await sell(own, sale);
      expect(codeOf(answer)).toBe(verdict === 'receipt_once_per_reference' ? 'reference_conflict' : 'done');
      if (verdict !== 'done') continue;
      known.set(sale.reference, content);
      moves.push({ day: dayOf(act.day), coins: act.amount, transferId: answer.body.id });
      if (!act.refunds) continue;
      const { reversal } = ok(await refund(own, answer.body.id), 201);
      moves.push({ day: dayOf(act.refundDay), coins: -act.amount, transferId: reversal.transferId });
    }
    await onOtherDays(moves);
    const days = [1, 2, 3, 4, 5, 6].map(dayOf);
    const sums = new Map<string, number>();
    for (const day of days) {
      const lines = await linesOf(own, day);
      const { type, ...total } = lines.at(-1);
      expect([type, total]).toEqual(['total', await summaryOf(own, day)]);
      const ofDay = moves.filter((move) => move.day === day);
      expect(total.netCoins).toBe(ofDay.reduce((sum, { coins }) => sum + coins, 0));
      expect(
        lines
          .slice(0, -1)
          .map(({ transferId }) => transferId)
          .sort(),
      ).toEqual(ofDay.map((move) => move.transferId).sort());
      expect(total.lateCount).toBe(day > '2026-03-02' ? ofDay.filter(({ coins }) => coins > 0).length : 0);
      for (const { walletId, amountCoins } of lines.slice(0, -1))
        sums.set(walletId, (sums.get(walletId) ?? 0) + amountCoins);
    }
    const ids = moves.map(({ transferId }) => transferId).join(',');
    const ledger = await database.sql<{ wallet: string; sum: number }[]>`
      SELECT wallet_id AS wallet, sum(amount)::integer AS sum FROM economy_transaction
      WHERE transfer_id = ANY (string_to_array(${ids}, ',')) AND wallet_id <> ${treasury} GROUP BY wallet_id`;
    expect(sums).toEqual(new Map(ledger.map(({ wallet, sum }) => [wallet, sum])));
  };
  const runs = { numRuns: caseCount({ usual: 4, nightly: 100 }) };
  await fc.assert(fc.asyncProperty(fc.array(anAct, { minLength: 1, maxLength: 8 }), check), runs);
});

/** As if the acts had been on these days. Only the owner of the database can do this, with triggers off. */
const onOtherDays = (moves: readonly { readonly day: string; readonly transferId: string }[]) =>
  database.sql.begin(async (sql) => {
    await sql`SET LOCAL session_replication_role = replica`;
    for (const { day, transferId } of moves)
      for (const table of ['economy_transaction', 'economy_receipt'])
        await sql.unsafe(
          `UPDATE ${table} SET created_at = date '${day}' + (created_at AT TIME ZONE 'UTC')::time AT TIME ZONE 'UTC' WHERE transfer_id = '${transferId}'`,
        );
  });

it('a long day is read in pages, each when the reader asks for it, also of rows of one instant', async () => {
  const count = 25;
  await database.sql.begin(async (sql) => {
    await sql`SET LOCAL session_replication_role = replica`;
    await sql`INSERT INTO economy_transaction (id, transfer_id, wallet_id, amount, balance_after, reason, actor_id, created_at)
      SELECT 'txn_day' || n || side, 'trf_day' || n, CASE side WHEN 0 THEN ${treasury} ELSE ${buyer.walletId} END, CASE side WHEN 0 THEN -n ELSE n END,
        0, 'purchase', ${buyer.id}, timestamptz '2001-01-01T12:00Z' FROM generate_series(1, ${count}::integer) n, generate_series(0, 1) side`;
    await sql`INSERT INTO economy_receipt (transfer_id, issuer, reference, content, created_at)
      SELECT 'trf_day' || n, 'long-day', 'r' || n, repeat('0', 64), timestamptz '2001-01-01T12:00Z' FROM generate_series(1, ${count}::integer) n`;
  });
  let asked = 0;
  const counted = (target: Database['sql'], self: unknown, args: unknown[]) => {
    asked += 1;
    return Reflect.apply(target as never, self, args);
  };
  const counting = { ...db, sql: new Proxy(db.sql, { apply: counted }) };
  const { body, isFinal } = await exportDay(
    counting as Database,
    { issuer: 'long-day', day: '2001-01-01' },
    'ndjson',
    10,
  );
  const reader = body.getReader();
  const before = asked;
  let text = '';
  for (let part = await reader.read(); !part.done; part = await reader.read())
    text += new TextDecoder().decode(part.value);
  const lines = text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
  expect([isFinal, asked - before, new Set(lines.map(({ transferId }) => transferId)).size]).toEqual([
    true,
    3,
    count + 1,
  ]);
  expect(lines.at(-1)).toMatchObject({ type: 'total', creditCount: count, creditCoins: (count * (count + 1)) / 2 });
  await database.sql.begin(async (sql) => {
    await sql`SET LOCAL session_replication_role = replica`;
    await sql`DELETE FROM economy_receipt WHERE issuer = 'long-day'`;
    await sql`DELETE FROM economy_transaction WHERE transfer_id LIKE 'trf_day%'`;
  });
});

it.each([
  ['change a receipt', `UPDATE economy_receipt SET reference = 'x'`],
  ['delete a receipt', 'DELETE FROM economy_receipt'],
  [
    'write a receipt',
    `INSERT INTO economy_receipt SELECT 'trf_x', issuer, 'x', NULL, content, created_at FROM economy_receipt LIMIT 1`,
  ],
])('nobody can %s past the ledger, not even the owner of the tables', async (_, statement) => {
  await expect(db.sql.unsafe(statement)).rejects.toThrow(/permission denied/);
  await expect(database.sql.unsafe(statement)).rejects.toThrow(/append-only|time of its transfer/);
});
