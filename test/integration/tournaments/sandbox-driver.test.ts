// The driver of a sandbox when an act fails, and how long its lease lasts. The row is of a real tournament, so that no other driver comes.

import { beforeAll, beforeEach, expect, it } from 'vitest';
import { DependencyError, DomainError } from '../../../src/core/errors.ts';
import type { Id } from '../../../src/core/id.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { driveSandbox } from '../../../src/tournaments/sandbox/drive-sandbox.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { portsOf } from '../../support/isolate/ports.ts';
import { aTournament } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
let db: Database;
let id: Id<'tournament'>;
beforeAll(() => {
  db = openDatabase(database.url, 1);
  return () => db.close();
});
beforeEach(async () => {
  const { id: tournament, organizer } = await aTournament();
  id = tournament as Id<'tournament'>;
  // One act is due.
  await database.sql`
    INSERT INTO tournament_sandbox (tournament_id, creator_id, seed, acts_per_minute, dispute_percent, no_show_percent, players, next_at, created_at)
    VALUES (${id}, ${organizer.id}, 'a', 1, 0, 0, '{}', now() - interval '1 second', now())`;
});

const actsOf = async () => [
  ...(await database.sql`SELECT key, refusal FROM tournament_sandbox_act WHERE tournament_id = ${id}`),
];

it.each([
  ['the database that does not answer', new DependencyError('database')],
  ['the same act of a driver that was killed, which the database still does', new DomainError('idempotency_in_flight')],
])('an act that fails for %s is tried again at once, and not recorded', async (_, failure) => {
  const keys: unknown[] = [];
  const perform = async ({ claim }: { readonly claim: { readonly key: string } | null }) => {
    keys.push(claim?.key);
    if (keys.length === 1) throw failure;
  };
  await expect(driveSandbox(portsOf(db), perform, id)).rejects.toBe(failure);
  expect(await actsOf()).toEqual([]);
  expect(await driveSandbox(portsOf(db), perform, id)).toBeGreaterThan(0);
  expect(keys).toEqual(['published', 'published']);
  expect(await actsOf()).toEqual([{ key: 'published', refusal: null }]);
});

it('another refusal is recorded, and the act is not tried again', async () => {
  const refusal = new DomainError('state_conflict');
  await driveSandbox(portsOf(db), () => Promise.reject(refusal), id);
  expect(await actsOf()).toEqual([{ key: 'published', refusal: 'state_conflict' }]);
});

it('each act renews the lease, so that a driver at work is not joined by another one', async () => {
  // Two acts are due.
  await database.sql`UPDATE tournament_sandbox SET next_at = now() - interval '61 seconds' WHERE tournament_id = ${id}`;
  const left: unknown[] = [];
  const perform = async () => {
    const [row] = await database.sql`
      SELECT extract(epoch FROM leased_until - now())::float8 AS seconds FROM tournament_sandbox WHERE tournament_id = ${id}`;
    left.push(row?.seconds);
    await database.sql`UPDATE tournament_tournament SET state = 'published' WHERE id = ${id}`;
    // As if the act took long.
    await database.sql`UPDATE tournament_sandbox SET leased_until = now() + interval '1 second' WHERE tournament_id = ${id}`;
  };
  await driveSandbox(portsOf(db), perform, id);
  expect((await actsOf()).map(({ key }) => key)).toEqual(['published', 'change']);
  for (const seconds of left) expect(seconds).toBeGreaterThan(20);
});
