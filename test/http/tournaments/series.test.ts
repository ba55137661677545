// Series over HTTP: who may change them, which tournaments count, and the standings with their explanation.

import { expect, it } from 'vitest';
import { seriesTournamentsMax } from '../../../src/tournaments/series/series.ts';
import { type Answer, aPerson, call, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { aTournament, enter, move, ok, people, playAllMatches } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
const codeOf = ({ status, body }: Answer<{ code?: string }>) => `${status} ${body?.code ?? ''}`.trim();

/** Three players; the order is that of their seeds. Run by `organizer`. */
async function played(organizer: Person, players: readonly Person[], fields: object = {}) {
  const stage = await aTournament({ capacity: 4, stages: [{ format: 'round_robin' }], ...fields });
  await database.sql`UPDATE tournament_tournament SET organizer_id = ${organizer.id} WHERE id = ${stage.id}`;
  const own = { ...stage, organizer, players };
  await move(own, 'published', 'registration_open');
  await enter(own, players);
  await move(own, 'registration_closed', 'live');
  await playAllMatches(own);
  return own;
}

async function aSeries(fields: object = {}) {
  const organizer = await aPerson({ roles: ['organizer'] });
  const body = { title: 'Season 1', points: [10, 6, 4], ...fields };
  const { id } = ok(await post('/v1/series', { as: organizer, body }), 201);
  const path = `/v1/series/${id}`;
  const change = (method: 'PUT' | 'DELETE', tournament: { id: string }, as: Person = organizer) =>
    call(method, `${path}/tournaments/${tournament.id}`, { as });
  const standings = async (query = '') => ok(await get(`${path}/standings${query}`), 200);
  return { id, path, organizer, change, standings };
}

it('the standings sum the points of the best results of completed tournaments', async () => {
  const series = await aSeries({ countedResults: 1 });
  const [a, b, c] = (await people(3)) as [Person, Person, Person];
  const [one, two] = [
    await played(series.organizer, [a, b, c]),
    await played(series.organizer, [b, a, c], { startsAt: '2030-02-01T10:00:00Z' }),
  ];
  for (const stage of [one, two]) expect((await series.change('PUT', stage)).status).toBe(204);
  expect((await series.standings()).items).toEqual([]);
  for (const stage of [one, two]) await move(stage, 'completed');
  const { items, nextCursor } = await series.standings('?limit=2&explain=true');
  expect(items.map(({ entrantId, rank, points }: never) => [entrantId, rank, points])).toEqual(
    [a.id, b.id].sort().map((id) => [id, 1, 10]),
  );
  const { items: rest } = await series.standings(`?limit=2&explain=true&cursor=${nextCursor}`);
  const counted = { rank: 3, points: 4 };
  expect(rest).toEqual([
    {
      ...{ rank: 3, entrantId: c.id, displayName: 'Player 3', points: 4 },
      results: [
        { tournamentId: one.id, ...counted, isCounted: true },
        { tournamentId: two.id, ...counted, isCounted: false },
      ],
    },
  ]);
  expect((await series.change('DELETE', one)).status).toBe(204);
  expect(codeOf(await series.change('DELETE', one))).toBe('404 not_found');
  expect((await series.standings()).items[0]).toMatchObject({ entrantId: b.id, rank: 1 });
});

it('drafts and private tournaments are neither shown nor counted, and disqualified entrants have no place', async () => {
  const series = await aSeries();
  const [a, b, c] = (await people(3)) as [Person, Person, Person];
  const hidden = await played(series.organizer, [a, b, c], { visibility: 'private' });
  await move(hidden, 'completed');
  const open = await played(series.organizer, [a, b, c]);
  await database.sql`UPDATE tournament_registration SET state = 'disqualified' WHERE tournament_id = ${open.id} AND player_id = ${a.id}`;
  await move(open, 'completed');
  for (const stage of [hidden, open]) expect((await series.change('PUT', stage)).status).toBe(204);
  expect(ok(await get(series.path), 200).tournaments).toEqual([
    { tournamentId: open.id, title: 'Autumn Open', state: 'completed' },
  ]);
  const { items } = await series.standings();
  expect(items.map(({ entrantId }: { entrantId: string }) => entrantId).sort()).toEqual([b.id, c.id].sort());
});

it('who runs both adds a tournament, and a series has at most so many', async () => {
  const series = await aSeries();
  const foreign = await aTournament();
  await move(foreign, 'published');
  expect(codeOf(await series.change('PUT', foreign))).toBe('403 forbidden');
  expect(codeOf(await series.change('PUT', foreign, foreign.organizer))).toBe('403 forbidden');
  await database.sql`UPDATE tournament_tournament SET organizer_id = ${series.organizer.id} WHERE id = ${foreign.id}`;
  expect((await series.change('PUT', foreign)).status).toBe(204);
  expect((await series.change('PUT', foreign)).status).toBe(204);
  await database.sql`
    INSERT INTO tournament_tournament (id, title, organizer_id, mode, state, capacity, entrants_min, starts_at, created_at)
    SELECT make_id('trn', now()), 'Filler', ${series.organizer.id}, 'solo', 'draft', 8, 2, now(), now() FROM generate_series(1, ${seriesTournamentsMax}::integer)`;
  await database.sql`
    INSERT INTO tournament_series_tournament (series_id, tournament_id)
    SELECT ${series.id}, id FROM tournament_tournament WHERE title = 'Filler' LIMIT ${seriesTournamentsMax - 1}`;
  const [last] = await database.sql<{ id: string }[]>`
    SELECT id FROM tournament_tournament WHERE title = 'Filler' AND id NOT IN (SELECT tournament_id FROM tournament_series_tournament)`;
  expect((await series.change('PUT', last as { id: string })).body).toMatchObject({ code: 'limit_reached' });
  const audit = await database.sql`SELECT event, meta FROM moderation_audit WHERE ref_id = ${series.id} ORDER BY id`;
  expect(audit).toEqual([
    { event: 'series.created', meta: {} },
    { event: 'series.tournament_added', meta: { tournamentId: foreign.id } },
  ]);
});

it('a series is changed by its organizer, with If-Match; a draft of it is deleted with its place in the series', async () => {
  const series = await aSeries();
  const read = await get(series.path);
  const etag = read.headers.get('etag') ?? '';
  const change = (body: object, as: Person, headers = {}) => call('PATCH', series.path, { as, body, headers });
  expect(codeOf(await change({ title: 'Mine' }, await aPerson({ roles: ['organizer'] })))).toBe('403 forbidden');
  const changed = ok(await change({ points: [3, 1] }, series.organizer, { 'if-match': etag }), 200);
  expect(changed).toMatchObject({ title: 'Season 1', points: [3, 1], countedResults: null });
  expect(codeOf(await change({ title: 'X' }, series.organizer, { 'if-match': etag }))).toBe('412 precondition_failed');
  for (const body of [
    { points: [1, 3] },
    { points: [] },
    { points: [-1] },
    { countedResults: 0 },
    { countedResults: 33 },
  ])
    expect(codeOf(await change(body, series.organizer))).toBe('422 invalid_request');
  expect(codeOf(await get('/v1/series/ser_00000000000000000000000000'))).toBe('404 not_found');
  const { items } = ok(await get(`/v1/series?organizerId=${series.organizer.id}`), 200);
  expect(items.map(({ id }: { id: string }) => id)).toEqual([series.id]);
  const draft = await aTournament();
  await database.sql`INSERT INTO tournament_series_tournament (series_id, tournament_id) VALUES (${series.id}, ${draft.id})`;
  expect((await call('DELETE', `/v1/tournaments/${draft.id}`, { as: draft.organizer })).status).toBe(204);
});
