// Registration opens and closes by its times: each request checks them, and cron stores the state.

import { describe, expect, it } from 'vitest';
import { type Answer, aPerson, get, post } from '../../support/isolate/api.ts';
import { tickCron } from '../../support/isolate/cron.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { aTournament, enter, move, ok, people, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
const codeOf = ({ status, body }: Answer<{ code?: string }>) => [status, body.code];
const stateOf = async (stage: Stage) => ok(await get(`/v1/tournaments/${stage.id}`), 200).state;
const storedState = async (stage: Stage) =>
  (await database.sql`SELECT state FROM tournament_tournament WHERE id = ${stage.id}`)[0]?.state;
const register = async (stage: Stage) =>
  post(`/v1/tournaments/${stage.id}/registrations`, { as: await aPerson(), body: {} });

/** Moves a registration time into the past. */
const moveToPast = {
  opening: (stage: Stage) =>
    database.sql`UPDATE tournament_tournament SET registration_opens_at = now() - interval '1 minute' WHERE id = ${stage.id}`,
  deadline: (stage: Stage) =>
    database.sql`UPDATE tournament_tournament SET registration_closes_at = now() - interval '1 second' WHERE id = ${stage.id}`,
};

const timed = async (...states: string[]) => {
  const times = { registrationOpensAt: '2029-01-01T00:00:00Z', registrationClosesAt: '2029-02-01T00:00:00Z' };
  const stage = await aTournament(times);
  await move(stage, ...states);
  return stage;
};

describe('after the opening time', () => {
  it('registrations are accepted and the state is shown before cron runs', async () => {
    const stage = await timed('published');
    expect([await stateOf(stage), codeOf(await register(stage))]).toEqual([
      'published',
      [409, 'registration_not_open'],
    ]);
    await moveToPast.opening(stage);
    const entered = ok(await register(stage), 201);
    expect([await stateOf(stage), await storedState(stage), entered.state]).toEqual([
      'registration_open',
      'published',
      'confirmed',
    ]);
  });

  it('cron stores the state once, with one event and one audit row', async () => {
    const stage = await timed('published');
    await moveToPast.opening(stage);
    await Promise.all([tickCron(), tickCron()]);
    expect(await storedState(stage)).toBe('registration_open');
    const events = await database.sql`
      SELECT payload FROM event_outbox WHERE tournament_id = ${stage.id} AND payload ->> 'state' = 'registration_open'`;
    const audit = await database.sql`
      SELECT actor_id, meta FROM moderation_audit WHERE ref_id = ${stage.id} AND meta ->> 'to' = 'registration_open'`;
    expect([events.length, audit]).toEqual([
      1,
      [{ actor_id: stage.organizer.id, meta: { to: 'registration_open', by: 'time' } }],
    ]);
  });

  it('an entrant may withdraw before cron runs', async () => {
    const [stage, player] = [await timed('published'), await aPerson()];
    await moveToPast.opening(stage);
    const { id } = ok(await post(`/v1/tournaments/${stage.id}/registrations`, { as: player, body: {} }), 201);
    ok(await post(`/v1/registrations/${id}/cancellation`, { as: player, body: {} }), 200);
  });
});

describe('after the closing time', () => {
  const open = async () => {
    const stage = await timed('published');
    await moveToPast.opening(stage);
    await move(stage, 'registration_open');
    await enter(stage, await people(2));
    return stage;
  };

  it('registrations are refused and the state is shown', async () => {
    const stage = await open();
    await moveToPast.deadline(stage);
    expect([codeOf(await register(stage)), await stateOf(stage)]).toEqual([
      [409, 'registration_not_open'],
      'registration_closed',
    ]);
    await tickCron();
    expect(await storedState(stage)).toBe('registration_closed');
  });

  it('the organizer may seed and start before cron runs', async () => {
    const stage = await open();
    await moveToPast.deadline(stage);
    const body = { method: 'registration_order' };
    ok(await post(`/v1/tournaments/${stage.id}/seeding`, { as: stage.organizer, body }), 200);
    await move(stage, 'live');
    expect(await storedState(stage)).toBe('live');
  });

  it('the organizer may close registration manually and cannot reopen it', async () => {
    const stage = await open();
    await moveToPast.deadline(stage);
    const changeTo = async (as = stage.organizer, to = 'registration_closed') =>
      post(`/v1/tournaments/${stage.id}/transitions`, { as, body: { to } });
    expect(codeOf(await changeTo(await aPerson({ roles: ['organizer'] })))).toEqual([403, 'forbidden']);
    await database.sql`UPDATE tournament_tournament SET state = 'registration_open' WHERE id = ${stage.id}`;
    ok(await changeTo(), 200);
    const again = await changeTo(stage.organizer, 'registration_open');
    expect([...codeOf(again), Object.keys(again.body.facts)]).toEqual([
      409,
      'state_conflict',
      ['registrationClosedAt'],
    ]);
  });
});

it('registration that has opened and ended by its times is not opened, also if cron has stored neither', async () => {
  const stage = await timed('published');
  await moveToPast.opening(stage);
  await moveToPast.deadline(stage);
  const body = { to: 'registration_open' };
  const refused = await post(`/v1/tournaments/${stage.id}/transitions`, { as: stage.organizer, body });
  expect([...codeOf(refused), Object.keys(refused.body.facts)]).toEqual([
    409,
    'state_conflict',
    ['registrationClosedAt'],
  ]);
  expect(await storedState(stage)).toBe('registration_closed');
});

describe('a cancelled draft', () => {
  it('is private to its organizer: not readable, not listed, no events', async () => {
    const stage = await aTournament();
    await move(stage, 'cancelled');
    expect((await get(`/v1/tournaments/${stage.id}`)).status).toBe(404);
    expect(ok(await get(`/v1/tournaments/${stage.id}`, { as: stage.organizer }), 200).state).toBe('cancelled');
    const { items } = ok(await get('/v1/tournaments?limit=100'), 200);
    expect(items.map(({ id }: { id: string }) => id)).not.toContain(stage.id);
    expect(codeOf(await get(`/v1/tournaments/${stage.id}/events?since=0`))).toEqual([404, 'not_found']);
    expect(codeOf(await register(stage))).toEqual([404, 'not_found']);
  });

  it('a cancelled tournament that was public stays public', async () => {
    const stage = await aTournament();
    await move(stage, 'published', 'cancelled');
    expect(await stateOf(stage)).toBe('cancelled');
    const { items } = ok(await get('/v1/tournaments?limit=100'), 200);
    expect(items.map(({ id }: { id: string }) => id)).toContain(stage.id);
  });
});
