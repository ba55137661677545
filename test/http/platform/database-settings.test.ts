// The settings of the Postgres server do not change the responses of Laurel.

import { beforeAll, expect, it } from 'vitest';
import { get } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { anOwner, transfer } from '../../support/ledger/ledger.ts';
import { aTournament, ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

beforeAll(async () => {
  const name = new URL(database.url).pathname.slice(1);
  await database.sql.unsafe(
    `ALTER DATABASE ${name} SET DateStyle = 'German'; ALTER DATABASE ${name} SET TimeZone = 'Asia/Dhaka'`,
  );
});

it('instants are the same on a server with another DateStyle and TimeZone', async () => {
  const before = Date.now();
  const [from, to] = [await anOwner(5), await anOwner()];
  const { createdAt } = ok(await transfer(from, to, 5), 201);
  const { items } = ok(await get(`/v1/wallets/${to.walletId}/transactions`, { as: to }), 200);
  const { id, organizer } = await aTournament();
  const tournament = ok(await get(`/v1/tournaments/${id}`, { as: organizer }), 200);
  expect(items[0].createdAt).toBe(createdAt);
  for (const instant of [createdAt, tournament.createdAt]) {
    expect(Date.parse(instant)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(instant)).toBeLessThanOrEqual(Date.now());
  }
});
