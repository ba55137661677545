// The list of tournaments over HTTP: its filters, its orders, and what it refuses. Every combination: test/integration/tournaments/tournament-list.test.ts.

import { beforeAll, describe, expect, it } from 'vitest';
import { aPerson, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { move, ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

let [olga, omar]: Person[] = [];
const ids: Record<string, string> = {};

async function create(as: Person, title: string, fields: Record<string, unknown>, ...states: string[]) {
  const body = { title, capacity: 8, startsAt: '2030-01-01T10:00:00Z', ...fields };
  const { id } = ok(await post('/v1/tournaments', { as, body }), 201);
  ids[title] = id;
  await move({ id, organizer: as }, ...states);
}

beforeAll(async () => {
  [olga, omar] = [await aPerson({ roles: ['organizer'] }), await aPerson({ roles: ['organizer'] })];
  const open = ['published', 'registration_open'] as const;
  await create(olga, 'Autumn Open', { game: 'Chess', startsAt: '2030-03-01T10:00:00Z' }, ...open);
  await create(olga, 'Draft', { game: 'Chess' });
  await create(olga, 'Hidden', { visibility: 'private' }, 'published');
  await create(olga, 'Withdrawn', {}, 'cancelled');
  await create(
    omar,
    'ঢাকা দাবা লিগ',
    { game: 'দাবা', stages: [{ format: 'round_robin' }], startsAt: '2030-02-01T10:00:00Z' },
    'published',
  );
  await create(omar, '100% OPEN_air', { startsAt: '2030-01-01T10:00:00Z' }, ...open);
  await create(omar, 'By its time', { registrationOpensAt: '2029-01-01T00:00:00Z' }, 'published');
  // As if its time had come, and cron had not.
  await database.sql`UPDATE tournament_tournament SET registration_opens_at = '2020-01-01' WHERE id = ${ids['By its time'] ?? ''}`;
});

async function titles(query: Record<string, string>, as?: Person): Promise<string[]> {
  const { items } = ok(await get(`/v1/tournaments?${new URLSearchParams(query)}`, { as }), 200);
  return items.map(({ title }: { title: string }) => title);
}

describe('the list of tournaments', () => {
  it('is newest first, or by the start', async () => {
    expect(await titles({})).toEqual(['By its time', '100% OPEN_air', 'ঢাকা দাবা লিগ', 'Autumn Open']);
    expect(await titles({ sort: 'starts_at' })).toEqual([
      ...['100% OPEN_air', 'By its time', 'ঢাকা দাবা লিগ', 'Autumn Open'],
    ]);
  });

  it('filters by the state as it is shown', async () => {
    expect(await titles({ state: 'registration_open' })).toEqual(['By its time', '100% OPEN_air', 'Autumn Open']);
    expect(await titles({ state: 'published' })).toEqual(['ঢাকা দাবা লিগ']);
    expect(await titles({ state: 'draft' })).toEqual([]);
  });

  it('filters by organizer, format, game and start', async () => {
    expect(await titles({ organizerId: olga?.id ?? '' })).toEqual(['Autumn Open']);
    expect(await titles({ format: 'round_robin' })).toEqual(['ঢাকা দাবা লিগ']);
    expect(await titles({ game: 'দাবা' })).toEqual(['ঢাকা দাবা লিগ']);
    expect(await titles({ game: 'Go' })).toEqual([]);
    const month = { startsAfter: '2030-02-01T10:00:00Z', startsBefore: '2030-03-01T10:00:00Z' };
    expect(await titles(month)).toEqual(['ঢাকা দাবা লিগ']);
    expect(await titles({ ...month, organizerId: olga?.id ?? '' })).toEqual([]);
  });

  it('finds a part of the title, whatever the case, and takes pattern characters as they are', async () => {
    expect(await titles({ text: 'oPeN' })).toEqual(['100% OPEN_air', 'Autumn Open']);
    expect(await titles({ text: 'দাবা' })).toEqual(['ঢাকা দাবা লিগ']);
    expect(await titles({ text: '%' })).toEqual(['100% OPEN_air']);
    expect(await titles({ text: 'N_A' })).toEqual(['100% OPEN_air']);
    expect(await titles({ text: "'; --" })).toEqual([]);
    expect(await titles({ text: '\\' })).toEqual([]);
  });

  it('has all of your own tournaments with `mine`, also drafts and hidden ones, and nobody else’s', async () => {
    const all = ['Withdrawn', 'Hidden', 'Draft', 'Autumn Open'];
    expect(await titles({ mine: 'true' }, olga)).toEqual(all);
    expect(await titles({ mine: 'true', state: 'draft' }, olga)).toEqual(['Draft']);
    expect(await titles({ mine: 'true' }, await aPerson())).toEqual([]);
    expect(await titles({ mine: 'false' }, olga)).not.toContain('Draft');
    expect((await get('/v1/tournaments?mine=true')).body.code).toBe('unauthenticated');
  });
});

describe('what the list refuses', () => {
  const faultOf = async (query: string) => {
    const { status, body } = await get(`/v1/tournaments?${query}`);
    return [status, body.errors?.map(({ field }: { field: string }) => field)];
  };

  it.each([
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=-1', 'limit'],
    ['limit=1.5', 'limit'],
    ['limit=', 'limit'],
    ['limit=1e1', 'limit'],
    ['state=open', 'state'],
    ['state=live&state=draft', 'state'],
    ['sort=title', 'sort'],
    ['format=none', 'format'],
    ['organizerId=me', 'organizerId'],
    ['startsAfter=yesterday', 'startsAfter'],
    ['startsAfter=2030-01-02T00:00:00Z&startsBefore=2030-01-02T00:00:00Z', 'startsBefore'],
    ['text=', 'text'],
    [`text=${'a'.repeat(121)}`, 'text'],
    ['text=%00', 'text'],
    [`game=${'a'.repeat(61)}`, 'game'],
    ['mine=yes', 'mine'],
    ['mine=true&organizerId=ply_0123456789abcdefghjkmnpqrs', 'organizerId'],
    ['label=chess', 'label'],
    ['cursor=', 'cursor'],
    ['cursor=dHJuXw', 'cursor'],
  ])('%s', async (query, field) => {
    expect(await faultOf(query)).toEqual([422, [field]]);
  });

  it('a cursor of another list, another filter or another order', async () => {
    const { nextCursor } = ok(await get('/v1/tournaments?limit=1'), 200);
    expect(ok(await get(`/v1/tournaments?limit=2&cursor=${nextCursor}`), 200).items).toHaveLength(2);
    for (const query of ['sort=starts_at', 'state=live', 'text=open', `organizerId=${olga?.id}`])
      expect(await faultOf(`${query}&cursor=${nextCursor}`)).toEqual([422, ['cursor']]);
    const own = ok(await get('/v1/tournaments?limit=1&mine=true', { as: olga }), 200).nextCursor;
    expect((await get(`/v1/tournaments?mine=true&cursor=${own}`, { as: omar })).body.errors[0].field).toBe('cursor');
  });
});

it('a tournament says which game is played', async () => {
  expect(ok(await get(`/v1/tournaments/${ids['Autumn Open']}`), 200).game).toBe('Chess');
  expect(ok(await get(`/v1/tournaments/${ids['100% OPEN_air']}`), 200).game).toBeNull();
  const body = { title: 'Open', capacity: 8, startsAt: '2030-01-01T10:00:00Z', game: 'a'.repeat(61) };
  expect((await post('/v1/tournaments', { as: olga, body })).body.errors).toMatchObject([{ field: 'game' }]);
});
