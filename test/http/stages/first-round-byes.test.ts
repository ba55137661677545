// Byes that are asked for before a Swiss starts: they are judged again at the start, and the first round is paired without who has one.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { addSeconds, systemClock } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { readTrf } from '../../../src/tournaments/exchange/read-trf.ts';
import { type Answer, call, get, type Person, post } from '../../support/isolate/api.ts';
import { tickCron } from '../../support/isolate/cron.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { inLockOrder } from '../../support/rules/lock-order.ts';
import { decideRound, pairRound, seedsIn } from '../../support/tournaments/swiss-rounds.ts';
import { aTournament, move, ok, people, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
let holder: Database;
beforeAll(() => {
  holder = openDatabase(database.url, 1);
});
afterAll(() => holder?.close());

interface Entry {
  readonly id: string;
  readonly player: Person;
}

interface Standing {
  readonly seed: number;
  readonly figures: readonly [{ readonly value: string; readonly terms: readonly { readonly kind: string }[] }];
}

const refusalOf = ({ status, body }: Answer<{ code: string }>) => [status, body.code];
const swiss = (fields: Record<string, unknown> = {}) => ({ stages: [{ format: 'swiss', rounds: 3, ...fields }] });

async function anOpenSwiss(count: number, fields: Record<string, unknown> = swiss()) {
  const stage = await aTournament({ capacity: count, ...fields });
  await move(stage, 'published', 'registration_open');
  const entries: Entry[] = [];
  for (const player of await people(count)) entries.push(await register(stage, player));
  return { ...stage, entries };
}

/** Seeds are in order of registration. */
async function close({ entries, ...stage }: Stage & { readonly entries: readonly Entry[] }): Promise<void> {
  await move(stage, 'registration_closed');
  const body = { method: 'manual', order: entries.map(({ id }) => id) };
  ok(await post(`/v1/tournaments/${stage.id}/seeding`, { as: stage.organizer, body }), 200);
}

const register = async (stage: Stage, player: Person): Promise<Entry> => {
  const { id } = ok(await post(`/v1/tournaments/${stage.id}/registrations`, { as: player, body: {} }), 201);
  return { id, player };
};

const ask = ({ id, player }: Entry, byes: readonly [number, 'half' | 'zero'][], as: Person = player, stage = 1) =>
  call('PUT', `/v1/registrations/${id}/stages/${stage}/byes`, {
    as,
    body: { byes: byes.map(([round, points]) => ({ round, points })) },
  });

const start = ({ id, organizer }: Stage) =>
  post(`/v1/tournaments/${id}/transitions`, { as: organizer, body: { to: 'live' } });
const stageOf = async ({ id }: Stage) => ok(await get(`/v1/tournaments/${id}/stages/1`), 200);
const eventsOf = async ({ id }: Stage): Promise<{ type: string; payload: Record<string, unknown> }[]> =>
  ok(await get(`/v1/tournaments/${id}/events?since=0`), 200).items;

it('a bye of the first round keeps its entrant out of it, brings its points, and stands in standings and TRF', async () => {
  const stage = await anOpenSwiss(6);
  const [first, second, , fourth, fifth] = stage.entries as [Entry, Entry, Entry, Entry, Entry];
  const half = { byes: [{ round: 1, points: 'half' }] };
  expect(ok(await ask(first, [[1, 'half']]), 200)).toEqual(half);
  ok(await ask(fourth, [[1, 'zero']], stage.organizer), 200);
  ok(await ask(fifth, [[1, 'half']]), 200);
  ok(await ask(fifth, []), 200);
  expect((await stageOf(stage)).requestedByes.toSorted(byRegistration)).toEqual(
    [
      { registrationId: first.id, ...half },
      { registrationId: fourth.id, byes: [{ round: 1, points: 'zero' }] },
    ].toSorted(byRegistration),
  );
  expect(refusalOf(await ask(first, [[2, 'half']], second.player))).toEqual([403, 'forbidden']);
  await close(stage);
  ok(await start(stage), 200);
  expect(await seedsIn(stage, 1)).toEqual(['2-5', '6-3']);
  const { entrants, requestedByes } = await stageOf(stage);
  expect([entrants[0].byes, entrants[4].byes, requestedByes]).toEqual([half.byes, [], []]);
  const late = await ask(first, []);
  expect([late.body.code, late.body.facts]).toEqual([
    'bye_not_allowed',
    { reason: 'round_paired', rounds: 3, nextRound: 2, byesMax: 1 },
  ]);
  await decideRound(stage, 1, () => [1, 0]);
  const path = `/v1/tournaments/${stage.id}/stages/1`;
  const { items } = ok(await get(`${path}/standings?explain=true`), 200);
  const pointsOf = items.map(({ seed, figures: [points] }: Standing) => [seed, points.value, points.terms[0]?.kind]);
  expect(pointsOf).toEqual(
    expect.arrayContaining([
      [1, '1', 'half_bye'],
      [4, '0', 'zero_bye'],
    ]),
  );
  const { players } = readTrf((await get(`${path}/exports/trf`)).text);
  expect(players.map(({ rounds: [round] }) => round?.result)).toEqual(['H', '1', '0', 'Z', '0', '1']);
  await pairRound(stage, 2);
  expect((await seedsIn(stage, 2)).join('-').split('-').toSorted()).toEqual(['1', '2', '3', '4', '5', '6']);
  const types = (await eventsOf(stage)).map(({ type }) => type);
  expect(types.filter((type) => type === 'byes_changed')).toHaveLength(4);
  expect(types.lastIndexOf('byes_changed')).toBeLessThan(types.indexOf('stage_started'));
});

const byRegistration = (left: { registrationId: string }, right: { registrationId: string }) =>
  left.registrationId < right.registrationId ? -1 : 1;

it('before the start the same limits hold, for whoever is registered', async () => {
  const stage = await anOpenSwiss(4, { ...swiss({ requestedByesMax: 1 }), waitlistCapacity: 2 });
  const [first, second] = stage.entries as [Entry, Entry];
  const waiting = await register(stage, (await people(1))[0] as Person);
  const faultOf = async (byes: readonly [number, 'half' | 'zero'][]) => (await ask(first, byes)).body.facts?.reason;
  expect(await faultOf([[3, 'half']])).toBe('last_round');
  expect(
    await faultOf([
      [1, 'half'],
      [2, 'half'],
    ]),
  ).toBe('limit');
  // Who waits may get a place until the start.
  ok(await ask(waiting, [[1, 'half']]), 200);
  expect((await stageOf(stage)).requestedByes).toEqual([]);
  ok(await post(`/v1/registrations/${second.id}/cancellation`, { as: second.player, body: {} }), 200);
  expect((await stageOf(stage)).requestedByes).toEqual([
    { registrationId: waiting.id, byes: [{ round: 1, points: 'half' }] },
  ]);
  expect(refusalOf(await ask(second, [[1, 'half']]))).toEqual([409, 'state_conflict']);
  expect(refusalOf(await ask(first, [[1, 'half']], first.player, 2))).toEqual([404, 'not_found']);
  await move(stage, 'registration_closed', 'cancelled');
  expect(refusalOf(await ask(first, [[1, 'half']]))).toEqual([409, 'state_conflict']);
  const cup = await anOpenSwiss(2, {});
  expect(refusalOf(await ask(cup.entries[0] as Entry, [[1, 'half']]))).toEqual([409, 'state_conflict']);
});

it('the start drops byes that the plan no longer allows, with an event, and those of who does not play', async () => {
  const stage = await anOpenSwiss(5, swiss({ requestedByesMax: 2, rounds: 4 }));
  const [first, second, third] = stage.entries as [Entry, Entry, Entry];
  ok(
    await ask(first, [
      [1, 'half'],
      [2, 'zero'],
    ]),
    200,
  );
  ok(await ask(second, [[3, 'zero']]), 200);
  ok(await ask(third, [[1, 'half']]), 200);
  ok(await post(`/v1/registrations/${third.id}/cancellation`, { as: third.player, body: {} }), 200);
  const plan = { format: 'swiss', rounds: 3, requestedByesMax: 1 };
  ok(await call('PUT', `/v1/tournaments/${stage.id}/stages/1`, { as: stage.organizer, body: plan }), 200);
  await move(stage, 'registration_closed');
  ok(await start(stage), 200);
  expect(await seedsIn(stage, 1)).toHaveLength(2);
  const rows =
    await database.sql`SELECT registration_id AS id, round FROM tournament_bye WHERE tournament_id = ${stage.id}`;
  expect([...rows]).toEqual([{ id: first.id, round: 1 }]);
  const ofStranger = database.sql`
    INSERT INTO tournament_bye (tournament_id, stage, registration_id, round, points) VALUES (${stage.id}, 1, ${third.id}, 2, 'half')`;
  await expect(ofStranger).rejects.toMatchObject({ constraint_name: 'bye_names_entrant' });
  const dropped = (await eventsOf(stage)).filter(({ type }) => type === 'byes_changed').slice(3);
  expect(dropped.map(({ payload }) => payload).toSorted(byPayload)).toEqual(
    [
      { registrationId: first.id, stage: 1, byes: [{ round: 1, points: 'half' }] },
      { registrationId: second.id, stage: 1, byes: [] },
    ].toSorted(byPayload),
  );
});

const byPayload = (left: Record<string, unknown>, right: Record<string, unknown>) =>
  String(left.registrationId) < String(right.registrationId) ? -1 : 1;

it('a first round that byes leave without a pair is refused with the request that goes on, by hand and by time', async () => {
  const startsAt = addSeconds(systemClock(), 3600);
  const stage = await anOpenSwiss(3, { ...swiss(), autoStart: 'always', startsAt, registrationClosesAt: startsAt });
  for (const entry of stage.entries) ok(await ask(entry, [[1, 'half']]), 200);
  await close(stage);
  const refused = await start(stage);
  const wayOn = 'PUT /v1/registrations/:id/stages/1/byes takes byes of entrants back';
  expect([refused.status, refused.body.code, refused.body.facts]).toEqual([
    409,
    'round_not_pairable',
    { stage: 1, round: 1, reason: 'too_few_entrants', rules: [], wayOn },
  ]);
  await database.sql`UPDATE tournament_tournament SET registration_closes_at = now(), starts_at = now() WHERE id = ${stage.id}`;
  await tickCron();
  expect((await eventsOf(stage)).at(-1)).toMatchObject({
    type: 'start_blocked',
    payload: { code: 'round_not_pairable' },
  });
  const [first, second] = stage.entries as [Entry, Entry];
  for (const entry of [first, second]) ok(await ask(entry, [], stage.organizer), 200);
  ok(await start(stage), 200);
  expect(await seedsIn(stage, 1)).toEqual(['1-2']);
  // The same in a later round.
  await decideRound(stage, 1, () => [1, 0]);
  for (const entry of [first, second]) ok(await ask(entry, [[2, 'zero']]), 200);
  const next = await post(`/v1/tournaments/${stage.id}/stages/1/rounds`, { as: stage.organizer, body: {} });
  expect([next.body.code, next.body.facts.reason]).toEqual(['round_not_pairable', 'too_few_entrants']);
  expect(next.body.facts.wayOn).toMatch(/completions: .*; or PUT \/v1\/registrations\/:id\/stages\/1\/byes/);
});

it('a bye that is asked for beside the start is in the first round, or refused because it is paired', async () => {
  for (const isByeFirst of [true, false]) {
    const stage = await anOpenSwiss(4);
    await close(stage);
    const [first] = stage.entries as [Entry];
    const acts = [() => ask(first, [[1, 'half']]), () => start(stage)];
    const answers = await inLockOrder(database.sql, holder.sql, stage.id, isByeFirst ? acts : acts.toReversed());
    const [asked, started] = isByeFirst ? answers : answers.toReversed();
    expect(started?.status).toBe(200);
    expect([asked?.status, asked?.body.facts?.reason]).toEqual(isByeFirst ? [200, undefined] : [409, 'round_paired']);
    expect((await seedsIn(stage, 1)).join('-').split('-').includes('1')).toBe(!isByeFirst);
  }
});
