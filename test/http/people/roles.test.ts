// Roles granted in Laurel: who may grant them, what they allow, and when a withdrawn one ends.

import { beforeAll, describe, expect, it } from 'vitest';
import { aPerson, aToken, call, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { newKey } from '../../support/ledger/ledger.ts';
import { aTournament, move, ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

let admin: Person;
beforeAll(async () => {
  admin = await aPerson({ name: 'Root', roles: ['admin'] });
});

const grant = (to: Person, role: string, as = admin) => post(`/v1/players/${to.id}/roles`, { as, body: { role } });
const withdraw = (from: Person, role: string, as = admin) =>
  call('DELETE', `/v1/players/${from.id}/roles/${role}`, { as });
const rolesOf = async (person: Person) => ok(await get(`/v1/players/${person.id}/roles`, { as: admin }), 200).items;

const tournament = { title: 'Open', capacity: 8, startsAt: '2030-01-01T10:00:00Z' };
const create = (as: Person) => post('/v1/tournaments', { as, body: tournament });

async function aStranger(): Promise<Person> {
  const token = await aToken({ iss: 'https://id.elsewhere.test/', sub: crypto.randomUUID() });
  const person = { id: '', name: '', token };
  return { ...person, id: ok(await get('/v1/me', { as: person }), 200).id };
}

describe.each([
  ['of a `ply_…` token', () => aPerson()],
  ['of an external subject', aStranger],
])('a player %s', (_, make) => {
  it('may use a granted role at once, and a withdrawn one no longer', async () => {
    const person = await make();
    ok(await create(person), 403);
    ok(await grant(person, 'organizer'), 200);
    ok(await create(person), 201);
    expect(ok(await get('/v1/me', { as: person }), 200).roles).toEqual([
      { role: 'player', sources: ['token'] },
      { role: 'organizer', sources: ['laurel'] },
    ]);
    ok(await withdraw(person, 'organizer'), 204);
    ok(await create(person), 403);
    expect(await rolesOf(person)).toEqual([]);
  });
});

it('a role that was withdrawn elsewhere ends for acts at once, also while a read has cached it', async () => {
  const person = await aPerson();
  ok(await grant(person, 'admin'), 200);
  ok(await get(`/v1/players/${person.id}/roles`, { as: person }), 200);
  // As another backend object would do it, which has a cache of its own.
  await database.sql`DELETE FROM identity_role WHERE player_id = ${person.id}`;
  ok(await grant(await aPerson(), 'finance', person), 403);
  ok(await get(`/v1/players/${person.id}/roles`, { as: person }), 403);
});

describe('a granted role', () => {
  it('allows what the same role in a token allows: a granted administrator sees drafts and grants roles', async () => {
    const person = await aPerson();
    const stage = await aTournament();
    ok(await get(`/v1/tournaments/${stage.id}`, { as: person }), 404);
    ok(await grant(person, 'admin'), 200);
    ok(await get(`/v1/tournaments/${stage.id}`, { as: person }), 200);
    await move({ ...stage, organizer: person }, 'published');
    ok(await grant(await aPerson(), 'finance', person), 200);
  });

  it('is judged before the body, like one in a token', async () => {
    const person = await aPerson();
    const invalid = () => post('/v1/tournaments', { as: person, body: { title: '' } });
    ok(await invalid(), 403);
    ok(await grant(person, 'organizer'), 200);
    ok(await invalid(), 422);
  });

  it('is shown beside the same role of the token', async () => {
    const person = await aPerson({ roles: ['finance'] });
    ok(await grant(person, 'finance'), 200);
    expect(ok(await get('/v1/me', { as: person }), 200).roles).toContainEqual({
      role: 'finance',
      sources: ['token', 'laurel'],
    });
  });
});

describe('granting', () => {
  it('is for administrators', async () => {
    const player = await aPerson();
    for (const roles of [[], ['organizer'], ['moderator'], ['finance']] as const) {
      const as = await aPerson({ roles });
      ok(await grant(player, 'admin', as), 403);
      ok(await withdraw(player, 'admin', as), 403);
      ok(await get(`/v1/players/${player.id}/roles`, { as }), 403);
    }
    ok(await post(`/v1/players/${player.id}/roles`, { body: { role: 'admin' } }), 401);
  });

  it.each([['player'], ['emperor'], [''], [null]])('refuses the role %j', async (role) => {
    expect((await grant(await aPerson(), role as string)).body.code).toBe('invalid_request');
    expect((await withdraw(await aPerson(), String(role) || 'x')).status).toBe(404);
  });

  it('twenty times at once grants once, with one audit row', async () => {
    const person = await aPerson();
    const answers = await Promise.all(Array.from({ length: 20 }, () => grant(person, 'moderator')));
    expect(new Set(answers.map((answer) => JSON.stringify(ok(answer, 200)))).size).toBe(1);
    expect(await rolesOf(person)).toEqual([{ role: 'moderator', grantedBy: admin.id, grantedAt: expect.any(String) }]);
    expect(await auditOf(person)).toEqual([
      { event: 'player.role_granted', actor_id: admin.id, meta: { role: 'moderator' } },
    ]);
  });

  it('repeated with its key answers the same, also after a withdrawal', async () => {
    const person = await aPerson();
    const options = { as: admin, body: { role: 'finance' }, headers: newKey() };
    const first = await post(`/v1/players/${person.id}/roles`, options);
    ok(await withdraw(person, 'finance'), 204);
    const again = await post(`/v1/players/${person.id}/roles`, options);
    expect([again.text, again.headers.get('idempotency-replayed')]).toEqual([first.text, 'true']);
    expect(await rolesOf(person)).toEqual([]);
  });
});

it('withdrawing writes an audit row; a role that Laurel has not granted is not found', async () => {
  const person = await aPerson({ roles: ['organizer'] });
  ok(await withdraw(person, 'organizer'), 404);
  ok(await grant(person, 'organizer'), 200);
  ok(await withdraw(person, 'organizer'), 204);
  ok(await withdraw(person, 'organizer'), 404);
  const events = (await auditOf(person)).map(({ event }) => event);
  expect(events).toEqual(['player.role_granted', 'player.role_withdrawn']);
  const page = ok(await get(`/v1/moderation/audit?refType=player&refId=${person.id}`, { as: admin }), 200);
  expect(page.items).toHaveLength(2);
});

const auditOf = (person: Person) => database.sql<{ event: string }[]>`
  SELECT event, actor_id, meta FROM moderation_audit WHERE ref_type = 'player' AND ref_id = ${person.id} ORDER BY created_at, id`;
