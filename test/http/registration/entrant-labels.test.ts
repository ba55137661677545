// Club, country and rating of an entrant: who gives them, who sees them, and what is refused.

import { expect, it } from 'vitest';
import { aPerson, call, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { aTournament, move, ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

async function anEntrant(body: Record<string, unknown> = {}) {
  const stage = await aTournament({ capacity: 4 });
  await move(stage, 'published', 'registration_open');
  const player = await aPerson({ name: 'Ada Lovelace' });
  const entry = ok(await post(`/v1/tournaments/${stage.id}/registrations`, { as: player, body }), 201);
  return { ...stage, player, entry };
}

const change = (id: string, as: Person, body: unknown) => call('PATCH', `/v1/registrations/${id}`, { as, body });

it('a player registers with club and country, and everybody who may see the entry sees them', async () => {
  const { id, entry } = await anEntrant({ club: '  Dhaka  Chess Club ', country: 'bd' });
  expect([entry.club, entry.country, entry.rating]).toEqual(['Dhaka Chess Club', 'BD', null]);
  const { items } = ok(await get(`/v1/tournaments/${id}/registrations`), 200);
  expect(items).toEqual([entry]);
});

it.each([
  ['a country that does not exist', { country: 'XX' }],
  ['the name of a country', { country: 'Bangladesh' }],
  ['an empty club', { club: ' ' }],
  ['a club of 81 characters', { club: 'c'.repeat(81) }],
  ['a rating by the player', { rating: 2000 }],
])('%s is refused at registration', async (_, body) => {
  const stage = await aTournament();
  await move(stage, 'published', 'registration_open');
  const answer = await post(`/v1/tournaments/${stage.id}/registrations`, { as: await aPerson(), body });
  expect([answer.status, answer.body.code]).toEqual([422, 'invalid_request']);
});

it('the organizer sets what is given, deletes what is null, and leaves the rest', async () => {
  const { organizer, entry } = await anEntrant({ club: 'Castle', country: 'BD' });
  const rated = ok(await change(entry.id, organizer, { rating: 1850, club: null }), 200);
  expect(rated).toEqual({ ...entry, club: null, rating: 1850 });
  expect(ok(await change(entry.id, organizer, {}), 200)).toEqual(rated);
  const audit = await database.sql`SELECT meta FROM moderation_audit WHERE ref_id = ${entry.id}`;
  expect(audit).toEqual([{ meta: { fields: 'club,rating' } }]);
});

it('the entrant does not set them afterwards, nor does another organizer', async () => {
  const { player, entry } = await anEntrant();
  for (const as of [player, await aPerson({ roles: ['organizer'] })])
    expect((await change(entry.id, as, { rating: 2000 })).body.code).toBe('forbidden');
});

it('they do not change after the tournament is over', async () => {
  const stage = await anEntrant();
  await move(stage, 'cancelled');
  expect((await change(stage.entry.id, stage.organizer, { club: 'Castle' })).body.code).toBe('state_conflict');
});

it('erasure deletes them, and the export has them', async () => {
  const { organizer, player, entry } = await anEntrant({ club: 'Castle', country: 'BD' });
  ok(await change(entry.id, organizer, { rating: 1850 }), 200);
  const kept = ok(await get('/v1/me/export', { as: player }), 200);
  expect(JSON.stringify(kept)).toContain('"rating":1850');
  await call('DELETE', `/v1/players/${player.id}/personal-data`, { as: player });
  const [row] = await database.sql`SELECT club, country, rating FROM tournament_registration WHERE id = ${entry.id}`;
  expect(row).toEqual({ club: null, country: null, rating: null });
});
