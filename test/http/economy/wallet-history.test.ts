// A wallet's history: newest first, stable pages during concurrent postings, and the balance at any time.

import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/core/instant.ts';
import { openDatabase } from '../../../src/db/client.ts';
import { reconcileLedger } from '../../../src/economy/reports/reconcile-ledger.ts';
import { get, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import {
  aFinanceUser,
  anOwner,
  balanceOf,
  newKey,
  type Owner,
  outcomeOf,
  transfer,
  treasury,
} from '../../support/ledger/ledger.ts';
import { ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

interface Entry {
  readonly id: string;
  readonly transferId: string;
  readonly amountCoins: number;
  readonly balanceAfterCoins: number;
  readonly reason: string;
  readonly createdAt: string;
}

let owner: Owner;
let other: Owner;
/** Expected entries, oldest first, from the database. */
let all: (Entry & { readonly exactly: string })[];

beforeAll(async () => {
  [owner, other] = [await anOwner(100), await anOwner(100)];
  const finance = await aFinanceUser();
  for (let index = 0; index < 12; index += 1) {
    const [from, to] = index % 3 === 0 ? [other, owner] : [owner, other];
    const movement = { fromWalletId: from.walletId, toWalletId: to.walletId, amountCoins: 1 + index };
    const movements = [movement, { ...movement, reason: index % 2 === 0 ? 'winner' : 'purchase' }];
    ok(await post('/v1/batches', { as: finance, body: { movements, note: 'n' }, headers: newKey() }), 201);
  }
  all = [
    ...(await database.sql<(Entry & { exactly: string })[]>`
    SELECT id, transfer_id AS "transferId", amount::int AS "amountCoins", balance_after::int AS "balanceAfterCoins", reason,
      to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS exactly,
      to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "createdAt"
    FROM economy_transaction WHERE wallet_id = ${owner.walletId} ORDER BY created_at`),
  ];
});

const pageOf = (of: Owner, query = '') => get(`/v1/wallets/${of.walletId}/transactions?${query}`, { as: of });

async function readAll(of: Owner, query: string, between?: () => Promise<unknown>): Promise<Entry[]> {
  const items: Entry[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { items: Entry[]; nextCursor: string | null } = ok(
      await pageOf(of, `${query}${cursor === '' ? '' : `&cursor=${cursor}`}`),
      200,
    );
    items.push(...page.items);
    cursor = page.nextCursor;
    await between?.();
  }
  return items;
}

const ids = (entries: readonly { readonly id: string }[]) => entries.map(({ id }) => id);

describe('the history of a wallet', () => {
  it('has each row once, newest first, with the balance after it, for every page size', async () => {
    const expected = all.toReversed();
    for (const limit of [1, 2, 7, 25, 100]) expect(ids(await readAll(owner, `limit=${limit}`))).toEqual(ids(expected));
    const [newest] = ok(await pageOf(owner), 200).items;
    expect(newest).toMatchObject({ balanceAfterCoins: await balanceOf(owner), createdAt: expected[0]?.createdAt });
    expect(ok(await pageOf(owner), 200).items).toHaveLength(20);
  });

  it('has no gap, no duplicate and no newer row in later pages during concurrent postings', async () => {
    const [busy, peer] = [await anOwner(1000), await anOwner(1000)];
    for (let index = 0; index < 20; index += 1) ok(await transfer(busy, peer, 1), 201);
    const before = ids(await readAll(busy, 'limit=100'));
    let [isOver, posted] = [false, 0];
    const posting = Array.from({ length: 4 }, async (_, client) => {
      while (!isOver) {
        ok(await (client % 2 === 0 ? transfer(busy, peer, 1) : transfer(peer, busy, 1)), 201);
        posted += 1;
      }
    });
    let pages = 0;
    const untilMorePosted = () => {
      pages += 1;
      return expect.poll(() => posted, { interval: 5 }).toBeGreaterThan(pages);
    };
    const seen = ids(await readAll(busy, 'limit=2', untilMorePosted));
    isOver = true;
    await Promise.all(posting);
    const after = ids(await readAll(busy, 'limit=100'));
    expect(after.length).toBeGreaterThan(before.length + 10);
    // The pages together are a contiguous part of the history that ends with the oldest row.
    expect(seen).toEqual(after.slice(after.indexOf(seen[0] as string)));
    expect(seen.slice(-before.length)).toEqual(before);
  });

  it('can be filtered by direction, reason and time', async () => {
    const [from, to] = [all[5], all[15]] as [(typeof all)[0], (typeof all)[0]];
    const isBetween = ({ createdAt }: Entry) => createdAt >= from.createdAt && createdAt < to.createdAt;
    const cases: [query: string, isIn: (entry: Entry) => boolean][] = [
      ['direction=in', ({ amountCoins }) => amountCoins > 0],
      ['direction=out', ({ amountCoins }) => amountCoins < 0],
      ['reason=winner', ({ reason }) => reason === 'winner'],
      [`from=${from.createdAt}&to=${to.createdAt}`, isBetween],
      [
        `direction=out&reason=purchase&from=${from.createdAt}`,
        (entry) => entry.amountCoins < 0 && entry.reason === 'purchase' && entry.createdAt >= from.createdAt,
      ],
      ['reason=prize', () => false],
    ];
    for (const [query, isIn] of cases) {
      expect([query, ...ids(await readAll(owner, `${query}&limit=3`))]).toEqual([
        query,
        ...ids(all.filter(isIn).toReversed()),
      ]);
    }
  });

  it.each([
    'limit=0',
    'limit=101',
    'limit=x',
    'cursor=%00',
    'cursor=bm90aGluZw',
    `cursor=${btoa('2026-99-99T00:00:00.000000Z txn_1')}`,
    `cursor=${btoa('2026-02-31T00:00:00.000000Z txn_1')}`,
    'direction=up',
    'reason=because',
    'from=yesterday',
    'from=0000-01-01T00:00:00Z',
    'to=2026-01-01',
    'order=asc',
  ])('refuses the filter %s', async (query) => {
    expect(outcomeOf(await pageOf(owner, query))).toEqual([422, 'invalid_request']);
  });

  it('answers every cursor with 200 or 422', async () => {
    const cursor = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string().map((text) => btoa(encodeURI(text))),
      fc.tuple(fc.date({ noInvalidDate: true }), fc.string()).map(([at, id]) => {
        return btoa(`${at.toISOString().replace('Z', '000Z')} txn_${encodeURI(id)}`);
      }),
    );
    const property = fc.asyncProperty(cursor, async (text) => {
      const answer = await pageOf(owner, `cursor=${encodeURIComponent(text.toWellFormed())}`);
      expect(answer.status).toBeOneOf([200, 422]);
    });
    await fc.assert(property, { numRuns: 80 });
  });

  it('is readable only by its owner and finance', async () => {
    const path = `/v1/wallets/${owner.walletId}`;
    for (const rest of ['/transactions', '/transactions.csv', '/balance?at=2026-01-01T00:00:00Z']) {
      expect(outcomeOf(await get(`${path}${rest}`, { as: other }))).toEqual([404, 'wallet_not_found']);
      expect((await get(`${path}${rest}`, { as: await aFinanceUser() })).status).toBe(200);
    }
  });
});

it('the balance at a time is the sum of the rows up to it', async () => {
  const first = Date.parse(all[0]?.createdAt ?? '');
  const span = Date.parse(all.at(-1)?.createdAt ?? '') - first;
  const times = fc.oneof(
    fc.integer({ min: -1000, max: span + 1000 }).map((offset) => new Date(first + offset).toISOString()),
    fc.constantFrom(...all.map(({ createdAt }) => createdAt)),
  );
  const property = fc.asyncProperty(times, async (at) => {
    const { balanceCoins } = ok(await get(`/v1/wallets/${owner.walletId}/balance?at=${at}`, { as: owner }), 200);
    const until = all.filter(({ createdAt }) => createdAt <= at);
    expect(balanceCoins).toBe(until.reduce((sum, { amountCoins }) => sum + amountCoins, 0));
  });
  await fc.assert(property, { numRuns: 40 });
  expect(outcomeOf(await get(`/v1/wallets/${owner.walletId}/balance`, { as: owner }))).toEqual([
    422,
    'invalid_request',
  ]);
});

const columns = 'Date,Type,Amount,Balance After,Reason,ID,Counterparty,Counterparty Owner,Counterparty Name,Memo';

describe('as CSV', () => {
  const csvOf = (of: Owner, query = '') => get(`/v1/wallets/${of.walletId}/transactions.csv?${query}`, { as: of });

  it('has one byte order mark, the documented columns, and one row per entry, newest first', async () => {
    const answer = await csvOf(owner);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${owner.walletId}.csv"`);
    // The first row is the credit from the treasury.
    const counterparty = (id: string) =>
      id === all[0]?.id ? [treasury, '', '', ''] : [other.walletId, other.id, '', ''];
    const rows = all
      .toReversed()
      .map(({ createdAt, amountCoins, balanceAfterCoins, reason, id }) =>
        [
          createdAt,
          amountCoins > 0 ? 'credit' : 'debit',
          amountCoins,
          balanceAfterCoins,
          reason,
          id,
          ...counterparty(id),
        ].join(),
      );
    // Decoding removes one byte order mark; a second one would remain.
    expect(answer.text).toBe([columns, ...rows, ''].join('\r\n'));
  });

  it('begins with the bytes of one byte order mark', async () => {
    const { exports } = await import('cloudflare:workers');
    const headers = { authorization: `Bearer ${owner.token}` };
    const path = `/v1/wallets/${owner.walletId}/transactions.csv`;
    const bytes = await (await exports.default.fetch(`https://laurel.test${path}`, { headers })).bytes();
    expect([...bytes.subarray(0, 7)]).toEqual([0xef, 0xbb, 0xbf, ...new TextEncoder().encode('Date')]);
  });

  it('accepts the same filters and no other parameters', async () => {
    const { text } = await csvOf(owner, 'direction=in&reason=winner');
    const wanted = all.filter(({ amountCoins, reason }) => amountCoins > 0 && reason === 'winner');
    expect(
      text
        .split('\r\n')
        .slice(1, -1)
        .map((row) => row.split(',')[5]),
    ).toEqual(ids(wanted.toReversed()));
    expect(outcomeOf(await csvOf(owner, 'limit=5'))).toEqual([422, 'invalid_request']);
    expect((await csvOf(await anOwner())).text).toBe(`${columns}\r\n`);
  });

  it('of thousands of rows has each row once during concurrent postings', async () => {
    const many = await anOwner(5000);
    await database.sql`INSERT INTO economy_transfer (id, from_leg_id, to_leg_id, from_wallet_id, to_wallet_id, amount, reason, actor_id)
      SELECT 'trf_' || n, 'txn_' || n || '_0', 'txn_' || n || '_1', ${many.walletId}, ${other.walletId}, 1, 'p2p_transfer', ${many.id}
      FROM generate_series(1, 2200) n ORDER BY n`;
    const reading = csvOf(many);
    const posting = Array.from({ length: 5 }, () => transfer(other, many, 1));
    const rows = (await reading).text.split('\r\n').slice(1, -1);
    for (const answer of await Promise.all(posting)) ok(answer, 201);
    const balances = rows.map((row) => Number(row.split(',')[3]));
    const amounts = rows.map((row) => Number(row.split(',')[2]));
    expect(rows.length).toBeGreaterThanOrEqual(2201);
    expect(new Set(rows).size).toBe(rows.length);
    for (const [index, after] of balances.entries())
      expect(after - (amounts[index] ?? 0)).toBe(balances[index + 1] ?? 0);
  });
});

it('a row whose other row is missing is shown without the other wallet, and the reconciliation names its transfer', async () => {
  const [payer, payee] = [await anOwner(30), await anOwner()];
  ok(await transfer(payer, payee, 10), 201);
  const [entry] = ok(await pageOf(payer), 200).items;
  await database.sql.begin(async (sql) => {
    await sql`SET LOCAL session_replication_role = replica`;
    await sql`DELETE FROM economy_transaction WHERE transfer_id = ${entry.transferId} AND amount > 0`;
  });
  const { items } = ok(await pageOf(payer), 200);
  expect(items[0]).toEqual({ ...entry, counterparty: null });
  expect(items).toHaveLength(2);
  const csv = (await get(`/v1/wallets/${payer.walletId}/transactions.csv`, { as: payer })).text.split('\r\n');
  expect([csv[1]?.split(',').slice(5), csv.length]).toEqual([[entry.id, '', '', '', ''], 4]);
  const db = openDatabase(database.url, 1);
  const { unbalanced } = await reconcileLedger({ db, clock: systemClock });
  await db.close();
  expect(unbalanced.map(({ transferId }) => transferId)).toEqual([entry.transferId]);
});
