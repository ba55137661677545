// Public, unlisted and private tournaments: who finds them, and who reads what belongs to them.

import { exports } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { routes } from '../../../src/app/api.ts';
import { closeCodes } from '../../../src/live/frame.ts';
import { untilIssued } from '../../support/certificates/certificates.ts';
import { aPerson, call, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { aTournament, enter, move, ok, people, type Stage } from '../../support/tournaments/tournament.ts';

useDatabase();

async function aLive(fields: Record<string, unknown>) {
  const stage = await aTournament({ capacity: 2, stages: [{ format: 'round_robin' }], ...fields });
  await move(stage, 'published', 'registration_open');
  const players = await people(2);
  await enter(stage, players);
  await move(stage, 'registration_closed');
  ok(
    await post(`/v1/tournaments/${stage.id}/seeding`, { as: stage.organizer, body: { method: 'random', seed: 'x' } }),
    200,
  );
  await move(stage, 'live');
  return { ...stage, players };
}

/** Every read of a tournament and of what belongs to it, by pattern. The others are of persons, coins or certificates. */
async function readsOf(stage: Stage, as: Person): Promise<Map<string, string>> {
  const [match] = ok(await get(`/v1/tournaments/${stage.id}/matches`, { as }), 200).items;
  const [entrant] = ok(await get(`/v1/tournaments/${stage.id}/registrations`, { as }), 200).items;
  const patterns = routes
    .filter(
      ({ method, path, permission }) =>
        method === 'GET' && permission.isPublic && /^\/v1\/(tournaments|matches|registrations)\/:id/.test(path),
    )
    .map(({ path }) => path)
    // The stage has no veto.
    .filter((path) => !path.endsWith('/veto'));
  const idOf = (pattern: string) =>
    pattern.startsWith('/v1/matches') ? match.id : pattern.startsWith('/v1/registrations') ? entrant.id : stage.id;
  return new Map(patterns.map((pattern) => [pattern, pattern.replace(':id', idOf(pattern)).replace(':stage', '1')]));
}

async function statusesFor(reads: ReadonlyMap<string, string>, as?: Person): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const [pattern, path] of reads) found[pattern] = (await get(path, { as })).status;
  return found;
}
const all = (reads: ReadonlyMap<string, string>, status: number) =>
  Object.fromEntries([...reads.keys()].map((pattern) => [pattern, status]));

const isListed = async (id: string, as?: Person) =>
  ok(await get('/v1/tournaments?limit=100', { as }), 200).items.some((one: { id: string }) => one.id === id);

/** An invalid body, and a valid one where an empty body is none. */
function bodiesOf(name: string): object[] {
  const valid: Record<string, object> = {
    ...{ reportResult: { scores: [1, 0] }, confirmResult: { scores: [1, 0] }, decideResult: { scores: [1, 0] } },
    ...{ forfeitMatch: { absent: [0] }, correctResult: { scores: [1, 0] } },
    ...{ disqualifyRegistration: { reason: 'Cheated in round two' }, checkInMany: { items: [] } },
    ...{ changeTournamentState: { to: 'completed' }, seedTournament: { method: 'random', seed: 'x' } },
    ...{ changeTournament: { title: 'Mine' }, revokeCertificates: { reason: 'Mine now' } },
  };
  return [{ unknown: 1 }, valid[name] ?? {}];
}

