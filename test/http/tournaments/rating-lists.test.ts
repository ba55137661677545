// Rating lists: which tournaments count, what the ratings follow from, and seeding by them.

import { describe, expect, it } from 'vitest';
import type { Id } from '../../../src/core/id.ts';
import { openDatabase } from '../../../src/db/client.ts';
import { rateLists } from '../../../src/tournaments/rating-lists/rate-lists.ts';
import { aPerson, call, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import {
  aTournament,
  enter,
  matchesOf,
  move,
  ok,
  people,
  playAllMatches,
  type Stage,
} from '../../support/tournaments/tournament.ts';

const database = useDatabase();

const newList = async (as: Person, name = 'Club ratings') =>
  ok(await post('/v1/rating-lists', { as, body: { name } }), 201).id as Id<'ratingList'>;

const count = (stage: Stage, ratingListId: string | null, as = stage.organizer) =>
  call('PUT', `/v1/tournaments/${stage.id}/rating-list`, { as, body: { ratingListId } });

/** Of the organizer of the first one, who creates all of them. */
async function aRatedTournament(list: string, organizer: Person, players: readonly Person[], format = 'round_robin') {
  const body = { title: 'Open', capacity: 8, startsAt: '2030-01-01T10:00:00Z', stages: [{ format }] };
  const { id } = ok(await post('/v1/tournaments', { as: organizer, body }), 201);
  const stage = { id: id as string, organizer, players };
  ok(await count(stage, list), 200);
  await move(stage, 'published', 'registration_open');
  await enter(stage, players);
  await move(stage, 'registration_closed', 'live');
  await playAllMatches(stage);
  await move(stage, 'completed');
  return stage;
}

async function rate(...twice: unknown[]): Promise<void> {
  const db = openDatabase(database.url, 3);
  await Promise.all([rateLists({ db }), ...twice.map(() => rateLists({ db }))]);
  await db.close();
}

const playersOf = async (list: string) => ok(await get(`/v1/rating-lists/${list}/players?limit=100`), 200).items;
const rowsOf = (list: string) =>
  database.sql`SELECT * FROM tournament_rated WHERE list_id = ${list} ORDER BY player_id`;

it('a tournament is rated once, when it has ended, and a computation from the beginning gives the same', async () => {
  const organizer = await aPerson({ roles: ['organizer'] });
  const list = await newList(organizer);
  const players = await people(4);
  const first = await aRatedTournament(list, organizer, players.slice(0, 3));
  expect(await playersOf(list)).toEqual([]);
  await rate('at the same time');
  const rated = await playersOf(list);
  expect(rated.map(({ playerId, games }: Record<string, unknown>) => [playerId, games])).toEqual(
    players.slice(0, 3).map(({ id }) => [id, 2]),
  );
  expect(rated[0]).toMatchObject({ displayName: 'Player 1' });
  expect(rated[0].rating).toBeGreaterThan(1500);
  expect(rated[1].rating).toBe(1500);
  expect(ok(await get(`/v1/tournaments/${first.id}/rating-list`), 200)).toEqual({ ratingListId: list, isRated: true });
  await aRatedTournament(list, organizer, players.slice(1), 'single_elimination');
  await aRatedTournament(list, organizer, players);
  await rate();
  const stepwise = await rowsOf(list);
  await rate();
  expect(await rowsOf(list)).toEqual(stepwise);
  await database.sql`UPDATE tournament_counted SET number = NULL WHERE list_id = ${list}`;
  await rate('at the same time');
  expect(await rowsOf(list)).toEqual(stepwise);
  const [page] = [ok(await get(`/v1/rating-lists/${list}/players?limit=3`), 200)];
  const next = ok(await get(`/v1/rating-lists/${list}/players?limit=3&cursor=${page.nextCursor}`), 200);
  expect([...page.items, ...next.items]).toEqual(await playersOf(list));
});

it('forfeits are not rated, and the results of a guest follow the claim', async () => {
  const stage = await aTournament({ capacity: 3, stages: [{ format: 'round_robin' }] });
  const list = await newList(stage.organizer);
  ok(await count(stage, list), 200);
  await move(stage, 'published', 'registration_open');
  const as = stage.organizer;
  const guest = ok(await post(`/v1/tournaments/${stage.id}/guests`, { as, body: { displayName: 'Guest' } }), 201);
  const guestId = guest.registration.playerId;
  await enter(stage, await people(2));
  await move(stage, 'registration_closed', 'live');
  const matches = await matchesOf(stage);
  const played = matches.find(({ slots }) => slots.some(({ entrant }) => entrant?.playerId === guestId));
  ok(await post(`/v1/matches/${played?.id}/decisions`, { as, body: { scores: [2, 1] } }), 200);
  for (const { id } of matches)
    if (id !== played?.id) ok(await post(`/v1/matches/${id}/forfeits`, { as, body: { absent: [0] } }), 200);
  await move(stage, 'completed');
  await rate();
  const before = await playersOf(list);
  expect(before).toHaveLength(2);
  const player = await aPerson();
  ok(await post('/v1/registrations/claims', { as: player, body: { code: guest.claimCode } }), 200);
  await rate();
  const ofPlayer = (one: { playerId: string }) => (one.playerId === guestId ? { ...one, playerId: player.id } : one);
  expect(await playersOf(list)).toEqual(before.map(ofPlayer));
  expect(JSON.stringify(await playersOf(list))).toContain(player.id);
  expect(JSON.stringify(ok(await get('/v1/me/export', { as: player }), 200))).toContain(list);
});

it('a reopened tournament is not in the ratings until it ends again, with its last results', async () => {
  const organizer = await aPerson({ roles: ['organizer'] });
  const [list, other] = [await newList(organizer), await newList(organizer)];
  const players = await people(2);
  const reopen = async ({ id }: Stage) =>
    ok(await post(`/v1/tournaments/${id}/reopenings`, { as: organizer, body: { reason: 'Wrong score' } }), 200);
  const first = await aRatedTournament(list, organizer, players);
  await rate();
  const once = await rowsOf(list);
  expect(once).toHaveLength(2);
  await reopen(first);
  expect(await rowsOf(list)).toEqual([]);
  await move(first, 'completed');
  await rate();
  expect(await rowsOf(list)).toEqual(once);
  const last = await aRatedTournament(list, organizer, players);
  await rate();
  await reopen(last);
  await rate();
  expect(await rowsOf(list)).toEqual(once);
  const [match] = await matchesOf(last);
  const correction = { as: organizer, body: { scores: [1, 2] } };
  ok(await post(`/v1/matches/${match?.id}/corrections`, correction), 200);
  await move(last, 'completed');
  await rate();
  // One win each; the second is against the better one.
  const games = (await playersOf(list)).map((one: { games: number }) => one.games);
  expect(games).toEqual([2, 2]);
  const [best] = await playersOf(list);
  expect(best.playerId).toBe(players[1]?.id);
  expect(await playersOf(other)).toEqual([]);
});

it('seeding by rating takes the rating of the list where an entrant has none by hand', async () => {
  const organizer = await aPerson({ roles: ['organizer'] });
  const list = await newList(organizer);
  const [a, b, c] = (await people(3)) as [Person, Person, Person];
  await aRatedTournament(list, organizer, [a, b]);
  await rate();
  const body = { title: 'Next', capacity: 8, startsAt: '2030-01-01T10:00:00Z' };
  const { id } = ok(await post('/v1/tournaments', { as: organizer, body }), 201);
  const stage = { id, organizer };
  ok(await count(stage, list), 200);
  await move(stage, 'published', 'registration_open');
  await enter(stage, [b, c, a]);
  const { items } = ok(await get(`/v1/tournaments/${id}/registrations`), 200);
  const [ofB, ofC, ofA] = items.map((item: { id: string }) => item.id);
  ok(await call('PATCH', `/v1/registrations/${ofC}`, { as: organizer, body: { rating: 1501 } }), 200);
  await move(stage, 'registration_closed');
  const { order } = ok(await post(`/v1/tournaments/${id}/seeding`, { as: organizer, body: { method: 'rating' } }), 200);
  expect(order).toEqual([ofA, ofC, ofB]);
});

it('a tournament counts for a list of its organizer, until it is over', async () => {
  const stage = await aTournament();
  const list = await newList(stage.organizer);
  const other = await aPerson({ roles: ['organizer'] });
  expect((await count(stage, await newList(other))).body.code).toBe('not_found');
  expect((await count(stage, 'rtl_00000000000000000000000000')).body.code).toBe('not_found');
  expect((await count(stage, list, other)).body.code).toBe('not_found');
  ok(await count(stage, list), 200);
  expect(ok(await count(stage, null), 200)).toEqual({ ratingListId: null, isRated: false });
  const teams = await aTournament({ mode: 'team', rosterSize: 2 });
  expect((await count(teams, await newList(teams.organizer))).body.code).toBe('state_conflict');
  const hidden = await aTournament({ visibility: 'private' });
  expect((await count(hidden, await newList(hidden.organizer))).body.code).toBe('state_conflict');
  await move(stage, 'published', 'cancelled');
  expect((await count(stage, list)).body.code).toBe('state_conflict');
  expect((await post('/v1/rating-lists', { as: await aPerson(), body: { name: 'X' } })).body.code).toBe('forbidden');
  const { items } = ok(await get('/v1/me/rating-lists', { as: stage.organizer }), 200);
  expect(items).toEqual([ok(await get(`/v1/rating-lists/${list}`), 200)]);
});

describe('a stage that is ranked by ratings', () => {
  const equalBut = async (organizer: Person, players: readonly Person[], list: string | null) => {
    const stages = [{ format: 'round_robin', tieBreaks: ['ARO', 'rating'] }];
    const body = { title: 'Rated', capacity: 8, startsAt: '2030-01-01T10:00:00Z', stages };
    const stage = {
      id: ok(await post('/v1/tournaments', { as: organizer, body }), 201).id as string,
      organizer,
      players,
    };
    if (list !== null) ok(await count(stage, list), 200);
    await move(stage, 'published', 'registration_open');
    await enter(stage, players);
    await move(stage, 'registration_closed');
    return stage;
  };
  const start = ({ id, organizer }: Stage) =>
    post(`/v1/tournaments/${id}/transitions`, { as: organizer, body: { to: 'live' } });
  const drawAll = async (stage: Stage) => {
    const body = { scores: [1, 1] };
    for (const { id } of await matchesOf(stage))
      ok(await post(`/v1/matches/${id}/decisions`, { as: stage.organizer, body }), 200);
  };
  const entriesOf = async ({ id, organizer }: Stage) =>
    ok(await get(`/v1/tournaments/${id}/registrations`, { as: organizer }), 200).items;
  const tableOf = async ({ id }: Stage) =>
    ok(await get(`/v1/tournaments/${id}/stages/1/standings?explain=true`), 200).items;
  interface Shown {
    readonly displayName: string;
    readonly rank: number;
    readonly figures: readonly { readonly tieBreak: string; readonly value: string | null }[];
  }
  const shown = (rows: readonly Shown[]) =>
    rows.map(({ displayName, rank, figures }) => [displayName, rank, ...figures.slice(1).map(({ value }) => value)]);

  it('starts only with a list or a rating of each entrant, and keeps the ratings of its start', async () => {
    const organizer = await aPerson({ roles: ['organizer'] });
    const list = await newList(organizer);
    const [a, b, c] = (await people(3)) as [Person, Person, Person];
    await aRatedTournament(list, organizer, [a, b, c]);
    await rate();
    const stage = await equalBut(organizer, [c, b, a], null);
    const refused = await start(stage);
    expect([refused.status, refused.body]).toMatchObject([
      422,
      { code: 'tie_break_not_allowed', facts: { stage: 1, tieBreak: 'average_rating', unrated: 3 } },
    ]);
    expect([refused.body.facts.reason, refused.body.facts.wayOn]).toEqual([
      expect.stringContaining('no rating list'),
      expect.stringContaining('/rating-list'),
    ]);
    ok(await count(stage, list), 200);
    ok(await start(stage), 200);
    await drawAll(stage);
    const [best, middle, last] = (await playersOf(list)).map(({ rating }: { rating: number }) => rating);
    const mean = (one: number, other: number) => Math.floor((one + other + 1) / 2);
    // Who has met the better ones is first. Player 1 won the rated tournament.
    const expected = [
      ['Player 3', 1, String(mean(best, middle)), String(last)],
      ['Player 2', 2, String(mean(best, last)), String(middle)],
      ['Player 1', 3, String(mean(middle, last)), String(best)],
    ];
    expect(shown(await tableOf(stage))).toEqual(expected);
    const [entry] = await entriesOf(stage);
    const path = `/v1/registrations/${entry.id}`;
    ok(await call('PATCH', path, { as: organizer, body: { rating: 9000 } }), 200);
    ok(await count(stage, null), 200);
    expect(shown(await tableOf(stage))).toEqual(expected);
    const kept = JSON.stringify(ok(await get('/v1/me/export', { as: a }), 200));
    expect(kept).toContain(`"stageRatings":[{"stage":1,"rating":${best}}]`);
  });

  it('leaves the ratings out where the list has no rating of an entrant, and takes those by hand without a list', async () => {
    const organizer = await aPerson({ roles: ['organizer'] });
    const players = await people(2);
    const stage = await equalBut(organizer, players, await newList(organizer));
    ok(await start(stage), 200);
    await drawAll(stage);
    const none = [1, null, null];
    expect(shown(await tableOf(stage)).map(([, ...rest]) => rest)).toEqual([none, none]);
    const byHand = await equalBut(organizer, players, null);
    for (const [index, { id }] of (await entriesOf(byHand)).entries())
      ok(await call('PATCH', `/v1/registrations/${id}`, { as: organizer, body: { rating: 1000 + index } }), 200);
    ok(await start(byHand), 200);
    await drawAll(byHand);
    const figures = shown(await tableOf(byHand)).map(([, ...rest]) => rest);
    expect(figures).toEqual([
      [1, '1001', '1000'],
      [2, '1000', '1001'],
    ]);
  });
});
