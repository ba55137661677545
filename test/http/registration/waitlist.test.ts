// Entrants who wait for a place, as players and organizers see them.

import { expect, it } from 'vitest';
import { get, type Person, post } from '../../support/isolate/api.ts';
import { tickCron } from '../../support/isolate/cron.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import {
  anOwner,
  coinsOf,
  credit,
  escrowOf,
  expectConsistentLedger,
  manyOwners,
  type Owner,
} from '../../support/ledger/ledger.ts';
import { aTournament, move, ok, people, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

async function aFullTournament(fields: Record<string, unknown> = {}, coins = 50) {
  const stage = await aTournament({ capacity: 2, entryFeeCoins: 50, ...fields });
  await move(stage, 'published', 'registration_open');
  const [first, second] = (await manyOwners(2, coins)) as [Owner, Owner];
  const ids = [await enter(stage, first), await enter(stage, second)] as const;
  return { stage, first, second, ids };
}

const register = (stage: Stage, as: Person) => post(`/v1/tournaments/${stage.id}/registrations`, { as, body: {} });
const enter = async (stage: Stage, as: Person): Promise<string> => ok(await register(stage, as), 201).id;
const cancel = async (id: string, as: Person) =>
  ok(await post(`/v1/registrations/${id}/cancellation`, { as, body: {} }), 200);
const read = async (id: string, as: Person) => ok(await get(`/v1/registrations/${id}`, { as }), 200);

it('who finds no place waits, pays nothing, and sees position and length everywhere', async () => {
  const { stage } = await aFullTournament();
  const [one, two] = [await anOwner(50), await anOwner(50)];
  const entered = ok(await register(stage, one), 201);
  expect([entered.state, entered.waitlist]).toEqual(['waitlisted', { position: 1, length: 1, offerEndsAt: null }]);
  const id = await enter(stage, two);
  expect((await read(entered.id, one)).waitlist).toEqual({ position: 1, length: 2, offerEndsAt: null });
  expect((await read(id, two)).waitlist).toEqual({ position: 2, length: 2, offerEndsAt: null });
  const { items } = ok(await get('/v1/me/registrations', { as: two }), 200);
  expect(items[0].waitlist).toEqual({ position: 2, length: 2, offerEndsAt: null });
  const list = ok(await get(`/v1/tournaments/${stage.id}/registrations`, { as: stage.organizer }), 200).items;
  expect(list.map(({ waitlist }: { waitlist: unknown }) => waitlist)).toEqual([
    null,
    null,
    { position: 1, length: 2, offerEndsAt: null },
    { position: 2, length: 2, offerEndsAt: null },
  ]);
  expect([await coinsOf(one), await coinsOf(two)]).toEqual([
    [50, 50],
    [50, 50],
  ]);
  const { confirmedCount, waitlistedCount } = ok(await get(`/v1/tournaments/${stage.id}`), 200);
  expect([confirmedCount, waitlistedCount]).toEqual([2, 2]);
});

it('a place that becomes free goes to the first who can pay, in the answer of no one else', async () => {
  const { stage, first, ids } = await aFullTournament();
  const [poor, rich] = [await anOwner(49), await anOwner(50)];
  const [poorId, richId] = [await enter(stage, poor), await enter(stage, rich)];
  await cancel(ids[0], first);
  expect([(await read(richId, rich)).state, await coinsOf(rich)]).toEqual(['confirmed', [0, 0]]);
  const waiting = await read(poorId, poor);
  expect([waiting.state, waiting.waitlist]).toEqual(['waitlisted', { position: 1, length: 1, offerEndsAt: null }]);
  expect(await escrowOf(database.sql, stage.id)).toBe(100);
  const { items } = ok(await get(`/v1/tournaments/${stage.id}/events`), 200);
  expect(items.slice(-2).map(({ type }: { type: string }) => type)).toEqual([
    'registration_cancelled',
    'registration_promoted',
  ]);
  await expectConsistentLedger(database.sql);
});

it('who can pay later gets a free place by cron, or before the next who registers', async () => {
  const { stage, first, second, ids } = await aFullTournament();
  const [poor, alsoPoor] = [await anOwner(), await anOwner()];
  const [poorId, alsoPoorId] = [await enter(stage, poor), await enter(stage, alsoPoor)];
  await cancel(ids[0], first);
  expect((await read(poorId, poor)).state).toBe('waitlisted');
  await credit(poor.walletId, 50);
  await tickCron();
  expect((await read(poorId, poor)).state).toBe('confirmed');
  await cancel(ids[1], second);
  await credit(alsoPoor.walletId, 50);
  const late = ok(await register(stage, await anOwner(50)), 201);
  expect([(await read(alsoPoorId, alsoPoor)).state, late.state, late.waitlist]).toEqual([
    'confirmed',
    'waitlisted',
    { position: 1, length: 1, offerEndsAt: null },
  ]);
});

it('who leaves the waitlist makes those behind move up, and nobody is promoted', async () => {
  const { stage } = await aFullTournament();
  const [one, two] = [await anOwner(50), await anOwner(50)];
  const [oneId, twoId] = [await enter(stage, one), await enter(stage, two)];
  await cancel(oneId, one);
  expect((await read(twoId, two)).waitlist).toEqual({ position: 1, length: 1, offerEndsAt: null });
  expect(await coinsOf(two)).toEqual([50, 50]);
});

it('with approval, who is promoted is pending, and the fee is held', async () => {
  const { stage, first, ids } = await aFullTournament({ requiresApproval: true });
  for (const id of ids) ok(await post(`/v1/registrations/${id}/approval`, { as: stage.organizer, body: {} }), 200);
  const waiting = await anOwner(50);
  const id = await enter(stage, waiting);
  expect((await read(id, waiting)).state).toBe('waitlisted');
  await cancel(ids[0], first);
  expect([(await read(id, waiting)).state, await coinsOf(waiting)]).toEqual(['pending', [50, 0]]);
});

it('a full waitlist refuses, and 0 means that there is none', async () => {
  const refused = async (waitlistCapacity: number) => {
    const { stage } = await aFullTournament({ waitlistCapacity });
    const players = await people(waitlistCapacity + 1);
    const answers = [];
    for (const player of players) answers.push(await register(stage, player));
    return answers.map(({ status, body }) => (status === 201 ? body.state : [body.code, body.facts.waitlistCapacity]));
  };
  expect(await refused(0)).toEqual([['tournament_full', 0]]);
  expect(await refused(1)).toEqual(['waitlisted', ['tournament_full', 1]]);
});

it('who still waits at the start is rejected and has paid nothing', async () => {
  const { stage } = await aFullTournament();
  const waiting = await anOwner(50);
  const id = await enter(stage, waiting);
  await move(stage, 'registration_closed', 'live');
  const { state, waitlist } = await read(id, waiting);
  expect([state, waitlist, await coinsOf(waiting)]).toEqual(['rejected', null, [50, 50]]);
  const { items } = ok(await get(`/v1/tournaments/${stage.id}/events`), 200);
  const ended = items.filter(({ type }: { type: string }) => type === 'registration_cancelled');
  expect(ended.map(({ payload }: { payload: unknown }) => payload)).toEqual([
    { registrationId: id, state: 'rejected' },
  ]);
});
