// Lists of what the caller takes part in: registrations, matches, teams.

import { beforeAll, describe, expect, it } from 'vitest';
import { aPerson, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { aTournament, move, ok, type Stage } from '../../support/tournaments/tournament.ts';

useDatabase();

let [ada, ben]: Person[] = [];
let solo: Stage;
let team: { readonly id: string };
let teamEvent: Stage;

async function opened(fields: Record<string, unknown>): Promise<Stage> {
  const stage = await aTournament(fields);
  await move(stage, 'published', 'registration_open');
  return stage;
}
const enter = async (stage: Stage, as: Person | undefined, body = {}) =>
  ok(await post(`/v1/tournaments/${stage.id}/registrations`, { as: as as Person, body }), 201);

/** Ada plays alone, and in Ben's team. Ben cancels an entry of his own. */
beforeAll(async () => {
  [ada, ben] = [await aPerson({ name: 'Ada' }), await aPerson({ name: 'Ben' })];
  solo = await opened({ title: 'Solo', capacity: 4 });
  for (const as of [ada, ben, await aPerson()]) await enter(solo, as);
  await move(solo, 'registration_closed', 'live');
  team = ok(await post('/v1/teams', { as: ben, body: { name: 'The Readers' } }), 201);
  const { joinCode } = ok(await get(`/v1/teams/${team.id}`, { as: ben }), 200);
  ok(await post(`/v1/teams/${team.id}/members`, { as: ada, body: { joinCode } }), 201);
  teamEvent = await opened({ title: 'Teams', mode: 'team', rosterSize: 2, visibility: 'private' });
  await enter(teamEvent, ben, { teamId: team.id });
  const left = await opened({ title: 'Left' });
  const { id } = await enter(left, ben);
  ok(await post(`/v1/registrations/${id}/cancellation`, { as: ben, body: {} }), 200);
});

/** All pages of one item each. */
async function pagesOf(path: string, as: Person | undefined) {
  // biome-ignore lint/suspicious/noExplicitAny: as in api.ts
  const found: any[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const joint = path.includes('?') ? '&' : '?';
    const query: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const page = ok(await get(`${path}${joint}limit=1${query}`, { as: as as Person }), 200);
    found.push(...page.items);
    cursor = page.nextCursor;
  }
  return found;
}

describe('own registrations', () => {
  const titles = async (as: Person | undefined, query = '') =>
    (await pagesOf(`/v1/me/registrations${query}`, as)).map(({ tournament }) => tournament.title);

  it('are those alone and those on a roster, newest first, each once', async () => {
    expect(await titles(ada)).toEqual(['Teams', 'Solo']);
    expect(await titles(ben)).toEqual(['Left', 'Teams', 'Solo']);
    expect(await titles(await aPerson())).toEqual([]);
  });

  it('may be of one state', async () => {
    expect(await titles(ben, '?state=cancelled')).toEqual(['Left']);
    expect(await titles(ben, '?state=confirmed')).toEqual(['Teams', 'Solo']);
    expect((await get('/v1/me/registrations?state=gone', { as: ben as Person })).status).toBe(422);
  });

  it('say how far their tournament is', async () => {
    const [newest, oldest] = await pagesOf('/v1/me/registrations', ada);
    expect([newest.tournament.state, oldest.tournament.state]).toEqual(['registration_open', 'live']);
  });
});

describe('own matches', () => {
  it('are those of the caller, also waiting ones, with the own registration', async () => {
    const own = await pagesOf('/v1/me/matches', ada);
    const [registration] = (await pagesOf('/v1/me/registrations', ada)).filter(
      ({ tournamentId }) => tournamentId === solo.id,
    );
    const all = ok(await get(`/v1/tournaments/${solo.id}/matches`), 200).items;
    const isOwn = (match: { slots: { entrant: Side }[] }) =>
      match.slots.some(({ entrant }) => entrant?.playerId === ada?.id);
    expect(own.map(({ id }) => id).sort()).toEqual(
      all
        .filter(isOwn)
        .map(({ id }: { id: string }) => id)
        .sort(),
    );
    expect(own.length).toBeGreaterThan(0);
    for (const match of own)
      expect(match).toMatchObject({ ownRegistrationId: registration.id, tournamentTitle: 'Solo' });
  });

  it('may be the open ones only', async () => {
    const open = await pagesOf('/v1/me/matches?open=true', ben);
    const over = await pagesOf('/v1/me/matches?open=false', ben);
    expect(open.every(({ state }) => !['completed', 'cancelled'].includes(state))).toBe(true);
    expect(over.every(({ state }) => ['completed', 'cancelled'].includes(state))).toBe(true);
    expect(open.length + over.length).toBe((await pagesOf('/v1/me/matches', ben)).length);
    const [match] = open;
    ok(await post(`/v1/matches/${match.id}/decisions`, { as: solo.organizer, body: { scores: [1, 0] } }), 200);
    const after = await pagesOf('/v1/me/matches?open=false', ben);
    expect(after.map(({ id }) => id)).toContain(match.id);
  });
});

it('own teams are those of the captain and of the members, with the join code', async () => {
  for (const as of [ada, ben])
    expect(await pagesOf('/v1/me/teams', as)).toMatchObject([{ id: team.id, joinCode: expect.any(String) }]);
  expect(await pagesOf('/v1/me/teams', await aPerson())).toEqual([]);
});

it('all of them need a token', async () => {
  for (const part of ['registrations', 'matches', 'teams']) expect((await get(`/v1/me/${part}`)).status).toBe(401);
});

type Side = { readonly playerId: string } | null;
