// Check-in, as entrants and staff see it. The times are moved in the database: a test does not wait.

import { expect, it } from 'vitest';
import { type Answer, aPerson, call, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { anOwner, coinsOf, escrowOf, expectConsistentLedger } from '../../support/ledger/ledger.ts';
import { aTournament, move, ok, people, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

async function anOpenTournament(fields: Record<string, unknown> = {}): Promise<Stage> {
  const stage = await aTournament({ checkInMinutes: 30, ...fields });
  await move(stage, 'published', 'registration_open');
  return stage;
}

const startsIn = (stage: Stage, minutes: number) =>
  database.sql`UPDATE tournament_tournament SET starts_at = now() + ${minutes} * interval '1 minute' WHERE id = ${stage.id}`;
const enter = async (stage: Stage, as: Person): Promise<string> =>
  ok(await post(`/v1/tournaments/${stage.id}/registrations`, { as, body: {} }), 201).id;
const checkIn = (id: string, as: Person) => post(`/v1/registrations/${id}/check-in`, { as });
const undo = (id: string, as: Person) => call('DELETE', `/v1/registrations/${id}/check-in`, { as });
const checkInMany = (stage: Stage, registrationIds: readonly string[], as = stage.organizer) =>
  post(`/v1/tournaments/${stage.id}/check-ins`, { as, body: { registrationIds } });
const codeOf = ({ status, body }: Answer<{ code?: string }>) => (status < 300 ? status : body.code);
const stateOf = async (id: string, as: Person) => ok(await get(`/v1/registrations/${id}`, { as }), 200);

it('is open from its minutes before the start until the start, for entrants', async () => {
  const stage = await anOpenTournament();
  const player = await aPerson();
  const id = await enter(stage, player);
  await startsIn(stage, 31);
  expect(codeOf(await checkIn(id, player))).toBe('check_in_not_open');
  expect(codeOf(await checkIn(id, stage.organizer))).toBe('check_in_not_open');
  await startsIn(stage, -1);
  expect(codeOf(await checkIn(id, player))).toBe('check_in_not_open');
  await startsIn(stage, 29);
  const { checkedInAt } = ok(await checkIn(id, player), 200);
  expect((await stateOf(id, player)).checkedInAt).toBe(checkedInAt);
  expect(ok(await checkIn(id, player), 200).checkedInAt).toBe(checkedInAt);
  const { items } = ok(await get(`/v1/tournaments/${stage.id}/events`), 200);
  expect(items.at(-1)).toMatchObject({ type: 'checked_in', payload: { registrationId: id, isCheckedIn: true } });
});

it('is undone by the entrant within 15 minutes, by staff until the start', async () => {
  const stage = await anOpenTournament();
  const player = await aPerson();
  const id = await enter(stage, player);
  await startsIn(stage, 20);
  ok(await checkIn(id, player), 200);
  expect(ok(await undo(id, player), 200).checkedInAt).toBe(null);
  ok(await checkIn(id, player), 200);
  await database.sql`UPDATE tournament_registration SET checked_in_at = now() - interval '15 minutes' WHERE id = ${id}`;
  expect(codeOf(await undo(id, player))).toBe('check_in_not_open');
  expect(ok(await undo(id, stage.organizer), 200).checkedInAt).toBe(null);
});

it('is refused to outsiders, for entrants of no check-in, and for those who have no place', async () => {
  const [stage, plain] = [await anOpenTournament(), await anOpenTournament({ checkInMinutes: null })];
  const [player, other] = [await aPerson(), await aPerson({ roles: ['organizer'] })];
  const [id, plainId] = [await enter(stage, player), await enter(plain, player)];
  await startsIn(stage, 10);
  expect(codeOf(await checkIn(id, other))).toBe('forbidden');
  expect(codeOf(await checkInMany(stage, [id], other))).toBe('forbidden');
  expect(codeOf(await checkIn(plainId, player))).toBe('check_in_not_open');
  ok(await post(`/v1/registrations/${id}/cancellation`, { as: player, body: {} }), 200);
  expect(codeOf(await checkIn(id, player))).toBe('state_conflict');
  expect(codeOf(await checkIn('reg_00000000000000000000000000', player))).toBe('not_found');
});

it('of many at once has a result for each, and leaves one audit row', async () => {
  const stage = await anOpenTournament();
  const players = await people(3);
  const ids = [];
  for (const player of players) ids.push(await enter(stage, player));
  await startsIn(stage, 10);
  ok(await post(`/v1/registrations/${ids[1]}/cancellation`, { as: players[1] as Person, body: {} }), 200);
  const foreign = await enter(await anOpenTournament(), await aPerson());
  const { items } = ok(await checkInMany(stage, [...(ids as string[]), foreign]), 200);
  expect(items.map(({ code }: { code: string | null }) => code)).toEqual([null, 'state_conflict', null, 'not_found']);
  const rows =
    await database.sql`SELECT meta FROM moderation_audit WHERE ref_id = ${stage.id} AND event = 'registrations.checked_in'`;
  expect(rows).toEqual([{ meta: { registrations: 2, isUndo: false } }]);
  const twice = await checkInMany(stage, [ids[0] ?? '', ids[0] ?? '']);
  expect(codeOf(twice)).toBe('invalid_request');
});

it('at the start who is absent is a no-show, who waits and is there plays, and seeds close up', async () => {
  const stage = await anOpenTournament({ capacity: 4, entryFeeCoins: 50 });
  const players = await Promise.all(Array.from({ length: 7 }, () => anOwner(50)));
  const ids: string[] = [];
  for (const player of players) ids.push(await enter(stage, player));
  await startsIn(stage, 10);
  // Of four with a place the second is absent, of three who wait the first.
  for (const index of [0, 2, 3, 5, 6]) ok(await checkIn(ids[index] ?? '', players[index] as Person), 200);
  await move(stage, 'registration_closed');
  const order = ids.slice(0, 4);
  ok(
    await post(`/v1/tournaments/${stage.id}/seeding`, { as: stage.organizer, body: { method: 'manual', order } }),
    200,
  );
  await move(stage, 'live');
  const shown = await Promise.all(ids.map((id) => stateOf(id, stage.organizer)));
  expect(shown.map(({ state, seed }) => [state, seed])).toEqual([
    ['confirmed', 1],
    ['no_show', null],
    ['confirmed', 2],
    ['confirmed', 3],
    ['rejected', null],
    ['confirmed', 4],
    ['rejected', null],
  ]);
  expect(await Promise.all(players.map(async (player) => (await coinsOf(player))[0]))).toEqual([0, 0, 0, 0, 50, 0, 50]);
  expect(await escrowOf(database.sql, stage.id)).toBe(250);
  const { confirmedCount, waitlistedCount } = ok(await get(`/v1/tournaments/${stage.id}`), 200);
  expect([confirmedCount, waitlistedCount]).toEqual([4, 0]);
  await expectConsistentLedger(database.sql);
});

it('twenty at once of one entrant make one event', async () => {
  const stage = await anOpenTournament();
  const player = await aPerson();
  const id = await enter(stage, player);
  await startsIn(stage, 10);
  const answers = await Promise.all(Array.from({ length: 20 }, () => checkIn(id, player)));
  expect(new Set(answers.map((answer) => ok(answer, 200).checkedInAt)).size).toBe(1);
  const events =
    await database.sql`SELECT 1 FROM event_outbox WHERE tournament_id = ${stage.id} AND type = 'checked_in'`;
  expect(events).toHaveLength(1);
});
