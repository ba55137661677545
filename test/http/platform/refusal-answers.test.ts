// A refusal says what to do next, and hides what its caller may not know.

import { describe, expect, it } from 'vitest';
import { revocationCreate, suspensionCreate } from '../../../src/certificates/life/contract.ts';
import { reasonCodesOf } from '../../../src/certificates/reason.ts';
import { makeId } from '../../../src/core/id.ts';
import { toInstant } from '../../../src/core/instant.ts';
import { type Answer, aPerson, aToken, call, get, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { aFinanceUser } from '../../support/ledger/ledger.ts';
import { aLiveTournament, aTournament, matchesOf, move, ok } from '../../support/tournaments/tournament.ts';

useDatabase();
const codeOf = ({ status, body }: Answer<{ code?: string }>) => [status, body.code];
const aTournamentId = () => makeId('tournament', toInstant(Date.now()), crypto.getRandomValues(new Uint8Array(10)));

describe('a refused transition', () => {
  it('names the state and the states that may follow', async () => {
    const stage = await aTournament();
    const to = async (state: string) =>
      (await post(`/v1/tournaments/${stage.id}/transitions`, { as: stage.organizer, body: { to: state } })).body.facts;
    const draft = { state: 'draft', allowed: ['pending_approval', 'published', 'cancelled'] };
    for (const state of ['registration_open', 'registration_closed', 'live', 'completed', 'archived'])
      expect(await to(state)).toEqual(draft);
    await move(stage, 'pending_approval');
    expect(await to('live')).toEqual({ state: 'pending_approval', allowed: ['draft', 'published', 'cancelled'] });
    await move(stage, 'cancelled');
    const end = await post(`/v1/tournaments/${stage.id}/transitions`, { as: stage.organizer, body: { to: 'live' } });
    expect(end.body.facts).toEqual({ state: 'cancelled', allowed: [] });
    expect(end.body.detail).toMatch(/^[A-Z].*\. \(state: cancelled; allowed: none\)$/);
  });

  it('of the seeding names the state that it needs', async () => {
    const stage = await aTournament();
    const path = `/v1/tournaments/${stage.id}/seeding`;
    const { body } = await post(path, { as: stage.organizer, body: { method: 'registration_order' } });
    expect([body.code, body.facts]).toEqual(['state_conflict', { state: 'draft', needs: ['registration_closed'] }]);
  });
});

it('who may not do something in a tournament is told which of its staff may', async () => {
  const [stage, player] = [await aLiveTournament(2), await aPerson()];
  const path = `/v1/tournaments/${stage.id}`;
  const match = `/v1/matches/${(await matchesOf(stage))[0]?.id}`;
  const needsOf = async (answer: Promise<Answer<{ facts?: { needs?: string } }>>) => (await answer).body.facts?.needs;
  expect([
    await needsOf(post(`${path}/payouts`, { as: player, body: {} })),
    await needsOf(post(`${path}/transitions`, { as: player, body: { to: 'completed' } })),
    await needsOf(post(`${match}/forfeits`, { as: player, body: { absent: [0] } })),
    await needsOf(
      post(`${path}/check-ins`, { as: player, body: { registrationIds: ['reg_00000000000000000000000000'] } }),
    ),
  ]).toEqual([
    'organizer of this tournament',
    'organizer or co-organizer of this tournament',
    'organizer, co-organizer or referee of this tournament',
    'organizer, co-organizer, referee or check-in staff of this tournament',
  ]);
});

describe('a draft', () => {
  const acts: readonly [method: string, path: string, body?: object][] = [
    ['GET', ''],
    ['POST', '/transitions', { to: 'published' }],
    ['POST', '/transitions', { to: 'live' }],
    ['POST', '/transitions', { to: 'completed' }],
    ['POST', '/transitions', { to: 'cancelled' }],
    ['POST', '/transitions', { to: 7 }],
    ['POST', '/registrations', {}],
    ['GET', '/registrations'],
    ['POST', '/seeding', { method: 'registration_order' }],
    ['GET', '/matches'],
    ['POST', '/payouts', {}],
    ['GET', '/prizes'],
    ['GET', '/placements'],
    ['GET', '/events'],
    ['POST', '/certificates', {}],
    ['POST', '/certificates', { registrationIds: 7 }],
    ['GET', '/certificates'],
  ];

  it.each(acts)('is the same as an unknown id to an outsider: %s %s %o', async (method, path, body) => {
    const [stage, cancelled, outsider] = [
      await aTournament({ entryFeeCoins: 5 }),
      await aTournament(),
      await aPerson({ roles: ['organizer'] }),
    ];
    await move(cancelled, 'cancelled');
    const ask = async (id: string) => {
      const answer = await call(method, `/v1/tournaments/${id}${path}`, { as: outsider, body });
      return { ...answer.body, requestId: undefined };
    };
    const unknown = await ask(aTournamentId());
    expect(unknown).toMatchObject({ status: 404, code: 'not_found' });
    expect(await ask(stage.id)).toEqual(unknown);
    expect(await ask(cancelled.id)).toEqual(unknown);
  });
});

it('events of a tournament are there as soon as it is public', async () => {
  const stage = await aTournament();
  await move(stage, 'published');
  expect(ok(await get(`/v1/tournaments/${stage.id}/events`), 200).items).toHaveLength(1);
  expect(ok(await get(`/v1/tournaments/${stage.id}/events?since=1`), 200)).toMatchObject({
    items: [],
    recovered: true,
  });
});

it('a tournament is answered with the names and values it was created with', async () => {
  const body = {
    title: 'Spring Cup',
    issuer: 'Dhaka Chess Club',
    accentColor: '#1d3f8a',
    timeZone: 'Asia/Dhaka',
    mode: 'team',
    rosterSize: 3,
    stages: [{ format: 'single_elimination', thirdPlaceMatch: true }],
    capacity: 8,
    entrantsMin: 3,
    requiresApproval: true,
    entryFeeCoins: 5,
    prizes: { kind: 'percent', places: [60, 40] },
    registrationOpensAt: '2029-01-01T00:00:00.000Z',
    registrationClosesAt: '2029-12-01T00:00:00.000Z',
    startsAt: '2030-01-01T10:00:00.000Z',
  };
  const organizer = await aPerson({ roles: ['organizer'] });
  const created = ok(await post('/v1/tournaments', { as: organizer, body }), 201);
  expect(created).toMatchObject(body);
  expect(created).not.toHaveProperty('hasThirdPlaceMatch');
  const read = ok(await get(`/v1/tournaments/${created.id}`, { as: organizer }), 200);
  expect(read).toMatchObject(body);
  const stages = read.stages.map(({ number: _, state: __, ...fields }: Record<string, unknown>) => fields);
  const copy = { ...Object.fromEntries(Object.keys(body).map((name) => [name, read[name]])), stages };
  ok(await post('/v1/tournaments', { as: organizer, body: copy }), 201);
});

it('a fee without a wallet says that a wallet has to be opened', async () => {
  const stage = await aTournament({ entryFeeCoins: 50 });
  await move(stage, 'published', 'registration_open');
  const path = `/v1/tournaments/${stage.id}/registrations`;
  const { body } = await post(path, { as: await aPerson(), body: {} });
  const needs = 'a wallet: POST /v1/wallets opens one';
  expect([body.code, body.facts]).toEqual([
    'insufficient_funds',
    { walletId: null, neededCoins: 50, availableCoins: 0, needs },
  ]);
});

describe('an invalid field is in `errors`', () => {
  it('where neither token nor body has a name', async () => {
    const stage = await aTournament();
    await move(stage, 'published', 'registration_open');
    const person = await aPerson();
    const nameless = { ...person, token: await aToken({ sub: person.id }) };
    const enter = (body: object) => post(`/v1/tournaments/${stage.id}/registrations`, { as: nameless, body });
    expect((await enter({})).body.errors).toEqual([
      { field: 'displayName', problem: 'is missing, and neither the profile nor the token has a name' },
    ]);
    const { body } = await enter({ displayName: 'x'.repeat(51) });
    expect(body.errors).toEqual([{ field: 'displayName', problem: 'must have 1 to 50 characters' }]);
    const longNamed = { ...person, token: await aToken({ sub: person.id, name: 'x'.repeat(51) }) };
    const long = await post(`/v1/tournaments/${stage.id}/registrations`, { as: longNamed, body: {} });
    expect([long.body.errors, long.body.facts]).toEqual([
      [{ field: 'displayName', problem: 'must have 1 to 50 characters' }],
      undefined,
    ]);
  });

  it('where a cursor is wrong, a draw has no seed, or a bound is missing', async () => {
    const finance = await aFinanceUser();
    expect((await get('/v1/tournaments?cursor=%00')).body.errors).toEqual([
      { field: 'cursor', problem: 'must be a nextCursor of this list, with the same filters, order and caller' },
    ]);
    const stage = await aTournament();
    await move(stage, 'published', 'registration_open', 'registration_closed');
    const draw = { as: stage.organizer, body: { method: 'random' } };
    expect((await post(`/v1/tournaments/${stage.id}/seeding`, draw)).body.errors).toEqual([
      { field: 'seed', problem: 'needed for a random draw' },
    ]);
    expect((await get('/v1/economy/revenue', { as: finance })).body.errors).toEqual([
      { field: 'from', problem: 'is missing' },
      { field: 'to', problem: 'is missing' },
    ]);
    expect((await get('/v1/economy/revenue?from=monday&to=2026-01-01', { as: finance })).body.errors).toEqual([
      { field: 'from', problem: 'must be a date such as 2026-01-31, or a date and time with an offset' },
    ]);
  });

  it.each([
    [revocationCreate, reasonCodesOf.revoke],
    [suspensionCreate, reasonCodesOf.suspend],
  ])('where a certificate is to be revoked or suspended without a reason: the codes are listed', (schema, codes) => {
    const [issue] = schema.safeParse({}).error?.issues ?? [];
    expect([issue?.path, issue?.message]).toEqual([
      ['reasonCode'],
      `must be one of: ${codes.join(', ')}; \`other\` needs \`reason\` or \`internalNote\``,
    ]);
  });
});

it('the organizer who reports like a side is pointed to the decisions', async () => {
  const stage = await aLiveTournament(2);
  const path = `/v1/matches/${(await matchesOf(stage))[0]?.id}`;
  const body = { scores: [1, 0] };
  for (const act of ['reports', 'confirmations']) {
    for (const typed of [body, {}]) {
      const refused = await post(`${path}/${act}`, { as: stage.organizer, body: typed });
      expect([refused.status, refused.body.code, refused.body.facts]).toEqual([
        403,
        'not_a_participant',
        { needs: 'POST /v1/matches/:id/decisions' },
      ]);
      const outsider = await post(`${path}/${act}`, { as: await aPerson(), body: typed });
      expect([codeOf(outsider), outsider.body.facts]).toEqual([[403, 'not_a_participant'], undefined]);
    }
  }
});

describe('a registration', () => {
  it('is readable at its Location by its members and the organizer only', async () => {
    const stage = await aTournament({ mode: 'team', rosterSize: 2 });
    await move(stage, 'published', 'registration_open');
    const [captain, mate] = [await aPerson(), await aPerson()];
    const team = ok(await post('/v1/teams', { as: captain, body: { name: 'Team' } }), 201);
    ok(await post(`/v1/teams/${team.id}/members`, { as: mate, body: { joinCode: team.joinCode } }), 201);
    const body = { teamId: team.id };
    const created = await post(`/v1/tournaments/${stage.id}/registrations`, { as: captain, body });
    const path = created.headers.get('location') ?? '';
    expect(path).toBe(`/v1/registrations/${ok(created, 201).id}`);
    for (const as of [captain, mate, stage.organizer, await aPerson({ roles: ['admin'] })])
      expect(ok(await get(path, { as }), 200)).toEqual(created.body);
    for (const as of [await aPerson(), await aPerson({ roles: ['organizer'] })])
      expect(codeOf(await get(path, { as }))).toEqual([404, 'not_found']);
    expect(codeOf(await get(path))).toEqual([401, 'unauthenticated']);
  });
});
