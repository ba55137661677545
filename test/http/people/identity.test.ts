// Players of external subjects, and the caller's own profile. Tokens are signed with the secret of the tests and name their issuer.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { findOrMakePlayer } from '../../../src/identity/store.ts';
import { aPerson, aToken, call, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { newId } from '../../support/isolate/ports.ts';
import { aTournament, move, ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

const issuer = 'https://id.elsewhere.test/';

/** The bearer of a token with an external subject; the id is not known yet. */
async function aStranger(claims: Record<string, unknown> = {}): Promise<Person> {
  const subject = `auth0|${crypto.randomUUID()}`;
  return { id: '', name: 'Ada', token: await aToken({ iss: issuer, sub: subject, name: 'Ada', ...claims }) };
}

const me = async (as: Person) => ok(await get('/v1/me', { as }), 200);

describe('the first request with a subject', () => {
  it('makes its player, and later ones find the same', async () => {
    const as = await aStranger();
    const first = await me(as);
    expect(first).toEqual({
      id: expect.stringMatching(/^ply_/),
      displayName: 'Ada',
      roles: [{ role: 'player', sources: ['token'] }],
      issuer,
      createdAt: expect.any(String),
    });
    expect(await me(as)).toEqual(first);
    expect(ok(await get(`/v1/players/${first.id}`), 200)).toEqual({ id: first.id, displayName: 'Ada' });
  });

  it('sent twenty times at once makes one player', async () => {
    const as = await aStranger();
    const found = await Promise.all(Array.from({ length: 20 }, () => me(as)));
    expect(new Set(found.map(({ id }) => id)).size).toBe(1);
    const rows = await database.sql`SELECT 1 FROM identity_player p WHERE display_name = 'Ada'
      AND NOT EXISTS (SELECT 1 FROM identity_subject s WHERE s.player_id = p.id)`;
    expect(rows).toHaveLength(0);
  });

  it('of another issuer makes another player, also for the same subject', async () => {
    const sub = crypto.randomUUID();
    // One after the other: the second would find what the first has cached.
    const one = await me(await aStranger({ sub }));
    const other = await me(await aStranger({ sub, iss: issuer.slice(0, -1) }));
    const own = await me(await aStranger({ sub, iss: undefined }));
    expect(new Set([one.id, other.id, own.id]).size).toBe(3);
    expect(own.issuer).toBe('urn:laurel:jwt-secret');
  });

  it.each([
    ['no name', undefined, null],
    ['an empty name', '', null],
    ['a name of invisible characters', '\u200b\u3164', null],
    ['a name that is too long', 'x'.repeat(51), null],
    ['a name with direction controls', '\u202eAda\u202c', 'Ada'],
  ])('with %s makes a player with the cleaned name, or none', async (_, name, displayName) => {
    expect((await me(await aStranger({ name }))).displayName).toBe(displayName);
  });

  it.each([
    ['of 1,000 characters', 'x'.repeat(1000)],
    ['that is empty', ''],
    ['with a NUL', 'a\u0000'],
    ['with an unpaired surrogate', '\ud800'],
  ])('is refused for a subject %s', async (_, sub) => {
    const answer = await get('/v1/me', { as: await aStranger({ sub }) });
    expect([answer.status, answer.body.code, answer.body.facts]).toEqual([
      401,
      'unauthenticated',
      { reason: 'claim sub is not valid' },
    ]);
  });

  it('may be a registration', async () => {
    const [stage, as] = [await aTournament(), await aStranger()];
    await move(stage, 'published', 'registration_open');
    const entered = ok(await post(`/v1/tournaments/${stage.id}/registrations`, { as, body: {} }), 201);
    expect([entered.playerId, entered.displayName]).toEqual([(await me(as)).id, 'Ada']);
  });
});

describe('over twenty connections', () => {
  const pools: Database[] = [];
  beforeAll(() => {
    const url = database.url.replace(/\/\/[^:]+:/, '//laurel_app:');
    for (let count = 0; count < 20; count += 1) pools.push(openDatabase(url, 1));
  });
  afterAll(() => Promise.all(pools.map((pool) => pool.close())));

  it('simultaneous first requests make one player and leave no other behind', async () => {
    for (let round = 0; round < 10; round += 1) {
      const subject = `race-${round}`;
      const link = () => ({
        issuer,
        subject,
        playerId: newId('player'),
        name: 'Racer',
        hashes: [],
        now: '2026-01-01T00:00:00.000Z',
      });
      const found = await Promise.all(pools.map((pool) => findOrMakePlayer(pool, link() as never)));
      expect(new Set(found).size).toBe(1);
    }
    expect(await database.sql`SELECT 1 FROM identity_player WHERE display_name = 'Racer'`).toHaveLength(10);
  });
});

describe('the own profile', () => {
  it('belongs to players of `ply_…` tokens too, from their first look on', async () => {
    const as = await aPerson({ name: 'Grace', roles: ['organizer'] });
    expect((await get(`/v1/players/${as.id}`)).status).toBe(404);
    const roles = ['player', 'organizer'].map((role) => ({ role, sources: ['token'] }));
    expect(await me(as)).toMatchObject({ id: as.id, displayName: 'Grace', roles });
    ok(await get(`/v1/players/${as.id}`), 200);
  });

  it.each([
    ['an external subject', () => aStranger()],
    ['a player id', () => aPerson({ name: 'Ada' })],
  ])('of %s has a name that the token no longer decides', async (_, make) => {
    const as = await make();
    const renamed = ok(await call('PATCH', '/v1/me', { as, body: { displayName: ' Ada\u200b  King ' } }), 200);
    expect(renamed.displayName).toBe('Ada King');
    expect((await me(as)).displayName).toBe('Ada King');
    const stage = await aTournament();
    await move(stage, 'published', 'registration_open');
    const path = `/v1/tournaments/${stage.id}/registrations`;
    expect(ok(await post(path, { as, body: {} }), 201).displayName).toBe('Ada King');
    const team = ok(await post('/v1/teams', { as, body: { name: 'The Readers' } }), 201);
    const [member] = await database.sql`SELECT display_name FROM team_member WHERE team_id = ${team.id}`;
    expect(member?.display_name).toBe('Ada King');
  });

  it.each([[{}], [{ displayName: '' }], [{ displayName: null }], [{ displayName: 'Ada', roles: ['admin'] }]])(
    'refuses the change %j',
    async (body) => {
      expect((await call('PATCH', '/v1/me', { as: await aPerson(), body })).body.code).toBe('invalid_request');
    },
  );

  it('needs a token', async () => {
    expect((await get('/v1/me')).status).toBe(401);
    expect((await call('PATCH', '/v1/me', { body: { displayName: 'Ada' } })).status).toBe(401);
  });
});

it('a player who is not known is not found', async () => {
  expect((await get(`/v1/players/ply_${'0'.repeat(26)}`)).status).toBe(404);
  expect((await get('/v1/players/ada')).status).toBe(404);
});
