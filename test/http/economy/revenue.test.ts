// Revenue reports, compared with a simple oracle over the same rows.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Answer, aPerson, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { anOwner, manyOwners } from '../../support/ledger/ledger.ts';
import { aTournament, enter, move, ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
const finance = () => aPerson({ roles: ['finance'] });
const codeOf = ({ status, body }: Answer<{ code?: string }>) => [status, body.code];

type Kind = 'day' | 'week' | 'month';

interface Posting {
  readonly user: number;
  readonly reason: 'entry_fee' | 'refund' | 'prize' | 'p2p_transfer' | 'winner';
  readonly coins: number;
  /** Minutes since the start of 2024. */
  readonly minute: number;
  /** Has the reason of a fee but was posted by finance, before these reasons were reserved. */
  readonly isForeign: boolean;
}

const userCount = 6;
const yearMinutes = 2 * 366 * 24 * 60;
const epochMs = Date.UTC(2024, 0, 1);
const atOf = ({ minute }: Posting) => new Date(epochMs + minute * 60_000);

const posting: fc.Arbitrary<Posting> = fc.record({
  user: fc.nat(userCount - 1),
  reason: fc.constantFrom('entry_fee', 'entry_fee', 'entry_fee', 'refund', 'prize', 'p2p_transfer', 'winner'),
  coins: fc.integer({ min: 1, max: 1000 }),
  // Includes the boundaries of years, months and weeks.
  minute: fc.oneof(
    fc.nat(yearMinutes),
    fc.constantFrom(0, 366 * 1440 - 1, 366 * 1440, 31 * 1440 - 1, 31 * 1440, 7 * 1440),
  ),
  isForeign: fc.nat(4).map((chance) => chance === 0),
});

/** Writes with triggers off, because they set the current time. */
async function write(postings: readonly Posting[]): Promise<void> {
  await database.sql.begin(async (sql) => {
    await sql`SET LOCAL session_replication_role = replica`;
    await sql`DELETE FROM economy_transaction`;
    await sql`DELETE FROM economy_wallet WHERE kind <> 'treasury'`;
    await sql`
      INSERT INTO economy_wallet (id, kind, owner_id, created_at, posted_at)
      SELECT 'wal_u' || n, 'player'::wallet_kind, 'ply_u' || n, '2020-01-01'::timestamptz, '2030-01-01'::timestamptz FROM generate_series(0, ${userCount - 1}) n
      UNION ALL SELECT 'wal_e', 'escrow'::wallet_kind, 'trn_e', '2020-01-01'::timestamptz, '2030-01-01'::timestamptz`;
    for (const [index, one] of postings.entries()) {
      const into = one.reason === 'entry_fee' || one.reason === 'p2p_transfer' ? -one.coins : one.coins;
      const reference = one.reason === 'entry_fee' && !one.isForeign ? `entry_fee:reg_${index}` : null;
      const reverses = one.reason === 'refund' && !one.isForeign ? `trf_of_${index}` : null;
      const leg = (id: string, wallet: string, amount: number) => sql`
        INSERT INTO economy_transaction (id, transfer_id, wallet_id, amount, balance_after, reason, reference, reverses, actor_id, created_at)
        VALUES (${id}, ${`trf_${index}`}, ${wallet}, ${amount}::bigint, 0, ${one.reason}, ${reference}, ${reverses}, 'ply_x', ${atOf(one).toISOString()}::timestamptz)`;
      await leg(`txn_${index}a`, `wal_u${one.user}`, into);
      await leg(`txn_${index}b`, 'wal_e', -into);
    }
  });
}

/** Moves all rows to noon of `day`, so that the test does not depend on midnight. */
async function moveRowsTo(day: string): Promise<void> {
  await database.sql.begin(async (sql) => {
    await sql`SET LOCAL session_replication_role = replica`;
    await sql`UPDATE economy_transaction SET created_at = ${day}::timestamptz + interval '12 hours'`;
  });
}

/** Steps back day by day to the start of the period. */
function startOf(kind: Kind, at: Date): string {
  const day = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()));
  const isFirst = () => kind === 'day' || (kind === 'week' ? day.getUTCDay() === 1 : day.getUTCDate() === 1);
  while (!isFirst()) day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}

/** Steps forward day by day and collects the periods. */
function periodsFrom(kind: Kind, from: string, to: string): string[] {
  const found = new Set<string>();
  for (const day = new Date(from); day < new Date(to); day.setUTCDate(day.getUTCDate() + 1))
    found.add(startOf(kind, day));
  return [...found];
}

function totalsOf(postings: readonly Posting[]) {
  const sum = (reason: string) =>
    postings.filter((one) => one.reason === reason && !one.isForeign).reduce((coins, one) => coins + one.coins, 0);
  const [capturedCoins, refundedCoins] = [sum('entry_fee'), sum('refund')];
  const payingUsers = new Set(
    postings.filter((one) => one.reason === 'entry_fee' && !one.isForeign).map((one) => one.user),
  ).size;
  const revenueCoins = capturedCoins - refundedCoins;
  const arppuCoins = payingUsers === 0 ? null : Math.round((100 * revenueCoins) / payingUsers) / 100;
  return { capturedCoins, refundedCoins, revenueCoins, payingUsers, arppuCoins };
}

