// Seeding over HTTP: methods, seeds by hand, separation by label, and the published draw.

import { expect, it } from 'vitest';
import { aPerson, call, get, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import {
  aTournament,
  enter,
  matchesOf,
  move,
  ok,
  people,
  playAllMatches,
} from '../../support/tournaments/tournament.ts';

useDatabase();

/** Registration is closed. Entrants have what `profiles` say; a rating is given by the organizer. */
async function aClosedTournament(
  profiles: readonly { club?: string; country?: string; rating?: number }[],
  fields: Record<string, unknown> = {},
) {
  const stage = await aTournament({ capacity: 16, ...fields });
  await move(stage, 'published', 'registration_open');
  const players = await people(profiles.length);
  const ids: string[] = [];
  for (const [index, { rating, ...labels }] of profiles.entries()) {
    const entry = ok(
      await post(`/v1/tournaments/${stage.id}/registrations`, { as: players[index], body: labels }),
      201,
    );
    if (rating !== undefined)
      ok(await call('PATCH', `/v1/registrations/${entry.id}`, { as: stage.organizer, body: { rating } }), 200);
    ids.push(entry.id);
  }
  await move(stage, 'registration_closed');
  const seed = (body: Record<string, unknown>) =>
    post(`/v1/tournaments/${stage.id}/seeding`, { as: stage.organizer, body });
  return { ...stage, players, ids, seed };
}

const nobody = (count: number) => Array.from({ length: count }, () => ({}));

it('by rating the highest comes first, and entrants without one last', async () => {
  const { ids, seed } = await aClosedTournament([{}, { rating: 1500 }, { rating: 2100 }, { rating: 1500 }]);
  const { order } = ok(await seed({ method: 'rating' }), 200);
  expect(order).toEqual([ids[2], ids[1], ids[3], ids[0]]);
});

it('by placements the ranks of an earlier tournament count, and new entrants follow', async () => {
  const earlier = await aClosedTournament(nobody(4));
  await move(earlier, 'live');
  await playAllMatches(earlier);
  const { id, organizer } = await aTournament({ capacity: 8 });
  await move({ id, organizer }, 'published', 'registration_open');
  await enter({ id, organizer }, [await aPerson(), ...earlier.players]);
  await move({ id, organizer }, 'registration_closed');
  const seed = (body: object) => post(`/v1/tournaments/${id}/seeding`, { as: organizer, body });
  const tooEarly = await seed({ method: 'placements', placementsOf: earlier.id });
  expect(tooEarly.body.code).toBe('tournament_not_completed');
  await move(earlier, 'completed');
  const { order } = ok(await seed({ method: 'placements', placementsOf: earlier.id }), 200);
  const { items } = ok(await get(`/v1/tournaments/${id}/registrations`), 200);
  const playerOf = new Map(items.map((item: { id: string; playerId: string }) => [item.id, item.playerId]));
  const placements = ok(await get(`/v1/tournaments/${earlier.id}/placements`), 200).items;
  const old = ok(await get(`/v1/tournaments/${earlier.id}/registrations`), 200).items;
  const oldPlayerOf = new Map(old.map((item: { id: string; playerId: string }) => [item.id, item.playerId]));
  const best = placements
    .slice(0, 2)
    .map(({ registrationId }: { registrationId: string }) => oldPlayerOf.get(registrationId));
  expect(order.slice(0, 2).map((entry: string) => playerOf.get(entry))).toEqual(best);
  expect(order.at(-1)).toBe(items[0].id);
});

it('seeds by hand stand, and the method fills the others', async () => {
  const { ids, seed } = await aClosedTournament(nobody(5));
  const { order, given } = ok(await seed({ method: 'registration_order', order: [ids[4], null, ids[0]] }), 200);
  expect(order).toEqual([ids[4], ids[1], ids[0], ids[2], ids[3]]);
  expect(given).toEqual([
    { registrationId: ids[4], seed: 1 },
    { registrationId: ids[0], seed: 3 },
  ]);
  const drawn = ok(await seed({ method: 'random', seed: 'drawn on Friday', order: [ids[4]] }), 200).order;
  expect([drawn[0], drawn.toSorted()]).toEqual([ids[4], ids.toSorted()]);
});

it('separated by club, mates meet as late as they can, and the matches follow the seeds', async () => {
  const clubs = ['A', 'B', 'C', 'D', 'D', 'A', 'B', 'C'];
  const { id, organizer, ids, seed } = await aClosedTournament(clubs.map((club) => ({ club })));
  const { order, clashes, separateBy } = ok(await seed({ method: 'registration_order', separateBy: 'club' }), 200);
  expect([clashes, separateBy]).toEqual([[], 'club']);
  const clubOf = (entry: string) => clubs[ids.indexOf(entry)];
  await move({ id, organizer }, 'live');
  const seeds = ok(await get(`/v1/tournaments/${id}/registrations`), 200).items.map(
    ({ seed }: { seed: number }) => seed,
  );
  expect(seeds).toEqual(ids.map((entry) => order.indexOf(entry) + 1));
  expect(await matchesOf({ id, organizer })).toHaveLength(7);
  const pairs = [
    [0, 7],
    [3, 4],
    [1, 6],
    [2, 5],
  ].map((pair) => pair.map((at) => clubOf(order[at])));
  for (const [a, b] of pairs) expect(a).not.toBe(b);
});

it('clashes that cannot be avoided are named', async () => {
  const { ids, seed } = await aClosedTournament(['BD', 'BD', 'BD', 'IN'].map((country) => ({ country })));
  const { clashes } = ok(await seed({ method: 'registration_order', separateBy: 'country' }), 200);
  expect(clashes.map(({ meeting }: { meeting: string }) => meeting)).toEqual(['round_1', 'round_2']);
  expect(clashes[1].registrationIds.toSorted()).toEqual(ids.slice(0, 3).toSorted());
});

it('everybody reads the last draw, without names and labels', async () => {
  const { id, seed } = await aClosedTournament([{ club: 'Castle' }, { club: 'Castle' }, {}, {}]);
  const path = `/v1/tournaments/${id}/seeding`;
  expect((await get(path)).status).toBe(404);
  ok(await seed({ method: 'registration_order' }), 200);
  const draw = ok(await seed({ method: 'random', seed: 'drawn on Friday', separateBy: 'club' }), 200);
  expect(ok(await get(path), 200)).toEqual(draw);
  expect(JSON.stringify(draw)).not.toMatch(/Castle|Player/);
});

it.each([
  ['a random draw without a seed', { method: 'random' }, 'seed'],
  ['a seed for another method', { method: 'rating', seed: 'x' }, 'seed'],
  ['placements of no tournament', { method: 'placements' }, 'placementsOf'],
  ['an entrant twice', { method: 'rating', order: [0, 0] }, 'order'],
  ['more seeds than entrants', { method: 'rating', order: [null, null, null, null] }, 'order'],
  ['open seeds in a manual order', { method: 'manual', order: [0, null, 1] }, 'order'],
])('%s is refused', async (_, body, field) => {
  const { ids, seed } = await aClosedTournament(nobody(3));
  const order = 'order' in body ? { order: body.order?.map((at) => (at === null ? null : ids[at])) } : {};
  const { status, body: problem } = await seed({ ...body, ...order });
  expect([status, problem.errors?.[0]?.field]).toEqual([422, field]);
});

it('a separation is refused where everybody meets everybody', async () => {
  const { seed } = await aClosedTournament(nobody(3), { stages: [{ format: 'round_robin' }] });
  const { body } = await seed({ method: 'rating', separateBy: 'club' });
  expect(body.errors).toEqual([{ field: 'separateBy', problem: 'everybody meets everybody in this stage' }]);
});

it('placements of a tournament that the organizer may not read are not found', async () => {
  const secret = await aTournament();
  const { seed } = await aClosedTournament(nobody(2));
  expect((await seed({ method: 'placements', placementsOf: secret.id })).status).toBe(404);
});

it('a Swiss keeps club mates apart in its first round', async () => {
  const clubs = ['A', 'B', 'C', 'A', 'D', 'E'];
  const fields = { stages: [{ format: 'swiss', rounds: 2 }] };
  const { seed } = await aClosedTournament(
    clubs.map((club) => ({ club })),
    fields,
  );
  const { clashes, levels } = ok(await seed({ method: 'registration_order', separateBy: 'club' }), 200);
  expect(clashes).toEqual([]);
  expect(levels).toEqual([{ meeting: 'round_1', sets: expect.arrayContaining([expect.arrayContaining([1, 4])]) }]);
});

it('a Swiss with too few entrants for its rounds is seeded, but not separated', async () => {
  const { seed } = await aClosedTournament(nobody(4), { stages: [{ format: 'swiss', rounds: 5 }] });
  ok(await seed({ method: 'rating' }), 200);
  expect((await seed({ method: 'rating', separateBy: 'club' })).body.code).toBe('not_enough_entrants');
});
