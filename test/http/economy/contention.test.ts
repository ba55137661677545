// Contention between postings: they are retried or answered 503, never refused as insufficient_funds and never executed twice.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { get } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import {
  anOwner,
  balanceOf,
  expectConsistentLedger,
  hold,
  newKey,
  type Owner,
  outcomeOf,
  transfer,
} from '../../support/ledger/ledger.ts';
import { untilWaiting } from '../../support/rules/waiting.ts';
import { ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
let other: Database;

beforeAll(async () => {
  other = openDatabase(database.url, 1);
  // Injects contention: the first `failures` writes of a leg or a hold fail with `code`. A sequence counts, because it survives a rollback.
  await database.sql.unsafe(`
    CREATE SEQUENCE failures; CREATE TABLE fault (code text NOT NULL, failures bigint NOT NULL); INSERT INTO fault VALUES ('', 0);
    CREATE FUNCTION inject_fault() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE f fault;
      BEGIN
        SELECT * INTO f FROM fault;
        IF f.code <> '' AND nextval('failures') <= f.failures THEN RAISE EXCEPTION 'injected' USING ERRCODE = f.code; END IF;
        RETURN NEW;
      END $$;
    CREATE TRIGGER a_fault BEFORE INSERT ON economy_transaction FOR EACH ROW EXECUTE FUNCTION inject_fault();
    CREATE TRIGGER a_fault BEFORE INSERT ON economy_hold FOR EACH ROW EXECUTE FUNCTION inject_fault()`);
});

afterAll(() => other?.close());

async function failFirst(code: string, failures: number): Promise<void> {
  await database.sql`ALTER SEQUENCE failures RESTART`;
  await database.sql`UPDATE fault SET code = ${code}, failures = ${failures}`;
}

async function aPair(): Promise<[Owner, Owner]> {
  await failFirst('', 0);
  return [await anOwner(10), await anOwner()];
}

describe.each(['40001', '40P01'])('a posting that fails with %s', (code) => {
  it('three times succeeds at the fourth attempt and is executed once', async () => {
    const [from, to] = await aPair();
    await failFirst(code, 3);
    ok(await transfer(from, to, 10), 201);
    await failFirst(code, 0);
    expect([await balanceOf(from), await balanceOf(to)]).toEqual([0, 10]);
    await expectConsistentLedger(database.sql);
  });

  it('at every attempt is answered 503 and may be repeated with its key', async () => {
    const [from, to] = await aPair();
    const headers = newKey();
    await failFirst(code, 1_000);
    for (const answer of [await transfer(from, to, 10, headers), await hold(from, to, 10)]) {
      expect(outcomeOf(answer)).toEqual([503, 'unavailable']);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    await failFirst('', 0);
    expect([await balanceOf(from), await balanceOf(to)]).toEqual([10, 0]);
    const done = ok(await transfer(from, to, 10, headers), 201);
    expect(ok(await transfer(from, to, 10, headers), 201)).toEqual(done);
  });
});

it('a posting that is the victim of a deadlock is retried and succeeds', async () => {
  const [from, to] = await aPair();
  const [first, second] = [from.walletId, to.walletId].sort();
  const lock = (id = '') => sqlOf(other)`SELECT 1 FROM economy_wallet WHERE id = ${id} FOR UPDATE`;
  const sqlOf = ({ sql }: Database) => sql;
  // A waiting transaction checks for a deadlock after `deadlock_timeout`. Only the posting checks, so it is the victim.
  await setForTheApplication("deadlock_timeout = '4s'");
  await other.sql`SET deadlock_timeout = '1h'`;
  await other.sql`BEGIN`;
  await lock(second);
  const posting = transfer(from, to, 10);
  await untilWaiting(database.sql, 1);
  await lock(first);
  await other.sql`COMMIT`;
  ok(await posting, 201);
  await expect.poll(deadlocks).toBeGreaterThan(0);
  expect(await balanceOf(to)).toBe(10);
});

it('a posting that waits too long for a wallet is answered 503 and has no effect', async () => {
  const [from, to] = await aPair();
  const headers = newKey();
  await setForTheApplication("lock_timeout = '200ms'");
  await other.sql`BEGIN`;
  await other.sql`SELECT 1 FROM economy_wallet WHERE id = ${to.walletId} FOR UPDATE`;
  expect(outcomeOf(await transfer(from, to, 10, headers))).toEqual([503, 'unavailable']);
  await other.sql`COMMIT`;
  expect(await balanceOf(from)).toBe(10);
  ok(await transfer(from, to, 10, headers), 201);
  await expectConsistentLedger(database.sql);
});

it('on a server with serializable transactions, concurrent postings succeed or are answered 503, and the ledger balances', async () => {
  const [from, to] = await aPair();
  await setForTheApplication("default_transaction_isolation = 'serializable'");
  const posting = Array.from({ length: 60 }, (_, index) =>
    index % 2 === 0 ? transfer(from, to, 1) : transfer(to, from, 1),
  );
  const statuses = (await Promise.all(posting)).map((answer) =>
    answer.body.code === 'insufficient_funds' ? 201 : answer.status,
  );
  // The payee may have no coins yet, so insufficient_funds is correct.
  for (const status of statuses) expect(status).toBeOneOf([201, 503]);
  const rich = await anOwner(1000);
  const giving = await Promise.all(Array.from({ length: 40 }, () => transfer(rich, to, 1)));
  for (const answer of giving) expect(answer.status).toBeOneOf([201, 503]);
  expect(await balanceOf(rich)).toBe(1000 - giving.filter(({ status }) => status === 201).length);
  await expectConsistentLedger(database.sql);
});

/** Applies to new connections, so it ends the existing ones. */
async function setForTheApplication(setting: string): Promise<void> {
  await database.sql.unsafe(
    `ALTER ROLE laurel_app IN DATABASE ${new URL(database.url).pathname.slice(1)} SET ${setting}`,
  );
  await database.sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'laurel_app' AND datname = current_database()`;
  const isServed = async () => (await get('/v1/tournaments')).status === 200;
  for (let inARow = 0; inARow < 12; ) inARow = (await isServed()) ? inARow + 1 : 0;
}

const deadlocks = async () => {
  const [row] = await database.sql<{ count: number }[]>`
    SELECT deadlocks::int AS count FROM pg_stat_database WHERE datname = current_database()`;
  return row?.count ?? 0;
};