describe('a private tournament', () => {
  it('is read in all its parts by its organizer, its entrants and administrators, and by nobody else', async () => {
    const stage = await aLive({ visibility: 'private' });
    const reads = await readsOf(stage, stage.organizer);
    expect(reads.size).toBeGreaterThan(6);
    expect(await statusesFor(reads)).toEqual(all(reads, 404));
    expect(await statusesFor(reads, await aPerson({ roles: ['organizer', 'moderator', 'finance'] }))).toEqual(
      all(reads, 404),
    );
    for (const as of [stage.organizer, ...stage.players, await aPerson({ roles: ['admin'] })])
      expect(await statusesFor(reads, as)).toEqual(all(reads, 200));
  });

  it('is in no list, also for its entrants and its organizer', async () => {
    const stage = await aLive({ visibility: 'private' });
    for (const as of [undefined, stage.organizer, stage.players[0]]) expect(await isListed(stage.id, as)).toBe(false);
  });

  it('is read by the players of a team, and no longer by who has withdrawn', async () => {
    const stage = await aTournament({ visibility: 'private', mode: 'team', rosterSize: 2 });
    await move(stage, 'published', 'registration_open');
    const [captain, member] = (await people(2)) as [Person, Person];
    const team = ok(await post('/v1/teams', { as: captain, body: { name: 'The Readers' } }), 201);
    ok(await post(`/v1/teams/${team.id}/members`, { as: member, body: { joinCode: team.joinCode } }), 201);
    const entered = ok(
      await post(`/v1/tournaments/${stage.id}/registrations`, { as: captain, body: { teamId: team.id } }),
      201,
    );
    for (const as of [captain, member]) ok(await get(`/v1/tournaments/${stage.id}`, { as }), 200);
    ok(await post(`/v1/registrations/${entered.id}/cancellation`, { as: captain, body: {} }), 200);
    for (const as of [captain, member]) ok(await get(`/v1/tournaments/${stage.id}`, { as }), 404);
  });

  it('is not read by who waits for approval', async () => {
    const stage = await aTournament({ visibility: 'private', requiresApproval: true });
    await move(stage, 'published', 'registration_open');
    const player = await aPerson();
    const { id } = ok(await post(`/v1/tournaments/${stage.id}/registrations`, { as: player, body: {} }), 201);
    ok(await get(`/v1/tournaments/${stage.id}`, { as: player }), 404);
    ok(await get(`/v1/tournaments/${stage.id}/events?since=0`, { as: player }), 404);
    const ownTournament = async () => ok(await get('/v1/me/registrations', { as: player }), 200).items[0].tournament;
    expect(await ownTournament()).toBe(null);
    ok(await post(`/v1/registrations/${id}/approval`, { as: stage.organizer, body: {} }), 200);
    ok(await get(`/v1/tournaments/${stage.id}`, { as: player }), 200);
    ok(await get(`/v1/tournaments/${stage.id}/events?since=0`, { as: player }), 200);
    expect(await ownTournament()).toMatchObject({ title: 'Autumn Open', state: 'registration_open' });
  });

  it('takes no socket', async () => {
    const stage = await aLive({ visibility: 'private' });
    const headers = { upgrade: 'websocket' };
    const { webSocket } = await exports.default.fetch(`https://laurel.test/live/tournaments/${stage.id}`, { headers });
    const closed = new Promise<number>((resolve) => webSocket?.addEventListener('close', ({ code }) => resolve(code)));
    webSocket?.accept();
    expect(await closed).toBe(closeCodes.notFound);
  });

  it('does not exist for others who try to run it', async () => {
    const stage = await aLive({ visibility: 'private' });
    const as = await aPerson({ roles: ['organizer'] });
    ok(await post(`/v1/tournaments/${stage.id}/transitions`, { as, body: { to: 'completed' } }), 404);
  });

  it('answers every act of others on it as if it did not exist', async () => {
    const stage = await aLive({ visibility: 'private' });
    const [match] = ok(await get(`/v1/tournaments/${stage.id}/matches`, { as: stage.organizer }), 200).items;
    const [entrant] = ok(await get(`/v1/tournaments/${stage.id}/registrations`, { as: stage.organizer }), 200).items;
    const as = await aPerson({ roles: ['organizer', 'moderator', 'finance'] });
    // Who knows its id may register, and gets the same refusals as elsewhere.
    const acts = routes.filter(
      ({ path, name }) => /^\/v1\/(tournaments|matches|registrations)\/:id/.test(path) && name !== 'register',
    );
    expect(acts.length).toBeGreaterThan(20);
    const different: string[] = [];
    for (const { method, path, name } of acts)
      for (const body of bodiesOf(name)) {
        const known = path.startsWith('/v1/matches') ? match : path.startsWith('/v1/registrations') ? entrant : stage;
        const ask = async (id: string) => {
          const headers = { 'idempotency-key': crypto.randomUUID() };
          const answer = await call(method, path.replace(':id', id).replace(/:\w+/, '1'), {
            ...{ as, headers },
            ...(method === 'GET' ? {} : { body }),
          });
          return `${answer.status} ${JSON.stringify({ ...(answer.body as object), requestId: '', instance: '' })}`;
        };
        const unknown = known.id.slice(0, 4) + '0123456789abcdefghjkmnpqrs'.split('').reverse().join('');
        const [private_, none] = [await ask(known.id), await ask(unknown)];
        if (private_ !== none || !none.startsWith('404'))
          different.push(`${name} ${JSON.stringify(body)}: ${private_} instead of ${none}`);
      }
    expect(different).toEqual([]);
  });

  it('is a draft like any other before it is published', async () => {
    const stage = await aTournament({ visibility: 'private' });
    ok(await get(`/v1/tournaments/${stage.id}`, { as: await aPerson() }), 404);
    ok(await get(`/v1/tournaments/${stage.id}/events`, { as: stage.organizer }), 200);
  });
});

describe('an unlisted tournament', () => {
  it('is read by everybody who knows its id, and is in no list', async () => {
    const stage = await aLive({ visibility: 'unlisted' });
    const reads = await readsOf(stage, stage.organizer);
    expect(await statusesFor(reads)).toEqual(all(reads, 200));
    expect(await isListed(stage.id)).toBe(false);
  });
});

it('a tournament is public unless it says otherwise', async () => {
  const stage = await aLive({});
  expect(await isListed(stage.id)).toBe(true);
  expect(ok(await get(`/v1/tournaments/${stage.id}`), 200).visibility).toBe('public');
  const body = { title: 'Open', capacity: 8, startsAt: '2030-01-01T10:00:00Z', visibility: 'secret' };
  expect((await post('/v1/tournaments', { as: stage.organizer, body })).body.code).toBe('invalid_request');
});

it('a certificate of a private tournament can be verified by everybody', async () => {
  const stage = await aLive({ visibility: 'private' });
  for (const { id } of ok(await get(`/v1/tournaments/${stage.id}/matches`, { as: stage.organizer }), 200).items)
    ok(await post(`/v1/matches/${id}/decisions`, { as: stage.organizer, body: { scores: [1, 0] } }), 200);
  await move(stage, 'completed');
  ok(await post(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer, body: {} }), 202);
  const [{ code }] = (await untilIssued(stage)).items;
  const { body } = await get(`/c/${code}`, { headers: { accept: 'application/json' } });
  expect(body.verdict ?? body.state).toBe('valid');
});
