// What organizers and players read during the day: the dashboard, the next match; and copies of a tournament.

import { expect, it } from 'vitest';
import { addSeconds, systemClock } from '../../../src/core/instant.ts';
import { type Answer, aPerson, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { manyOwners } from '../../support/ledger/ledger.ts';
import { aBracket } from '../../support/tournaments/brackets.ts';
import { aTournament, enter, move, ok, people } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
const codeOf = ({ status, body }: Answer<{ code?: string }>) => `${status} ${body?.code ?? ''}`.trim();
const dashboardOf = async ({ id, organizer }: { id: string; organizer: Person }) =>
  ok(await get(`/v1/tournaments/${id}/dashboard`, { as: organizer }), 200);

it('the dashboard counts registrations, check-ins and fees', async () => {
  const startsAt = addSeconds(systemClock(), 3600);
  const stage = await aTournament({
    capacity: 2,
    entryFeeCoins: 5,
    checkInMinutes: 1440,
    requiresApproval: true,
    startsAt,
  });
  await move(stage, 'published', 'registration_open');
  const players = await manyOwners(4, 5);
  await enter(stage, players);
  const { items } = ok(await get(`/v1/tournaments/${stage.id}/registrations`), 200);
  const act = async (index: number, noun: string, body?: object) =>
    ok(await post(`/v1/registrations/${items[index].id}/${noun}`, { as: stage.organizer, ...(body && { body }) }), 200);
  for (const index of [0, 1]) await act(index, 'approval', {});
  await act(0, 'check-in');
  await act(1, 'cancellation', {});
  await act(2, 'rejection', {});
  expect(await dashboardOf(stage)).toEqual({
    tournamentId: stage.id,
    start: { at: startsAt, auto: 'off', blockedBy: null },
    ...{ state: 'registration_open', capacity: 2, waitlistCapacity: 4096, checkedIn: 1 },
    registrations: {
      ...{ pending: 1, confirmed: 1, waitlisted: 0, rejected: 1, cancelled: 1 },
      ...{ no_show: 0, withdrawn: 0, disqualified: 0 },
    },
    matches: expect.objectContaining({ ready: 0, completed: 0 }),
    attention: { openDisputes: 0, openRefereeCalls: 0, shortRosters: 0 },
    fees: { heldCoins: 5, capturedCoins: 10, refundedCoins: 5, owedCoins: 0 },
  });
});

it('the dashboard counts matches by state, and a refund that is not possible yet is owed', async () => {
  const cup = await aBracket(4);
  ok(await cup.decide('1.1.0', 1, 0), 200);
  ok(await cup.report('1.1.1', 0, 1, 0), 200);
  ok(await cup.report('1.1.1', 1, 0, 1), 200);
  const body = { reason: 'result' };
  const { id } = await cup.match('1.1.1');
  for (const as of cup.players) await post(`/v1/matches/${id}/referee-calls`, { as, body });
  const seen = await dashboardOf(cup);
  expect(seen.matches).toMatchObject({ completed: 1, disputed: 1, scheduled: 1, ready: 0 });
  expect(seen.attention).toEqual({ openDisputes: 1, openRefereeCalls: 1, shortRosters: 0 });
  const stage = await aTournament({ capacity: 2, entryFeeCoins: 5 });
  await move(stage, 'published', 'registration_open');
  const [payer] = (await manyOwners(1, 5)) as unknown as [Person];
  await enter(stage, [payer]);
  await database.sql`UPDATE economy_wallet SET is_frozen = true WHERE owner_id = ${payer.id}`;
  await move(stage, 'cancelled');
  expect((await dashboardOf(stage)).fees).toEqual({ heldCoins: 0, capturedCoins: 5, refundedCoins: 0, owedCoins: 5 });
});

it('one’s next match is the one that can be played now, then the one that is open, and none at the end', async () => {
  const cup = await aBracket(4);
  const [first, , , last] = cup.players as [Person, Person, Person, Person];
  const next = async (as: Person) => ok(await get('/v1/me/next-match', { as }), 200).match;
  expect(await next(await aPerson())).toBeNull();
  const { id } = await cup.match('1.1.0');
  const mine = await next(first);
  expect(mine).toMatchObject({
    id,
    tournamentTitle: 'Autumn Open',
    ownRegistrationId: await cup.registrationOf(first),
  });
  expect(mine.slots.map(({ entrant }: { entrant: { playerId: string } }) => entrant.playerId)).toContain(last.id);
  ok(await cup.report('1.1.0', 0, 1, 0), 200);
  expect(await next(first)).toMatchObject({ id, state: 'pending_result' });
  ok(await cup.confirm('1.1.0', 1, 1, 0), 200);
  expect(await next(first)).toMatchObject({ round: 2, state: 'scheduled' });
  expect(await next(last)).toBeNull();
  await move(cup.stage, 'cancelled');
  expect(await next(first)).toBeNull();
});

it('a match that can be played now comes before one whose result is open', async () => {
  const cup = await aBracket(4, { stages: [{ format: 'round_robin' }] });
  const [first] = cup.players as [Person];
  const next = async () => ok(await get('/v1/me/next-match', { as: first }), 200).match;
  const { id, group, round, position, slots } = await next();
  expect(round).toBe(1);
  const own = slots.findIndex(({ entrant }: { entrant: { playerId: string } }) => entrant.playerId === first.id);
  ok(await cup.report(`${group}.${round}.${position}`, own, 1, 0), 200);
  expect(await next()).toMatchObject({ round: 2, state: 'ready' });
  expect((await next()).id).not.toBe(id);
});

it('a copy has the settings of the source, with all dates moved; neither entrants nor seeding', async () => {
  const fields = {
    ...{ title: 'Cup 1', capacity: 16, game: 'Chess', checkInMinutes: 30, entryFeeCoins: 5, visibility: 'unlisted' },
    ...{ startsAt: '2030-01-10T18:00:00Z', registrationOpensAt: '2030-01-01T00:00:00Z', registrationClosesAt: null },
    stages: [{ format: 'league', firstDay: '2030-01-11', daysBetweenRounds: 7 }],
  };
  const stage = await aTournament(fields);
  const path = `/v1/tournaments/${stage.id}`;
  const body = { startsAt: '2030-02-09T18:30:00Z' };
  const copy = ok(await post(`${path}/copies`, { as: stage.organizer, body }), 201);
  const source = ok(await get(path, { as: stage.organizer }), 200);
  expect(copy).toEqual({
    ...source,
    ...{ id: copy.id, createdAt: copy.createdAt, startsAt: '2030-02-09T18:30:00.000Z' },
    registrationOpensAt: '2030-01-31T00:30:00.000Z',
    stages: [{ ...source.stages[0], firstDay: '2030-02-10' }],
  });
  ok(await post(`/v1/tournaments/${copy.id}/transitions`, { as: stage.organizer, body: { to: 'published' } }), 200);
  const named = ok(await post(`${path}/copies`, { as: stage.organizer, body: { ...body, title: 'Cup 2' } }), 201);
  expect(named.title).toBe('Cup 2');
  const audit =
    await database.sql`SELECT meta FROM moderation_audit WHERE ref_id = ${copy.id} AND event = 'tournament.created'`;
  expect(audit).toEqual([{ meta: { copiedFrom: stage.id } }]);
});

it('only who runs the source copies it, and a copy is judged like a new tournament', async () => {
  const stage = await aTournament({ registrationOpensAt: '2030-01-01T00:00:00Z' });
  const [path, body] = [`/v1/tournaments/${stage.id}/copies`, { startsAt: '2031-01-01T00:00:00Z' }];
  await move(stage, 'published');
  const [host, player] = [await aPerson({ roles: ['organizer'] }), ...(await people(1))];
  for (const as of [host, player]) expect(codeOf(await post(path, { as, body }))).toBe('403 forbidden');
  expect(codeOf(await post(path, { as: stage.organizer, body: {} }))).toBe('422 invalid_request');
  expect(codeOf(await post(path, { as: stage.organizer, body: { startsAt: '1999-01-01T00:00:00Z' } }))).toBe(
    '422 invalid_request',
  );
});
