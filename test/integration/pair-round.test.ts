// Pairing a round while the tournament changes.

import { beforeAll, expect, it } from 'vitest';
import type { Id } from '../../src/core/id.ts';
import { type Database, openDatabase } from '../../src/db/client.ts';
import { pairRound } from '../../src/tournaments/stages/rounds/pair-round.ts';
import { get, post } from '../support/api.ts';
import { useDatabase } from '../support/database.ts';
import { portsOf } from '../support/ports.ts';
import { decideRound, seedsIn } from '../support/swiss-rounds.ts';
import { aLiveTournament, matchesOf, ok } from '../support/tournament.ts';

const database = useDatabase();
let db: Database;

beforeAll(() => {
  db = openDatabase(database.url, 2);
  return () => db.close();
});

/** Runs `act` once, after the matches of the stage were read. */
function changedAfterReading(act: () => Promise<unknown>): Database {
  let reads = 0;
  const sql = new Proxy(db.sql, {
    async apply(target, self, args) {
      const rows = await Reflect.apply(target, self, args);
      reads += 1;
      if (reads === 2) await act();
      return rows;
    },
  });
  return { ...db, sql };
}

it('a result that is corrected while a round is paired counts for it', async () => {
  const stage = await aLiveTournament(4, { stages: [{ format: 'swiss', rounds: 3 }] });
  await decideRound(stage, 1, (a, b) => (a < b ? [1, 0] : [0, 1]));
  const matches = await matchesOf(stage);
  const seedsOf = ({ slots }: (typeof matches)[number]) => slots.map(({ entrant }) => entrant?.seed ?? 0);
  const first = matches.find((match) => seedsOf(match).includes(1)) as (typeof matches)[number];
  const scores = seedsOf(first)[0] === 1 ? [0, 1] : [1, 0];
  const correct = async () =>
    ok(await post(`/v1/matches/${first.id}/corrections`, { as: stage.organizer, body: { scores } }), 200);
  const request = { tournamentId: stage.id as Id<'tournament'>, stage: 1, round: 2 };
  await pairRound({ ...portsOf(db), db: changedAfterReading(correct) }, request);
  const pairs = (await seedsIn(stage, 2)).map((pair) => pair.split('-').sort().join('-'));
  expect(pairs.toSorted()).toEqual(['1-4', '2-3']);
});

it('who withdraws while a round is paired is not in it, and a message that comes twice changes nothing', async () => {
  const stage = await aLiveTournament(5, { stages: [{ format: 'swiss', rounds: 3 }] });
  await decideRound(stage, 1, () => [1, 0]);
  const { items } = ok(await get(`/v1/tournaments/${stage.id}/registrations?limit=100`, { as: stage.organizer }), 200);
  const first = items.find(({ seed }: { seed: number }) => seed === 1);
  const withdraw = () => post(`/v1/registrations/${first.id}/withdrawals`, { as: stage.organizer, body: {} });
  const request = { tournamentId: stage.id as Id<'tournament'>, stage: 1, round: 2 };
  await pairRound({ ...portsOf(db), db: changedAfterReading(withdraw) }, request);
  const paired = await seedsIn(stage, 2);
  expect(paired.flatMap((pair) => pair.split('-')).toSorted()).toEqual(['2', '3', '4', '5']);
  await pairRound(portsOf(db), request);
  expect(await seedsIn(stage, 2)).toEqual(paired);
});
