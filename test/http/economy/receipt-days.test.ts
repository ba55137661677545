// Days of receipts: their files and summaries, which partners compare with their books, and what the ledger refuses.

import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { toInstant } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { exportDay } from '../../../src/economy/receipts/export-day.ts';
import { contentOf, judgeSale } from '../../../src/economy/receipts/receipt.ts';
import { get } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { asApp } from '../../support/isolate/new-database.ts';
import { anOwner, type Owner, treasury } from '../../support/ledger/ledger.ts';
import { aPartner, linesOf, refund, saleTo, sell, summaryOf, today } from '../../support/ledger/partners.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
let buyer: Owner;
let db: Database;

beforeAll(async () => {
  buyer = await anOwner();
  db = openDatabase(asApp(database.url), 2);
  return () => db.close();
});

const aSale = (fields: object = {}) => saleTo(buyer, fields);
const codeOf = ({ status, body }: { readonly status: number; readonly body: { readonly code?: string } }) =>
  status < 300 ? 'done' : body.code;

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
