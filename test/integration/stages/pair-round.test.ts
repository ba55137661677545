// Pairing a round while the tournament changes, or ends.

import { beforeAll, expect, it } from 'vitest';
import type { Id } from '../../../src/core/id.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { pairRound } from '../../../src/tournaments/stages/rounds/pair-round.ts';
import { get, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { portsOf } from '../../support/isolate/ports.ts';
import { inLockOrder } from '../../support/rules/lock-order.ts';
import { decideRound, seedsIn } from '../../support/tournaments/swiss-rounds.ts';
import { aLiveTournament, matchesOf, ok, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
let db: Database;

let holder: Database;

beforeAll(() => {
  db = openDatabase(database.url, 2);
  holder = openDatabase(database.url, 1);
  return () => Promise.all([db.close(), holder.close()]);
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

const completions = {
  'of the stage': ({ id, organizer }: Stage) =>
    post(`/v1/tournaments/${id}/stages/1/completions`, { as: organizer, body: {} }),
  'of the tournament': ({ id, organizer }: Stage) =>
    post(`/v1/tournaments/${id}/transitions`, { as: organizer, body: { to: 'completed' } }),
};

/** The first round is over. */
async function aSwissBeforeRoundTwo() {
  const stage = await aLiveTournament(4, { stages: [{ format: 'swiss', rounds: 3 }] });
  await decideRound(stage, 1, () => [1, 0]);
  return { stage, request: { tournamentId: stage.id as Id<'tournament'>, stage: 1, round: 2 } };
}

const stateOf = async ({ id }: Stage) => ok(await get(`/v1/tournaments/${id}/stages/1`), 200).stage.state;
const each = Object.entries(completions);

it.each(each)('a completion %s waits for a round that is written, and is refused', async (_, complete) => {
  const { stage, request } = await aSwissBeforeRoundTwo();
  const pair = () => pairRound(portsOf(db), request).then(() => ({ status: 0, body: {} }) as never);
  const [, completed] = await inLockOrder(database.sql, holder.sql, stage.id, [pair, () => complete(stage)]);
  expect([completed?.status, completed?.body.code]).toEqual([409, 'matches_open']);
  expect([await stateOf(stage), (await seedsIn(stage, 2)).length]).toEqual(['live', 2]);
});

it.each(each)('a completion %s while a round is paired counts, and the round is dropped', async (_, complete) => {
  const { stage, request } = await aSwissBeforeRoundTwo();
  let status = 0;
  const act = async () => {
    status = (await complete(stage)).status;
  };
  await pairRound({ ...portsOf(db), db: changedAfterReading(act) }, request);
  expect(status).toBe(200);
  expect([await stateOf(stage), (await seedsIn(stage, 2)).length]).toEqual(['completed', 0]);
});

it.each(each)(
  'a completion %s after a round was asked for ends without it; a request after it is refused',
  async (_, complete) => {
    const { stage, request } = await aSwissBeforeRoundTwo();
    const ask = () => post(`/v1/tournaments/${stage.id}/stages/1/rounds`, { as: stage.organizer, body: {} });
    const answers = await inLockOrder(database.sql, holder.sql, stage.id, [ask, () => complete(stage)]);
    // The message of the request may come before the completion or after it.
    const isDropped = answers[1]?.status === 200;
    expect(answers.map(({ status }) => status)).toEqual([202, isDropped ? 200 : 409]);
    await pairRound(portsOf(db), request);
    expect([await stateOf(stage), (await seedsIn(stage, 2)).length]).toEqual(
      isDropped ? ['completed', 0] : ['live', 2],
    );
    const { items } = ok(await get(`/v1/tournaments/${stage.id}/events?since=0`), 200);
    const types = items.map(({ type }: { type: string }) => type);
    expect([types.includes('round_paired'), types.includes('stage_completed')]).toEqual([!isDropped, isDropped]);
    if (isDropped) expect(await ask()).toMatchObject({ status: 409, body: { code: 'state_conflict' } });
  },
);
