// Registration and the acts of organizers over HTTP, with concurrent requests.

import { describe, expect, it } from 'vitest';
import { type Answer, aPerson, get, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { balanceOf, escrowOf, expectConsistentLedger, manyOwners } from '../../support/ledger/ledger.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import {
  aLiveTournament,
  aTournament,
  enter,
  matchesOf,
  move,
  ok,
  people,
  playAllMatches,
} from '../../support/tournaments/tournament.ts';

const database = useDatabase();

const codeOf = (answer: Answer<{ code?: string }>) => [answer.status, answer.body.code];

describe('registration', () => {
  it('of a crowd concurrently for eight places confirms exactly eight and charges them once, and the others wait in the order of their events', async () => {
    const stage = await aTournament({ capacity: 8, entryFeeCoins: 5 });
    await move(stage, 'published', 'registration_open');
    const count = caseCount({ usual: 250, nightly: 1_000 });
    const crowd = await manyOwners(count, 10);
    const answers = await Promise.all(
      crowd.map((as) => post(`/v1/tournaments/${stage.id}/registrations`, { as, body: {} })),
    );
    const entrants = answers.map((answer) => ok(answer, 201));
    const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
    expect(entrants.filter(({ state, waitlist }) => state === 'confirmed' && waitlist === null)).toHaveLength(8);
    const waiting = entrants.filter(({ state }) => state === 'waitlisted');
    waiting.sort((one, other) => one.waitlist.position - other.waitlist.position);
    expect(waiting.map(({ waitlist }) => waitlist)).toEqual(
      upTo(count - 8).map((length) => ({ position: length, length, offerEndsAt: null })),
    );
    const events =
      await database.sql`SELECT seq, payload FROM event_outbox WHERE tournament_id = ${stage.id} ORDER BY seq`;
    expect(events.map((event) => event.seq)).toEqual(upTo(count + 2));
    const told = events.filter(({ payload }) => payload.state === 'waitlisted');
    expect(told.map(({ payload }) => payload.registrationId)).toEqual(waiting.map(({ id }) => id));
    const read = ok(await get(`/v1/registrations/${told[199]?.payload.registrationId}`, { as: stage.organizer }), 200);
    expect(read.waitlist).toEqual({ position: 200, length: count - 8, offerEndsAt: null });
    const balances = await Promise.all(crowd.map(async (owner) => [await balanceOf(owner), owner.id] as const));
    const confirmed = entrants.filter(({ state }) => state === 'confirmed').map(({ playerId }) => playerId);
    expect(balances.flatMap(([coins, id]) => (coins === 5 ? [id] : [])).toSorted()).toEqual(confirmed.toSorted());
    expect([balances.filter(([coins]) => coins === 10).length, await escrowOf(database.sql, stage.id)]).toEqual([
      ...[count - 8, 40],
    ]);
    await expectConsistentLedger(database.sql);
  });

  it('of one player twenty times concurrently counts once', async () => {
    const stage = await aTournament();
    await move(stage, 'published', 'registration_open');
    const as = await aPerson();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => post(`/v1/tournaments/${stage.id}/registrations`, { as, body: {} })),
    );
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    expect(answers.filter((answer) => answer.body.code === 'already_registered')).toHaveLength(19);
    expect(ok(await get(`/v1/tournaments/${stage.id}`), 200).confirmedCount).toBe(1);
  });

  it('is possible only while registration is open, and a draft is not found', async () => {
    const stage = await aTournament();
    const register = async () =>
      codeOf(await post(`/v1/tournaments/${stage.id}/registrations`, { as: await aPerson(), body: {} }));
    expect(await register()).toEqual([404, 'not_found']);
    await move(stage, 'published');
    expect(await register()).toEqual([409, 'registration_not_open']);
    await move(stage, 'registration_open', 'registration_closed');
    expect(await register()).toEqual([409, 'registration_not_open']);
  });

  it.each([
    ['before it opens', { registrationOpensAt: '2029-01-01T00:00:00Z' }],
    ['after it closed', { registrationClosesAt: '2020-01-01T00:00:00Z' }],
  ])('is refused %s, even when the state is open', async (_, fields) => {
    const stage = await aTournament(fields);
    await move(stage, 'published');
    // Written to the database directly: the API refuses to open registration after its end.
    await database.sql`UPDATE tournament_tournament SET state = 'registration_open' WHERE id = ${stage.id}`;
    const answer = await post(`/v1/tournaments/${stage.id}/registrations`, { as: await aPerson(), body: {} });
    expect(codeOf(answer)).toEqual([409, 'registration_not_open']);
  });

  it('stores one normalized name for two spellings that look alike, and accepts both players', async () => {
    const stage = await aTournament();
    await move(stage, 'published', 'registration_open');
    const alike = ['Zoë King', ' Zoe\u0308\u200b\u00a0King\ufeff'];
    await enter(stage, await Promise.all(alike.map((name) => aPerson({ name }))));
    const { items } = ok(await get(`/v1/tournaments/${stage.id}/registrations`), 200);
    expect(items.map((item: { displayName: string }) => item.displayName)).toEqual(['Zoë King', 'Zoë King']);
  });

  it.each([
    ['with an invisible character', 'Ada\u200b'],
    ['that is not composed', 'Zoe\u0308'],
    ['with a space at its end', 'Ada '],
    ['with a line separator', 'Ada\u2028King'],
    ['that turns its direction', '\u202eAda'],
  ])('is refused by the database with a name %s', async (_, name) => {
    const stage = await aTournament();
    await expect(database.sql`
      INSERT INTO tournament_registration (id, tournament_id, player_id, display_name, language, state, created_at)
      VALUES ('reg_1', ${stage.id}, 'ply_1', ${name}, 'en', 'confirmed', now())`).rejects.toThrow(
      'registration_names_are_clean',
    );
  });

  it('requires a printable name', async () => {
    const stage = await aTournament();
    await move(stage, 'published', 'registration_open');
    for (const name of ['\u200b', 'x'.repeat(51)]) {
      const answer = await post(`/v1/tournaments/${stage.id}/registrations`, { as: await aPerson({ name }), body: {} });
      expect(codeOf(answer)).toEqual([422, 'invalid_request']);
    }
    await enter(stage, [await aPerson({ name: '東京 Δ 🎉 সাকিব' })]);
    expect(ok(await get(`/v1/tournaments/${stage.id}/registrations`), 200).items[0].displayName).toBe('東京 Δ 🎉 সাকিব');
  });
});

