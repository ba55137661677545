// Check-in before the matches of a league, whose deadlines follow the earlier matches of both entrants. Times are moved in the database.

import { expect, it } from 'vitest';
import { type Answer, aPerson, get, post } from '../../support/isolate/api.ts';
import { tickCron } from '../../support/isolate/cron.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import {
  aMatchDay,
  checkInTo,
  type MatchDay,
  matchAt,
  setSchedule,
  sideOf,
} from '../../support/tournaments/match-days.ts';
import { matchesOf, ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

const codeOf = ({ status, body }: Answer<{ code?: string }>) => `${status} ${body.code ?? ''}`.trim();
/** As if the check-in had been open so long. */
const pass = (id: string, minutes: number) =>
  database.sql`UPDATE tournament_match_check_in SET ready_at = ready_at - ${minutes} * interval '1 minute' WHERE match_id = ${id}`;

const league = { stages: [{ format: 'league', firstDay: '2030-01-05' }], startsAt: '2020-01-01T10:00:00Z' };

it('in a league a later match gets its deadline by a time, and none while postponed', async () => {
  const day = await aMatchDay(4, { matchCheckInMinutes: 10 }, league);
  const later = await matchAt(day, '1.2.0');
  expect([(await matchAt(day, '1.1.0')).checkIn.closesAt === null, later.checkIn.closesAt]).toEqual([false, null]);
  const startsAt = '2020-01-02T10:00:00.000Z';
  ok(await setSchedule(later.id, day.organizer, { startsAt }), 200);
  expect((await matchAt(day, '1.2.0')).checkIn).toMatchObject({
    opensAt: '2020-01-02T09:50:00.000Z',
    closesAt: startsAt,
  });
  ok(await setSchedule(later.id, day.organizer, { isPostponed: true }), 200);
  await tickCron();
  expect(await matchAt(day, '1.2.0')).toMatchObject({ state: 'check_in', checkIn: { closesAt: null } });
  const future = '2099-01-01T10:00:00.000Z';
  ok(await setSchedule(later.id, day.organizer, { startsAt: future }), 200);
  expect(codeOf(await checkInTo(later.id, await sideOf(day, '1.2.0', 0)))).toBe('409 check_in_not_open');
  expect((await matchAt(day, '1.2.0')).isPostponed).toBe(false);
});

interface LeagueMatch {
  readonly id: string;
  readonly round: number;
  readonly state: string;
  readonly isPostponed: boolean;
  readonly completedAt: string | null;
  readonly checkIn: { readonly closesAt: string | null } | null;
  readonly slots: readonly { readonly entrant: { readonly seed: number } }[];
}

const seedsOf = ({ slots }: LeagueMatch) => slots.map(({ entrant }) => entrant.seed);
const leagueOf = async (day: MatchDay) => (await matchesOf(day)) as unknown as readonly LeagueMatch[];
const isOpen = ({ state }: LeagueMatch) => state !== 'completed';

/** Nobody in it has an earlier match to play, other than postponed ones. */
const isPlayable = (all: readonly LeagueMatch[]) => (match: LeagueMatch) =>
  !all.some(
    (other) =>
      isOpen(other) &&
      !other.isPostponed &&
      other.round < match.round &&
      seedsOf(other).some((seed) => seedsOf(match).includes(seed)),
  );

async function expectDeadlines(day: MatchDay): Promise<void> {
  const all = await leagueOf(day);
  const due = all.filter(isOpen).filter(({ isPostponed }) => !isPostponed);
  const withDeadline = due.filter(({ checkIn }) => checkIn?.closesAt !== null).map(({ id }) => id);
  expect(withDeadline).toEqual(due.filter(isPlayable(all)).map(({ id }) => id));
}

it('in a league the minutes of a match begin when both entrants have played their earlier matches, in whatever order', async () => {
  const day = await aMatchDay(6, { matchCheckInMinutes: 10 }, league);
  await expectDeadlines(day);
  const decide = (id: string) => post(`/v1/matches/${id}/decisions`, { as: day.organizer, body: { scores: [1, 0] } });
  for (let step = 0; ; step += 1) {
    const open = (await leagueOf(day)).filter(isOpen);
    const match = open[(step * 7) % Math.max(1, open.length)];
    if (match === undefined) break;
    ok(await decide(match.id), 200);
    await expectDeadlines(day);
  }
});

it('a match that is postponed does not hold up the next ones; a walkover at the deadline begins the next match', async () => {
  const day = await aMatchDay(4, { matchCheckInMinutes: 10 }, league);
  const first = await matchAt(day, '1.1.0');
  ok(await setSchedule(first.id, day.organizer, { isPostponed: true }), 200);
  await expectDeadlines(day);
  const second = (await matchAt(day, '1.1.1')).id;
  const before = Date.now();
  await pass(second, 10);
  await tickCron();
  expect(await matchAt(day, '1.1.1')).toMatchObject({ state: 'completed', outcome: 'double_forfeit' });
  await expectDeadlines(day);
  const { closesAt } = (await matchAt(day, '1.2.0')).checkIn;
  expect(Date.parse(closesAt)).toBeGreaterThanOrEqual(before + 600_000);
  // Due again without a time: the minutes count anew.
  await pass(first.id, 60);
  ok(await setSchedule(first.id, day.organizer, { isPostponed: false }), 200);
  expect(Date.parse((await matchAt(day, '1.1.0')).checkIn.closesAt)).toBeGreaterThanOrEqual(before + 600_000);
});

it('who enters late has won against an entrant who has left, without a check-in', async () => {
  const fields = { capacity: 8, stages: [{ format: 'league', firstDay: '2030-01-01', daysBetweenRounds: 7 }] };
  const day = await aMatchDay(3, { matchCheckInMinutes: 10 }, fields);
  const { items } = ok(await get(`/v1/tournaments/${day.id}/registrations`, { as: day.organizer }), 200);
  ok(await post(`/v1/registrations/${items[0].id}/withdrawals`, { as: day.organizer, body: {} }), 200);
  const body = { playerId: (await aPerson()).id, displayName: 'Late Larry' };
  const { registrationId } = ok(
    await post(`/v1/tournaments/${day.id}/stages/1/entrants`, { as: day.organizer, body }),
    201,
  );
  // biome-ignore lint/suspicious/noExplicitAny: as in api.ts
  const matches: any[] = await matchesOf(day);
  const idsIn = ({ slots }: (typeof matches)[number]) => slots.map(({ entrant }: { entrant: never }) => entrant);
  const own = matches.filter((match) =>
    idsIn(match).some((entrant: { registrationId: string }) => entrant.registrationId === registrationId),
  );
  expect(own.map(({ state, outcome, winnerId }) => [state, outcome, winnerId]).sort()).toEqual([
    ['check_in', null, null],
    ['check_in', null, null],
    ['completed', 'walkover', registrationId],
  ]);
});
