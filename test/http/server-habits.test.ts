// A Postgres set up by somebody else: what it is set to changes nothing of what Laurel says.

import { beforeAll, expect, it } from 'vitest';
import { get } from '../support/api.ts';
import { useDatabase } from '../support/database.ts';
import { anOwner, transfer } from '../support/ledger.ts';
import { aTournament, ok } from '../support/tournament.ts';

const database = useDatabase();

beforeAll(async () => {
  const name = new URL(database.url).pathname.slice(1);
  await database.sql.unsafe(
    `ALTER DATABASE ${name} SET DateStyle = 'German'; ALTER DATABASE ${name} SET TimeZone = 'Asia/Dhaka'`,
  );
});

it('moments are the same on a server that writes dates in another way, in another time zone', async () => {
  const before = Date.now();
  const [from, to] = [await anOwner(5), await anOwner()];
  const { createdAt } = ok(await transfer(from, to, 5), 201);
  const { items } = ok(await get(`/v1/wallets/${to.walletId}/transactions`, { as: to }), 200);
  const { id, organizer } = await aTournament();
  const tournament = ok(await get(`/v1/tournaments/${id}`, { as: organizer }), 200);
  expect(items[0].createdAt).toBe(createdAt);
  for (const moment of [createdAt, tournament.createdAt]) {
    expect(Date.parse(moment)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(moment)).toBeLessThanOrEqual(Date.now());
  }
});
