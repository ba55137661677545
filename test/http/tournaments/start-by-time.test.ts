// A tournament that starts by itself at its time, what it says when it cannot, and a start that is killed.

import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Id } from '../../../src/core/id.ts';
import { addSeconds, systemClock } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { startByTime, startDue } from '../../../src/tournaments/auto-start/start-by-time.ts';
import { applySchedules } from '../../../src/tournaments/setup/apply-schedule.ts';
import { type Answer, call, get, type Person, post } from '../../support/isolate/api.ts';
import { tickCron } from '../../support/isolate/cron.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { portsOf } from '../../support/isolate/ports.ts';
import { manyOwners } from '../../support/ledger/ledger.ts';
import { createCrashPoint, Killed } from '../../support/rules/crash-point.ts';
import { untilWaiting } from '../../support/rules/waiting.ts';
import { aTournament, matchesOf, move, ok, people, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
let app: Database;
beforeAll(() => {
  app = openDatabase(database.url.replace(/\/\/[^:]+:/, '//laurel_app:'), 1);
});
afterAll(() => app?.close());

async function anOpenTournament(fields: Record<string, unknown>, players: readonly Person[]) {
  const startsAt = addSeconds(systemClock(), 3600);
  const stage = await aTournament({ startsAt, registrationClosesAt: startsAt, ...fields });
  await move(stage, 'published', 'registration_open');
  const ids: string[] = [];
  for (const as of players)
    ids.push(ok(await post(`/v1/tournaments/${stage.id}/registrations`, { as, body: {} }), 201).id);
  return { ...stage, ids };
}

/** The steps of cron that matter here. */
const runStarts = async () => {
  await applySchedules(portsOf(app));
  await startDue(portsOf(app));
};

/** Its time has come. */
const becomeDue = ({ id }: Stage) => database.sql`
  UPDATE tournament_tournament SET registration_closes_at = now() - interval '1 second', starts_at = now() - interval '1 second' WHERE id = ${id}`;

const dashboardOf = async ({ id, organizer }: Stage) =>
  ok(await get(`/v1/tournaments/${id}/dashboard`, { as: organizer }), 200);
const eventsOf = async ({ id }: Stage): Promise<{ type: string; payload: Record<string, unknown> }[]> =>
  ok(await get(`/v1/tournaments/${id}/events`), 200).items;
const blocksOf = async (stage: Stage) =>
  (await eventsOf(stage)).filter(({ type }) => type === 'start_blocked').map(({ payload }) => payload);
const stateOf = async ({ id }: Stage) => ok(await get(`/v1/tournaments/${id}`), 200).state;

it('at its time registration and check-in close, who did not come is a no-show, and the bracket is built', async () => {
  const stage = await anOpenTournament({ autoStart: 'always', checkInMinutes: 1440 }, await people(4));
  for (const id of stage.ids.slice(0, 3))
    ok(await post(`/v1/registrations/${id}/check-in`, { as: stage.organizer }), 200);
  await tickCron();
  expect(await stateOf(stage)).toBe('registration_open');
  await becomeDue(stage);
  await Promise.all([tickCron(), tickCron()]);
  expect(await stateOf(stage)).toBe('live');
  const { start, registrations } = await dashboardOf(stage);
  expect([start, registrations.confirmed, registrations.no_show]).toEqual([
    { at: expect.any(String), auto: 'always', blockedBy: null },
    3,
    1,
  ]);
  expect((await matchesOf(stage)).length).toBeGreaterThan(1);
  const states = (await eventsOf(stage)).filter(({ type }) => type === 'tournament_state_changed');
  expect(states.map(({ payload }) => payload.state).slice(-2)).toEqual(['registration_closed', 'live']);
  const audit = await database.sql`
    SELECT actor_id, meta FROM moderation_audit WHERE ref_id = ${stage.id} AND meta ->> 'to' = 'live'`;
  expect(audit).toEqual([{ actor_id: stage.organizer.id, meta: { to: 'live', by: 'time' } }]);
});

it('a start with too few entrants says so once, in an event and on the dashboard, and is made when the reason is gone', async () => {
  const fields = { autoStart: 'always', entrantsMin: 3, requiresApproval: true, entryFeeCoins: 5 };
  const stage = await anOpenTournament(fields, await manyOwners(3, 5));
  for (const id of stage.ids.slice(0, 2))
    ok(await post(`/v1/registrations/${id}/approval`, { as: stage.organizer, body: {} }), 200);
  await becomeDue(stage);
  await runStarts();
  await runStarts();
  const block = { code: 'not_enough_entrants', confirmed: 2, needed: 3 };
  expect([await stateOf(stage), await blocksOf(stage)]).toEqual(['registration_closed', [block]]);
  const { start, registrations, fees } = await dashboardOf(stage);
  expect(start.blockedBy).toEqual({ ...block, since: expect.any(String) });
  // Nothing of the attempt is left: the third still waits for approval, and its fee is held.
  expect([registrations.pending, fees.heldCoins]).toEqual([1, 5]);
  ok(await post(`/v1/registrations/${stage.ids[2]}/approval`, { as: stage.organizer, body: {} }), 200);
  await runStarts();
  expect([await stateOf(stage), (await dashboardOf(stage)).start.blockedBy]).toEqual(['live', null]);
});

it('a start that needs a seeding waits for it, and is left to the organizer after a day', async () => {
  const [waiting, late] = [
    await anOpenTournament({ autoStart: 'when_seeded' }, await people(2)),
    await anOpenTournament({ autoStart: 'always' }, await people(2)),
  ];
  for (const stage of [waiting, late]) await becomeDue(stage);
  await database.sql`
    UPDATE tournament_tournament SET registration_closes_at = now() - interval '25 hours', starts_at = now() - interval '25 hours' WHERE id = ${late.id}`;
  await runStarts();
  expect(await blocksOf(waiting)).toEqual([{ code: 'not_seeded', confirmed: null, needed: null }]);
  const draw = { as: waiting.organizer, body: { method: 'registration_order' } };
  ok(await post(`/v1/tournaments/${waiting.id}/seeding`, draw), 200);
  await runStarts();
  expect([await stateOf(waiting), await stateOf(late)]).toEqual(['live', 'registration_closed']);
});

it('the setting needs an end of registration, and what the organizer changes meanwhile counts', async () => {
  const alone = {
    as: (await aTournament()).organizer,
    body: { title: 'Cup', capacity: 4, startsAt: '2030-01-01T10:00:00Z', autoStart: 'always' },
  };
  const refused: Answer<{ errors?: { field: string }[] }> = await post('/v1/tournaments', alone);
  expect([refused.status, refused.body.errors?.[0]?.field]).toEqual([422, 'registrationClosesAt']);
  await expect(
    database.sql`UPDATE tournament_tournament SET auto_start = 'always' WHERE registration_closes_at IS NULL`,
  ).rejects.toThrow('tournament_auto_start_closes_registration');

  const stage = await anOpenTournament({ autoStart: 'always' }, await people(2));
  await becomeDue(stage);
  await move(stage, 'registration_closed');
  const started = await database.sql.begin(async (sql) => {
    await sql`UPDATE tournament_tournament SET auto_start = 'off' WHERE id = ${stage.id}`;
    const starting = startByTime(portsOf(app), stage.id as Id<'tournament'>);
    await untilWaiting(database.sql, 1);
    return { starting };
  });
  await started.starting;
  expect([await stateOf(stage), await blocksOf(stage)]).toEqual(['registration_closed', []]);
  ok(await call('PATCH', `/v1/tournaments/${stage.id}`, { as: stage.organizer, body: { autoStart: 'always' } }), 200);
});

it('a start that is killed at any step leaves nothing, and the next one is whole', async () => {
  const stage = await anOpenTournament({ autoStart: 'always', checkInMinutes: 1440 }, await people(3));
  for (const id of stage.ids.slice(1)) ok(await post(`/v1/registrations/${id}/check-in`, { as: stage.organizer }), 200);
  await becomeDue(stage);
  await move(stage, 'registration_closed');
  const id = stage.id as Id<'tournament'>;
  const read = async () => {
    const [row] = await database.sql<{ text: string }[]>`
      SELECT jsonb_build_object('tournament', to_jsonb(t), 'entrants', (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.id) FROM tournament_registration r WHERE r.tournament_id = t.id),
        'matches', (SELECT count(*) FROM tournament_match m WHERE m.tournament_id = t.id), 'audits', (SELECT count(*) FROM moderation_audit),
        'events', (SELECT count(*) FROM event_outbox e WHERE e.tournament_id = t.id))::text AS text
      FROM tournament_tournament t WHERE t.id = ${id}`;
    return row?.text;
  };
  const before = await read();
  let steps = 0;
  for (; (await read()) === before; steps += 1) {
    const error = await startByTime(portsOf(createCrashPoint(steps).wrapDatabase(app)), id).catch((one) => one);
    if (error !== undefined) expect(error).toBeInstanceOf(Killed);
  }
  expect(steps).toBeGreaterThan(12);
  await startByTime(portsOf(app), id);
  expect([await stateOf(stage), await blocksOf(stage), (await matchesOf(stage)).length]).toEqual(['live', [], 1]);
});
