// Matches that go on longer or end earlier than planned: warnings about entrants and stations.

import { beforeAll, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { remindTournaments } from '../../../src/tournaments/reminders/remind-tournaments.ts';
import { get, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { portsOf } from '../../support/isolate/ports.ts';
import { aMatchDay, eventsOf, type MatchDay, matchAt, setSchedule } from '../../support/tournaments/match-days.ts';
import { ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
let app: Database;
beforeAll(() => {
  app = openDatabase(database.url, 1);
  return () => app.close();
});
const plan = { matchMinutes: 30, restMinutes: 15, stations: ['Board 1', 'Board 2'] };

const decide = (day: MatchDay, id: string) =>
  post(`/v1/matches/${id}/decisions`, { as: day.organizer, body: { scores: [1, 0] } });
const from = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const warningsOf = async (day: MatchDay) => ok(await get(`/v1/tournaments/${day.id}/schedule-warnings`), 200).items;
const conflictsOf = async (day: MatchDay) =>
  (await eventsOf(day))
    .filter(({ type }: { type: string }) => type === 'schedule_conflict')
    .map(({ payload }: { payload: unknown }) => payload);
const bookedBy = async (match: string) =>
  (await database.sql`SELECT subject FROM tournament_booking WHERE match_id = ${match} ORDER BY subject`).map(
    ({ subject }) => subject,
  );

it('an entrant who comes into a match while another one goes on is a warning and one event, and the result stands', async () => {
  const day = await aMatchDay(4, plan, { stages: [{ format: 'single_elimination' }], startsAt: from(-120) });
  const [first, second, final] = [
    await matchAt(day, '1.1.0'),
    await matchAt(day, '1.1.1'),
    await matchAt(day, '1.2.0'),
  ];
  ok(await setSchedule(first.id, day.organizer, { startsAt: from(-20) }), 200);
  ok(await setSchedule(final.id, day.organizer, { startsAt: from(-5), station: 'Board 1' }), 200);
  for (const { id } of [first, second]) ok(await decide(day, id), 200);
  const [busy, free] = [first, second].map(({ slots }) => slots[0].entrant.registrationId);
  expect(await bookedBy(final.id)).toEqual(['at:Board 1', free].sort());
  const conflict = { matchId: final.id, otherMatchId: first.id, registrationId: busy, station: null };
  expect(await warningsOf(day)).toEqual([{ code: 'double_booked', ...conflict, minutes: null }]);
  for (let times = 0; times < 2; times += 1) await remindTournaments(portsOf(app));
  expect(await conflictsOf(day)).toEqual([conflict]);
  // The match before has ended by then: the entrant is booked.
  ok(await setSchedule(final.id, day.organizer, { startsAt: from(5) }), 200);
  expect(await bookedBy(final.id)).toEqual(['at:Board 1', busy, free].sort());
  expect(await warningsOf(day)).toEqual([
    { code: 'short_rest', ...conflict, minutes: expect.toSatisfy((minutes) => minutes === 4 || minutes === 5) },
  ]);
  ok(await decide(day, final.id), 200);
  expect(await warningsOf(day)).toEqual([]);
});

it('a match that ended early frees its entrants, and a station that is taken when it is reset is a warning', async () => {
  const single = { format: 'single_elimination', thirdPlaceMatch: true };
  const day = await aMatchDay(4, { ...plan, restMinutes: 0 }, { stages: [single], startsAt: from(-10) });
  const [first, second] = [await matchAt(day, '1.1.0'), await matchAt(day, '1.1.1')];
  const { items } = ok(await get(`/v1/tournaments/${day.id}/matches`), 200);
  const idOf = (role: string) => items.find((match: { role: string | null }) => match.role === role).id as string;
  const [final, third] = [idOf('final'), idOf('third_place')];
  ok(await setSchedule(first.id, day.organizer, { startsAt: from(30) }), 200);
  ok(await setSchedule(final, day.organizer, { startsAt: from(45), station: 'Board 1' }), 200);
  for (const { id } of [first, second]) ok(await decide(day, id), 200);
  // The first match was to go on until an hour from now.
  expect(await bookedBy(final)).toHaveLength(3);
  ok(await decide(day, final), 200);
  ok(await setSchedule(third, day.organizer, { startsAt: from(50), station: 'Board 1' }), 200);
  const correction = { as: day.organizer, body: { scores: [0, 1], cascade: true } };
  ok(await post(`/v1/matches/${first.id}/corrections`, correction), 200);
  const conflict = { matchId: final, otherMatchId: third, registrationId: null, station: 'Board 1' };
  expect(await warningsOf(day)).toEqual([{ code: 'double_booked', ...conflict, minutes: null }]);
  await remindTournaments(portsOf(app));
  expect(await conflictsOf(day)).toEqual([conflict]);
  ok(await setSchedule(third, day.organizer, { startsAt: from(180) }), 200);
  expect([await warningsOf(day), (await bookedBy(final))[0]]).toEqual([[], 'at:Board 1']);
});
