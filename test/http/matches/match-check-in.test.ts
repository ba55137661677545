// Check-in before a match: who may, what happens at the deadline, and acts that come together. Times are moved in the database.

import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Id } from '../../../src/core/id.ts';
import type { systemClock } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { closeDueMatchCheckIn } from '../../../src/tournaments/match-check-in/match-check-in-store.ts';
import { type Answer, aPerson, type Person, post } from '../../support/isolate/api.ts';
import { tickCron } from '../../support/isolate/cron.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import {
  aMatchDay,
  checkInTo,
  eventsOf,
  type MatchDay,
  matchAt,
  sideOf,
} from '../../support/tournaments/match-days.ts';
import { ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
let other: Database;
beforeAll(() => {
  other = openDatabase(database.url, 2);
});
afterAll(() => other?.close());

const codeOf = ({ status, body }: Answer<{ code?: string }>) => `${status} ${body.code ?? ''}`.trim();
const single = { stages: [{ format: 'single_elimination' }] };
const report = (id: string, as: Person) => post(`/v1/matches/${id}/reports`, { as, body: { scores: [1, 0] } });
/** As if the check-in had been open so long. */
const pass = (id: string, minutes: number) =>
  database.sql`UPDATE tournament_match_check_in SET ready_at = ready_at - ${minutes} * interval '1 minute' WHERE match_id = ${id}`;

async function aCup(count = 4) {
  const day = await aMatchDay(count, { matchCheckInMinutes: 10 }, single);
  const match = await matchAt(day, '1.1.0');
  const [a, b] = [await sideOf(day, '1.1.0', 0), await sideOf(day, '1.1.0', 1)];
  return { day, match, a, b, id: match.id as string };
}

it('a match is reported after both sides have checked in, themselves or by staff', async () => {
  const { day, match, id, a, b } = await aCup();
  expect(match).toMatchObject({ state: 'check_in', checkIn: { opensAt: null, present: [] } });
  expect(codeOf(await report(id, a))).toBe('409 match_not_open');
  const own = match.slots[0].entrant.registrationId;
  const key = { 'idempotency-key': crypto.randomUUID() };
  for (const _ of [1, 2])
    expect(ok(await post(`/v1/matches/${id}/check-ins`, { as: a, body: {}, headers: key }), 200)).toEqual({
      ...{ matchId: id, registrationId: own, state: 'check_in' },
    });
  expect(ok(await checkInTo(id, a), 200)).toMatchObject({ registrationId: own });
  expect((await matchAt(day, '1.1.0')).checkIn.present).toEqual([own]);
  const registrationId = match.slots[1].entrant.registrationId;
  expect(ok(await checkInTo(id, day.organizer, { registrationId }), 200)).toMatchObject({ state: 'ready' });
  expect(await matchAt(day, '1.1.0')).toMatchObject({ state: 'ready', checkIn: null });
  expect(codeOf(await checkInTo(id, b))).toBe('409 match_not_open');
  ok(await report(id, a), 200);
  const types = (await eventsOf(day)).map(({ type }: { type: string }) => type);
  expect(types.slice(-4)).toEqual(['match_checked_in', 'match_checked_in', 'match_ready', 'result_reported']);
});

it('outsiders, staff who play, and entrants of other matches are refused', async () => {
  const { day, match, id, a } = await aCup();
  expect(codeOf(await checkInTo(id, await aPerson()))).toBe('403 not_a_participant');
  expect(codeOf(await checkInTo(id, await sideOf(day, '1.1.1', 0)))).toBe('403 not_a_participant');
  const opponent = match.slots[1].entrant.registrationId;
  expect(codeOf(await checkInTo(id, a, { registrationId: opponent }))).toBe('403 not_a_participant');
  const { entrant } = (await matchAt(day, '1.1.1')).slots[0];
  const foreign = await checkInTo(id, day.organizer, { registrationId: entrant.registrationId });
  expect([codeOf(foreign), foreign.body.errors?.[0]?.field]).toEqual(['422 invalid_request', 'registrationId']);
  expect(codeOf(await checkInTo(id, day.organizer))).toBe('422 invalid_request');
  expect(codeOf(await checkInTo('mat_00000000000000000000000000', a))).toBe('404 not_found');
});

it('at the deadline who came wins by walkover, and the winner gets a check-in of its own', async () => {
  const { day, match, id, a } = await aCup();
  ok(await checkInTo(id, a), 200);
  await pass(id, 10);
  await tickCron();
  expect(await matchAt(day, '1.1.0')).toMatchObject({
    ...{ state: 'completed', outcome: 'walkover', winnerId: match.slots[0].entrant.registrationId },
  });
  const second = (await matchAt(day, '1.1.1')).id;
  for (const slot of [0, 1]) ok(await checkInTo(second, await sideOf(day, '1.1.1', slot)), 200);
  ok(await report(second, await sideOf(day, '1.1.1', 0)), 200);
  ok(await post(`/v1/matches/${second}/decisions`, { as: day.organizer, body: { scores: [1, 0] } }), 200);
  expect(await matchAt(day, '1.2.0')).toMatchObject({ state: 'check_in', checkIn: { present: [] } });
  const closed = (await eventsOf(day)).find(({ type }: { type: string }) => type === 'match_completed');
  expect(closed.payload).toMatchObject({ matchId: id, outcome: 'walkover', places: [1, 2], scores: null });
});

it('when nobody came, both forfeit, and the match after it is decided', async () => {
  const { day, id } = await aCup();
  await pass(id, 9);
  await tickCron();
  expect(await matchAt(day, '1.1.0')).toMatchObject({ state: 'check_in' });
  await pass(id, 1);
  await tickCron();
  expect(await matchAt(day, '1.1.0')).toMatchObject({ outcome: 'double_forfeit', winnerId: null });
  const second = (await matchAt(day, '1.1.1')).id;
  ok(await post(`/v1/matches/${second}/decisions`, { as: day.organizer, body: { scores: [1, 0] } }), 200);
  expect(await matchAt(day, '1.2.0')).toMatchObject({ state: 'completed', outcome: 'walkover' });
});

it('a check-in after the deadline is refused, and closes it without waiting for cron', async () => {
  const { day, id, a, b } = await aCup();
  ok(await checkInTo(id, a), 200);
  await pass(id, 10);
  expect(codeOf(await checkInTo(id, b))).toBe('409 check_in_not_open');
  expect(await matchAt(day, '1.1.0')).toMatchObject({ state: 'completed', outcome: 'walkover' });
  expect(codeOf(await checkInTo(id, b))).toBe('409 match_not_open');
  await tickCron();
  const closed = (await eventsOf(day)).filter(({ type }: { type: string }) => type === 'match_completed');
  expect(closed).toHaveLength(1);
});

/** Starts the acts one after the other while the tournament is locked, so that they get the lock in this order. */
async function inLockOrder<T>(day: MatchDay, acts: readonly (() => Promise<T>)[]): Promise<T[]> {
  const held = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const holding = other.sql.begin(async (sql) => {
    await sql`SELECT 1 FROM tournament_tournament WHERE id = ${day.id} FOR UPDATE`;
    held.resolve();
    await release.promise;
  });
  await held.promise;
  const answers: Promise<T>[] = [];
  for (const act of acts) {
    answers.push(act());
    await expect
      .poll(
        async () =>
          (
            await database.sql`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
          ).length,
      )
      .toBe(answers.length);
  }
  release.resolve();
  await holding;
  return Promise.all(answers);
}

it('the last check-in and the deadline: the first to get the lock decides', async () => {
  for (const isCheckInFirst of [true, false]) {
    const { day, id, a, b } = await aCup();
    ok(await checkInTo(id, a), 200);
    const [row] = await database.sql`SELECT ready_at FROM tournament_match_check_in WHERE match_id = ${id}`;
    // Cron runs with a clock past the deadline, the request with one before it.
    const later = new Date(Date.parse(row?.ready_at) + 600_000).toISOString() as ReturnType<typeof systemClock>;
    const cron = async () => (await closeDueMatchCheckIn(other, id as Id<'match'>, later)).event?.type ?? 'not due';
    const enter = async () => codeOf(await checkInTo(id, b));
    const answers = await inLockOrder(day, isCheckInFirst ? [enter, cron] : [cron, enter]);
    expect(answers).toEqual(isCheckInFirst ? ['200', 'not due'] : ['match_completed', '409 match_not_open']);
    expect((await matchAt(day, '1.1.0')).state).toBe(isCheckInFirst ? 'ready' : 'completed');
  }
});

it('a report and the deadline: a reported match is not closed, a closed one takes no report', async () => {
  for (const isReportFirst of [true, false]) {
    const { day, id, a, b } = await aCup();
    for (const as of isReportFirst ? [a, b] : [a]) ok(await checkInTo(id, as), 200);
    const later = '2100-01-01T00:00:00.000Z' as ReturnType<typeof systemClock>;
    const cron = async () => (await closeDueMatchCheckIn(other, id as Id<'match'>, later)).event?.type ?? 'not due';
    const send = async () => codeOf(await report(id, a));
    const answers = await inLockOrder(day, isReportFirst ? [send, cron] : [cron, send]);
    expect(answers).toEqual(isReportFirst ? ['200', 'not due'] : ['match_completed', '409 match_not_open']);
  }
});

it('a lobby goes on with those who came', async () => {
  const day = await aMatchDay(3, { matchCheckInMinutes: 10 }, { stages: [{ format: 'free_for_all', lobbySize: 3 }] });
  const { id } = await matchAt(day, '1.1.0');
  for (const slot of [0, 2]) ok(await checkInTo(id, await sideOf(day, '1.1.0', slot)), 200);
  await pass(id, 10);
  await tickCron();
  const lobby = await matchAt(day, '1.1.0');
  expect([lobby.state, lobby.slots.map(({ entrant }: { entrant: object | null }) => entrant !== null)]).toEqual([
    'ready',
    [true, false, true],
  ]);
});

it('a lobby whose only absent entrant leaves the tournament is ready', async () => {
  const lobby = { stages: [{ format: 'free_for_all', lobbySize: 4, rounds: 2 }] };
  const day = await aMatchDay(4, { matchCheckInMinutes: 10 }, lobby);
  // The second round has no deadline that would end the wait.
  const { id, slots } = await matchAt(day, '1.2.0');
  for (const slot of [0, 1, 2]) ok(await checkInTo(id, await sideOf(day, '1.2.0', slot)), 200);
  const as = await sideOf(day, '1.2.0', 3);
  ok(await post(`/v1/registrations/${slots[3].entrant.registrationId}/withdrawals`, { as, body: {} }), 200);
  expect(await matchAt(day, '1.2.0')).toMatchObject({ state: 'ready', checkIn: null });
  // Nobody has checked in to the first round.
  expect(await matchAt(day, '1.1.0')).toMatchObject({ state: 'check_in' });
});
