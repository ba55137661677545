// The tournaments on the public pages of a player and a team, and what `expand` adds to tournaments.

import { beforeAll, describe, expect, it } from 'vitest';
import { aPerson, call, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import {
  aLiveTournament,
  aTournament,
  enter,
  move,
  ok,
  playAllMatches,
  type Stage,
} from '../../support/tournaments/tournament.ts';

useDatabase();

interface Entry {
  readonly tournament: { readonly title: string; readonly state: string };
  readonly registrationState: string;
  readonly rank: number | null;
}

let ada: Person;
let finished: Stage & { readonly players: readonly Person[] };
let open: Stage;
let teamId: string;

async function opened(fields: Record<string, unknown>): Promise<Stage> {
  const stage = await aTournament(fields);
  await move(stage, 'published', 'registration_open');
  return stage;
}

async function aPair(name: string, captain: Person, mate?: Person): Promise<string> {
  const { id, joinCode } = ok(await post('/v1/teams', { as: captain, body: { name } }), 201);
  ok(await post(`/v1/teams/${id}/members`, { as: mate ?? (await aPerson()), body: { joinCode } }), 201);
  return id;
}

beforeAll(async () => {
  finished = await aLiveTournament(2, { title: 'Finished', game: 'Chess' });
  await playAllMatches(finished);
  await move(finished, 'completed');
  ada = finished.players[0] as Person;
  for (const fields of [{ visibility: 'unlisted' }, { visibility: 'private' }, { requiresApproval: true }])
    await enter(await opened({ title: 'Hidden', ...fields }), [ada]);
  const left = await opened({ title: 'Left' });
  const { id } = ok(await post(`/v1/tournaments/${left.id}/registrations`, { as: ada, body: {} }), 201);
  ok(await post(`/v1/registrations/${id}/cancellation`, { as: ada, body: {} }), 200);
  open = await opened({ title: 'Open' });
  await enter(open, [ada]);
  ok(await call('PATCH', '/v1/me', { as: open.organizer, body: { displayName: 'Olga' } }), 200);
  const teams = await opened({ title: 'Teams', mode: 'team', rosterSize: 2 });
  const [captain, rival] = [await aPerson(), await aPerson()];
  teamId = await aPair('The Readers', captain, ada);
  for (const stage of [
    teams,
    await opened({ title: 'Hidden', mode: 'team', rosterSize: 2, visibility: 'private' }),
    await opened({ title: 'Hidden', mode: 'team', rosterSize: 2, visibility: 'unlisted' }),
  ])
    await enter(stage, [captain], { teamId });
  const played = await opened({ title: 'Played', mode: 'team', rosterSize: 2, capacity: 2 });
  await enter(played, [captain], { teamId });
  await enter(played, [rival], { teamId: await aPair('The Rivals', rival) });
  await move(played, 'registration_closed', 'live');
  await playAllMatches({ ...played, players: [captain, rival] });
  await move(played, 'completed');
});

const summary = ({ tournament, registrationState, rank }: Entry) => [
  tournament.title,
  tournament.state,
  registrationState,
  rank,
];

describe('the tournaments of a player', () => {
  const list = async (query = '') => ok(await get(`/v1/players/${ada.id}/tournaments${query}`), 200);

  it('are the public ones in which the player takes part, alone or on a roster, newest first, with the final rank', async () => {
    const { items, nextCursor } = await list();
    expect(nextCursor).toBeNull();
    expect(items.map((one: never) => summary(one))).toEqual([
      ['Played', 'completed', 'confirmed', 1],
      ['Teams', 'registration_open', 'confirmed', null],
      ['Open', 'registration_open', 'confirmed', null],
      ['Finished', 'completed', 'confirmed', 1],
    ]);
  });

  it('come in pages', async () => {
    const first = await list('?limit=1');
    const second = await list(`?limit=3&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items]).toEqual((await list()).items);
    expect(second.nextCursor).toBeNull();
  });

  it('refuse a cursor of another list', async () => {
    const { nextCursor } = ok(await get('/v1/tournaments?limit=1'), 200);
    const { status, body } = await get(`/v1/players/${ada.id}/tournaments?cursor=${nextCursor}`);
    expect([status, body.errors[0].field]).toEqual([422, 'cursor']);
  });

  it('of a player without any are none', async () => {
    expect(ok(await get(`/v1/players/${(await aPerson()).id}/tournaments`), 200)).toEqual({
      items: [],
      nextCursor: null,
    });
  });
});

describe('the tournaments of a team', () => {
  const path = () => `/v1/teams/${teamId}/tournaments`;

  it('are its public ones with the final rank, for its members as for anybody, in pages and with an ETag', async () => {
    const { items, nextCursor } = ok(await get(path()), 200);
    expect([items.map((one: never) => summary(one)), nextCursor]).toEqual([
      [
        ['Played', 'completed', 'confirmed', 1],
        ['Teams', 'registration_open', 'confirmed', null],
      ],
      null,
    ]);
    const member = await get(path(), { as: ada });
    expect(ok(member, 200).items).toEqual(items);
    const headers = { 'if-none-match': member.headers.get('etag') ?? '' };
    expect((await get(path(), { as: ada, headers })).status).toBe(304);
    const first = ok(await get(`${path()}?limit=1`), 200);
    expect(ok(await get(`${path()}?limit=1&cursor=${first.nextCursor}`), 200).items).toEqual(items.slice(1));
  });
});

describe('expand', () => {
  it('adds the name of the organizer and the caller’s registration to one tournament and to a list', async () => {
    const query = 'expand=organizer,ownRegistration';
    const one = ok(await get(`/v1/tournaments/${open.id}?${query}`, { as: ada }), 200);
    expect(one.organizer).toEqual({ id: open.organizer.id, displayName: 'Olga' });
    expect(one.ownRegistration).toEqual({ id: expect.stringMatching(/^reg_/), state: 'confirmed' });
    const { items } = ok(await get(`/v1/tournaments?${query}`, { as: ada }), 200);
    expect(items.find(({ id }: { id: string }) => id === open.id)).toEqual(one);
    const states = items.map(({ title, ownRegistration }: never) => [
      title,
      (ownRegistration as { state: string } | null)?.state,
    ]);
    expect(states).toContainEqual(['Left', 'cancelled']);
    expect(states).toContainEqual(['Teams', 'confirmed']);
  });

  it('has no registration for others and without a token', async () => {
    for (const as of [undefined, await aPerson()])
      expect(
        ok(await get(`/v1/tournaments/${open.id}?expand=ownRegistration`, { as }), 200).ownRegistration,
      ).toBeNull();
  });

  it('adds nothing that was not asked for', async () => {
    const plain = ok(await get(`/v1/tournaments/${open.id}`, { as: ada }), 200);
    expect(Object.keys(plain)).not.toContain('organizer');
    expect(Object.keys(plain)).not.toContain('ownRegistration');
    expect(ok(await get(`/v1/tournaments/${open.id}?expand=organizer`), 200)).toEqual({
      ...plain,
      organizer: expect.anything(),
    });
  });

  it.each(['', 'organizer,organizer', 'organizer,', 'organizer.tournaments', 'all', 'organizer, ownRegistration', '*'])(
    'refuses %j',
    async (expand) => {
      for (const path of ['/v1/tournaments', `/v1/tournaments/${open.id}`]) {
        const { status, body } = await get(`${path}?expand=${encodeURIComponent(expand)}`);
        expect([status, body.errors[0].field]).toEqual([422, 'expand']);
      }
    },
  );

  it('given twice is refused', async () => {
    expect((await get(`/v1/tournaments/${open.id}?expand=organizer&expand=organizer`)).status).toBe(422);
  });

  it('is part of the ETag', async () => {
    const path = `/v1/tournaments/${open.id}?expand=organizer`;
    const etag = (await get(path)).headers.get('etag') ?? '';
    expect((await get(path, { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect((await get(`/v1/tournaments/${open.id}`, { headers: { 'if-none-match': etag } })).status).toBe(200);
  });
});