function expectedRevenue(kind: Kind, postings: readonly Posting[], from: string, to: string) {
  const of = (start: string) => totalsOf(postings.filter((one) => startOf(kind, atOf(one)) === start));
  return periodsFrom(kind, from, to).map((start) => {
    const dayBefore = new Date(Date.parse(start) - 86_400_000);
    const [now, before] = [of(start), of(startOf(kind, dayBefore))];
    const change = (now.revenueCoins - before.revenueCoins) / before.revenueCoins;
    return { from: start, ...now, growth: before.revenueCoins <= 0 ? null : Math.round(10_000 * change) / 10_000 };
  });
}

function expectedCohorts(kind: Kind, postings: readonly Posting[], from: string, to: string) {
  const starts = periodsFrom(kind, from, to);
  const firstOf = (user: number) => {
    const times = postings.filter((one) => one.user === user).map((one) => atOf(one).getTime());
    return times.length === 0 ? null : startOf(kind, new Date(Math.min(...times)));
  };
  return starts.map((start, index) => {
    const members = new Set([...Array(userCount).keys()].filter((user) => firstOf(user) === start));
    const periods = starts.slice(index).map((period, offset) => {
      const theirs = postings.filter((one) => members.has(one.user) && startOf(kind, atOf(one)) === period);
      return { offset, ...totalsOf(theirs) };
    });
    return { from: start, users: members.size, periods };
  });
}

async function ask(path: string, as: Person) {
  return ok(await get(`/v1/economy/revenue${path}`, { as }), 200).items;
}

describe('revenue', () => {
  it('equals the oracle by day, ISO week and month', async () => {
    const as = await finance();
    await fc.assert(
      fc.asyncProperty(fc.array(posting, { maxLength: 60 }), async (postings) => {
        await write(postings);
        for (const [kind, from, to] of [
          ['day', '2024-12-20', '2025-01-15'],
          ['week', '2024-01-03', '2025-03-01'],
          ['month', '2024-01-01', '2026-01-01'],
        ] as const) {
          const items = await ask(`?period=${kind}&from=${from}&to=${to}`, as);
          expect(items).toEqual(expectedRevenue(kind, postings, from, to));
        }
      }),
      { numRuns: 20 },
    );
  });

  it('of cohorts equals the oracle', async () => {
    const as = await finance();
    await fc.assert(
      fc.asyncProperty(fc.array(posting, { maxLength: 40 }), async (postings) => {
        await write(postings);
        for (const [kind, from, to] of [
          ['week', '2024-12-02', '2025-02-03'],
          ['month', '2024-01-01', '2025-04-01'],
        ] as const) {
          const items = await ask(`/cohorts?period=${kind}&from=${from}&to=${to}`, as);
          expect(items).toEqual(expectedCohorts(kind, postings, from, to));
        }
      }),
      { numRuns: 15 },
    );
  });

  it('is fees minus refunds, each in its own period, without transfers and prizes', async () => {
    await write([]);
    const stage = await aTournament({ entryFeeCoins: 50, prizes: { kind: 'percent', places: [100] }, capacity: 4 });
    await move(stage, 'published', 'registration_open');
    const players = await manyOwners(3, 50);
    await enter(stage, players);
    const [first] = players;
    const registration =
      await database.sql`SELECT id FROM tournament_registration WHERE player_id = ${first?.id ?? ''}`;
    ok(await post(`/v1/registrations/${registration[0]?.id}/cancellation`, { as: first, body: {} }), 200);
    const sponsor = await anOwner(500);
    const { escrowWalletId } = ok(await get(`/v1/tournaments/${stage.id}/prizes`), 200);
    const body = { fromWalletId: sponsor.walletId, toWalletId: escrowWalletId, amountCoins: 500 };
    ok(await post('/v1/transfers', { as: sponsor, body, headers: { 'idempotency-key': crypto.randomUUID() } }), 201);
    await moveRowsTo('2026-11-24');
    expect(await ask('?period=day&from=2026-11-24&to=2026-11-25', await finance())).toEqual([
      {
        from: '2026-11-24',
        capturedCoins: 150,
        refundedCoins: 50,
        revenueCoins: 100,
        payingUsers: 3,
        arppuCoins: 33.33,
        growth: null,
      },
    ]);
  });

  it('requires the role finance or admin', async () => {
    const path = '/v1/economy/revenue?from=2026-01-01&to=2026-02-01';
    for (const question of [path, path.replace('revenue', 'revenue/cohorts')]) {
      for (const roles of [['player'], ['organizer'], ['moderator']] as const) {
        expect(codeOf(await get(question, { as: await aPerson({ roles }) }))).toEqual([403, 'forbidden']);
      }
      expect((await get(question)).status).toBe(401);
      for (const roles of [['finance'], ['admin']] as const) {
        expect((await get(question, { as: await aPerson({ roles }) })).status).toBe(200);
      }
    }
  });

  it.each([
    ['a missing range', ''],
    ['a range that ends before it begins', '?from=2026-02-01&to=2026-01-01'],
    ['an empty range', '?from=2026-02-01&to=2026-02-01'],
    ['too many periods', '?period=day&from=2020-01-01&to=2026-01-01'],
    ['an unknown period', '?period=year&from=2026-01-01&to=2026-02-01'],
    ['an invalid date', '?from=yesterday&to=2026-02-01'],
    ['an unknown field', '?from=2026-01-01&to=2026-02-01&currency=COIN'],
  ])('is refused for %s', async (_, query) => {
    expect(codeOf(await get(`/v1/economy/revenue${query}`, { as: await finance() }))).toEqual([422, 'invalid_request']);
  });
});