describe('the organizer', () => {
  it('of another tournament has no rights on this one', async () => {
    const stage = await aTournament();
    const outsider = await aPerson({ roles: ['organizer'] });
    const path = `/v1/tournaments/${stage.id}/transitions`;
    expect(codeOf(await post(path, { as: outsider, body: { to: 'published' } }))).toEqual([404, 'not_found']);
    await move(stage, 'published');
    const answer = await post(path, { as: outsider, body: { to: 'registration_open' } });
    expect(codeOf(answer)).toEqual([403, 'forbidden']);
    expect(await database.sql`SELECT 1 FROM moderation_audit WHERE actor_id = ${outsider.id}`).toHaveLength(0);
  });

  it('cannot skip states, start with too few entrants, or complete with open matches', async () => {
    const stage = await aTournament({ entrantsMin: 3 });
    const to = (state: string) =>
      post(`/v1/tournaments/${stage.id}/transitions`, { as: stage.organizer, body: { to: state } });
    expect(codeOf(await to('live'))).toEqual([409, 'state_conflict']);
    await move(stage, 'published', 'registration_open');
    await enter(stage, await people(2));
    await move(stage, 'registration_closed');
    expect(codeOf(await to('live'))).toEqual([409, 'not_enough_entrants']);
    await move(stage, 'registration_open');
    await enter(stage, await people(1));
    await move(stage, 'registration_closed', 'live');
    expect(codeOf(await to('completed'))).toEqual([409, 'matches_open']);
    expect((await to('published')).status).toBe(409);
  });

  it('starting twenty times concurrently generates one bracket', async () => {
    const stage = await aTournament();
    await move(stage, 'published', 'registration_open');
    await enter(stage, await people(5));
    await move(stage, 'registration_closed');
    const start = () => post(`/v1/tournaments/${stage.id}/transitions`, { as: stage.organizer, body: { to: 'live' } });
    const answers = await Promise.all(Array.from({ length: 20 }, start));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(await matchesOf(stage)).toHaveLength(4);
  });

  it('must list every entrant exactly once for manual seeding', async () => {
    const stage = await aTournament();
    await move(stage, 'published', 'registration_open');
    await enter(stage, await people(3));
    await move(stage, 'registration_closed');
    const { items } = ok(await get(`/v1/tournaments/${stage.id}/registrations`), 200);
    const ids: string[] = items.map((item: { id: string }) => item.id).toReversed();
    const seed = (body: object) => post(`/v1/tournaments/${stage.id}/seeding`, { as: stage.organizer, body });
    expect((await seed({ method: 'manual', order: ids.slice(1) })).status).toBe(422);
    expect((await seed({ method: 'manual', order: [...ids.slice(1), ids[1]] })).status).toBe(422);
    expect((await seed({ method: 'random' })).status).toBe(422);
    expect(ok(await seed({ method: 'manual', order: ids }), 200).order).toEqual(ids);
    const draw = async () => ok(await seed({ method: 'random', seed: 'published' }), 200).order;
    expect(await draw()).toEqual(await draw());
  });
});

it('issuing certificates requires a completed tournament and its organizer', async () => {
  const stage = await aLiveTournament(2);
  const path = `/v1/tournaments/${stage.id}/certificates`;
  expect(codeOf(await post(path, { as: stage.organizer, body: {} }))).toEqual([409, 'tournament_not_completed']);
  await playAllMatches(stage);
  await move(stage, 'completed');
  expect(codeOf(await post(path, { as: stage.players[0], body: {} }))).toEqual([403, 'forbidden']);
  expect(await database.sql`SELECT 1 FROM certificate_certificate`).toHaveLength(0);
});
