// When and where matches take place: of one match, of a round, and the list that everybody reads.

import { beforeAll, describe, expect, it } from 'vitest';
import { addSeconds } from '../../../src/core/instant.ts';
import { openDatabase } from '../../../src/db/client.ts';
import { type Answer, aPerson, call, get, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import {
  aMatchDay,
  eventsOf,
  type MatchDay,
  matchAt,
  setPlan,
  setSchedule,
  sideOf,
} from '../../support/tournaments/match-days.ts';
import { aTournament, move, ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
const codeOf = ({ status, body }: Answer<{ code?: string }>) => `${status} ${body.code ?? ''}`.trim();
const startsAt = '2030-01-01T10:00:00.000Z';
const at = (time: string) => `2030-01-01T${time}:00.000Z`;
const robin = { stages: [{ format: 'round_robin' }], startsAt };
const noLineUps = { lineUpMin: null, lineUpMax: null, blindLineUps: false };
const plan = { matchMinutes: 30, restMinutes: 15, stations: ['Board 1', 'Board 2'] };
const spread = (day: MatchDay, body: Record<string, unknown>) =>
  post(`/v1/tournaments/${day.id}/schedule`, { as: day.organizer, body });
const list = async (day: MatchDay, query = '') => ok(await get(`/v1/tournaments/${day.id}/schedule${query}`), 200);

describe('the match plan', () => {
  it('has defaults, is replaced as a whole, and is refused with what does not fit', async () => {
    const stage = await aTournament();
    const path = `/v1/tournaments/${stage.id}/match-plan`;
    const read = await get(path, { as: stage.organizer });
    expect(ok(read, 200)).toEqual({
      ...{ matchCheckInMinutes: null, matchMinutes: 60, restMinutes: 0, stations: [] },
      ...noLineUps,
    });
    const etag = read.headers.get('etag') ?? '';
    const set = (body: object, headers = {}) => call('PUT', path, { as: stage.organizer, body, headers });
    expect(ok(await set({ ...plan, matchCheckInMinutes: 5 }, { 'if-match': etag }), 200)).toEqual({
      ...{ ...plan, matchCheckInMinutes: 5, ...noLineUps },
    });
    expect(codeOf(await set({}, { 'if-match': etag }))).toBe('412 precondition_failed');
    for (const body of [{ matchMinutes: 10_001 }, { matchMinutes: 4 }, { matchCheckInMinutes: 0 }, { restMinutes: -1 }])
      expect(codeOf(await set(body))).toBe('422 invalid_request');
    expect(codeOf(await set({ stations: ['A', 'A'] }))).toBe('422 invalid_request');
    expect(codeOf(await set({ stations: Array.from({ length: 201 }, (_, n) => `S${n}`) }))).toBe('422 invalid_request');
    expect(codeOf(await setPlan(stage, {}, await aPerson({ roles: ['organizer'] })))).toBe('404 not_found');
    await move(stage, 'cancelled');
    expect(codeOf(await set({}))).toBe('409 state_conflict');
  });

  it('of a draft goes with the draft', async () => {
    const stage = await aTournament();
    ok(await setPlan(stage, plan), 200);
    expect((await call('DELETE', `/v1/tournaments/${stage.id}`, { as: stage.organizer })).status).toBe(204);
  });
});

describe('of one match', () => {
  let day: MatchDay;
  beforeAll(async () => {
    day = await aMatchDay(4, plan, robin);
  });

  it('time, station and stream are set with If-Match, and shown with the match', async () => {
    const { id } = await matchAt(day, '1.1.0');
    const read = await get(`/v1/matches/${id}`, { as: day.organizer });
    const etag = { 'if-match': read.headers.get('etag') ?? '' };
    const change = { startsAt: at('10:00'), station: 'Board 1', stream: 'https://stream.example.org/1' };
    const { match, warnings } = ok(await setSchedule(id, day.organizer, change, etag), 200);
    expect(warnings).toEqual([]);
    expect(match).toMatchObject({ ...change, endsAt: at('10:30'), isPostponed: false });
    expect(codeOf(await setSchedule(id, day.organizer, { station: null }, etag))).toBe('412 precondition_failed');
    const after = await get(`/v1/matches/${id}`, { as: day.organizer });
    expect(after.body).toEqual(match);
    ok(await setSchedule(id, day.organizer, { stream: null }, { 'if-match': after.headers.get('etag') ?? '' }), 200);
    expect(await matchAt(day, '1.1.0')).toMatchObject({ startsAt: at('10:00'), station: 'Board 1', stream: null });
    expect((await eventsOf(day)).at(-1)).toMatchObject({
      type: 'schedule_changed',
      payload: { matches: [{ matchId: id, startsAt: at('10:00'), endsAt: at('10:30'), station: 'Board 1' }] },
    });
  });

  it('a station and an entrant are booked once at a time; what only touches is accepted', async () => {
    const [first, second] = [await matchAt(day, '1.1.0'), await matchAt(day, '1.1.1')];
    const taken = await setSchedule(second.id, day.organizer, { startsAt: at('10:29'), station: 'Board 1' });
    expect(codeOf(taken)).toBe('409 double_booked');
    expect(taken.body.facts).toEqual({ matches: [first.id], booked: ['Board 1'] });
    expect(await matchAt(day, '1.1.1')).toMatchObject({ startsAt: null, station: null });
    ok(await setSchedule(second.id, day.organizer, { startsAt: at('10:30'), station: 'Board 1' }), 200);
    const both = await matchAt(day, '1.2.0');
    const busy = await setSchedule(both.id, day.organizer, { startsAt: at('10:15'), station: 'Board 2' });
    expect(codeOf(busy)).toBe('409 double_booked');
    expect(busy.body.facts.booked).toHaveLength(2);
  });

  it('too little rest is a warning, and refuses nothing', async () => {
    const { id, slots } = await matchAt(day, '1.2.0');
    const { warnings } = ok(await setSchedule(id, day.organizer, { startsAt: at('11:10') }), 200);
    const second = await matchAt(day, '1.1.1');
    const resting = slots
      .map(({ entrant }: { entrant: { registrationId: string } }) => entrant.registrationId)
      .filter((each: string) =>
        second.slots.some(({ entrant }: { entrant: { registrationId: string } }) => entrant.registrationId === each),
      );
    expect(warnings).toEqual(
      resting.map((registrationId: string) => {
        return { code: 'short_rest', matchId: id, otherMatchId: second.id, registrationId, minutes: 10 };
      }),
    );
    expect(resting).toHaveLength(1);
    expect(ok(await setSchedule(id, day.organizer, { startsAt: at('11:15') }), 200).warnings).toEqual([]);
  });

  it('a tournament that was started early has matches from its actual start on', async () => {
    const early = await aMatchDay(2, plan, robin);
    const { startedAt } = ok(await get(`/v1/tournaments/${early.id}`), 200);
    const { id } = await matchAt(early, '1.1.0');
    const secondsFromStart = (seconds: number) =>
      setSchedule(id, early.organizer, { startsAt: addSeconds(startedAt, seconds) });
    expect(startedAt < startsAt).toBe(true);
    ok(await secondsFromStart(0), 200);
    expect(codeOf(await secondsFromStart(-1))).toBe('422 invalid_request');
  });

  it('what does not fit is refused with its field', async () => {
    const { id } = await matchAt(day, '1.3.0');
    const refusal = async (body: object) => {
      const answer = await setSchedule(id, day.organizer, body as Record<string, unknown>);
      return `${codeOf(answer)} ${answer.body.facts?.field ?? answer.body.errors?.[0]?.field}`;
    };
    expect(await refusal({ startsAt: '2020-01-01T00:00:00Z' })).toBe('422 invalid_request startsAt');
    expect(await refusal({ station: 'Board 3' })).toBe('422 invalid_request station');
    expect(await refusal({ startsAt: 'tomorrow' })).toBe('422 invalid_request startsAt');
    expect(await refusal({ stream: 'http://stream.example.org' })).toBe('422 invalid_request stream');
    expect(await refusal({ startsAt: at('18:00'), isPostponed: true })).toBe('422 invalid_request startsAt');
    expect(codeOf(await setSchedule(id, day.players[0] ?? day.organizer, {}))).toBe('403 forbidden');
    const played = await matchAt(day, '1.3.1');
    ok(await post(`/v1/matches/${played.id}/decisions`, { as: day.organizer, body: { scores: [1, 0] } }), 200);
    expect(codeOf(await setSchedule(played.id, day.organizer, { station: 'Board 1' }))).toBe('409 match_not_open');
    expect(codeOf(await setPlan(day, { ...plan, stations: ['Board 2'] }))).toBe('409 state_conflict');
  });

  it('a postponed match has no time until it gets a new one, and books nothing', async () => {
    const { id } = await matchAt(day, '1.1.0');
    ok(await setSchedule(id, day.organizer, { isPostponed: true }), 200);
    expect(await matchAt(day, '1.1.0')).toMatchObject({ startsAt: null, endsAt: null, isPostponed: true });
    expect((await list(day, '?postponed=true')).items.map((match: { id: string }) => match.id)).toEqual([id]);
    expect(await database.sql`SELECT 1 FROM tournament_booking WHERE match_id = ${id}`).toEqual([]);
    ok(await setSchedule(id, day.organizer, { startsAt: at('15:00') }), 200);
    expect(await matchAt(day, '1.1.0')).toMatchObject({ startsAt: at('15:00'), isPostponed: false });
  });
});

describe('of a round', () => {
  it('matches are spread over the stations in turns, all or none', async () => {
    const day = await aMatchDay(6, plan, robin);
    const body = { stage: 1, round: 1, startsAt, gapMinutes: 5 };
    const { items } = ok(await spread(day, body), 200);
    expect(
      items.map(({ startsAt, station }: { startsAt: string; station: string }) => [startsAt.slice(11, 16), station]),
    ).toEqual([
      ['10:00', 'Board 1'],
      ['10:00', 'Board 2'],
      ['10:35', 'Board 1'],
    ]);
    expect(codeOf(await spread(day, { ...body, round: 2, startsAt: at('10:20') }))).toBe('409 double_booked');
    expect((await matchAt(day, '1.2.0')).startsAt).toBe(null);
    expect(codeOf(await spread(day, { ...body, round: 6 }))).toBe('422 invalid_request');
    expect(codeOf(await spread(day, { ...body, round: 2, stations: ['Board 9'] }))).toBe('422 invalid_request');
    expect(codeOf(await spread(day, { ...body, round: 2, startsAt: '2020-01-01T00:00:00Z' }))).toBe(
      '422 invalid_request',
    );
    ok(await spread(day, { ...body, round: 2, startsAt: at('11:10'), stations: ['Board 2', 'Board 1'] }), 200);
    const ids = (found: { items: { id: string }[] }) => found.items.map(({ id }) => id);
    const all = ids(await list(day));
    expect(all).toHaveLength(6);
    const first = await list(day, '?limit=4');
    const rest = await list(day, `?limit=4&cursor=${encodeURIComponent(first.nextCursor)}`);
    expect([...ids(first), ...ids(rest)]).toEqual(all);
    expect(ids(await list(day, '?round=2&station=Board%202'))).toHaveLength(2);
    const { registrationId } = (await matchAt(day, '1.1.0')).slots[0].entrant;
    expect(ids(await list(day, `?registrationId=${registrationId}`))).toHaveLength(2);
    expect(ids(await list(day, `?startsBefore=${at('10:35')}`))).toHaveLength(2);
    const read = await get(`/v1/tournaments/${day.id}/schedule`);
    const again = await get(`/v1/tournaments/${day.id}/schedule`, {
      headers: { 'if-none-match': read.headers.get('etag') ?? '' },
    });
    expect([read.headers.get('etag') === null, again.status]).toEqual([false, 304]);
  });
});

it('two schedules at once cannot book one station twice', async () => {
  const day = await aMatchDay(8, plan, robin);
  const ids = await Promise.all([0, 1, 2, 3].map(async (position) => (await matchAt(day, `1.1.${position}`)).id));
  const answers = await Promise.all(ids.map((id) => setSchedule(id, day.organizer, { startsAt, station: 'Board 1' })));
  expect(answers.map(codeOf).sort()).toEqual(['200', '409 double_booked', '409 double_booked', '409 double_booked']);
  const [winner] =
    await database.sql`SELECT match_id, tournament_id, subject, period::text FROM tournament_booking WHERE subject = 'at:Board 1' AND tournament_id = ${day.id}`;
  const other = ids.find((id) => id !== winner?.match_id);
  const db = openDatabase(database.url, 1);
  const twice = db.sql`INSERT INTO tournament_booking SELECT ${other ?? ''}, tournament_id, subject, period FROM tournament_booking WHERE match_id = ${winner?.match_id} AND subject = 'at:Board 1'`;
  await expect(twice).rejects.toMatchObject({ constraint_name: 'booking_once_at_a_time' });
  await db.close();
});

it('one’s next match is the one with the earliest time, with its station, and postponed ones are last', async () => {
  const day = await aMatchDay(4, plan, robin);
  for (const [round, time] of [
    [1, '14:00'],
    [3, '10:00'],
    [2, '12:00'],
  ] as const)
    ok(await spread(day, { round, startsAt: at(time) }), 200);
  const player = await sideOf(day, '1.1.0', 0);
  const next = async () => ok(await get('/v1/me/next-match', { as: player }), 200).match;
  const { id, round, startsAt: time, station } = await next();
  expect([round, time, station]).toEqual([3, at('10:00'), expect.stringMatching(/^Board [12]$/)]);
  ok(await setSchedule(id, day.organizer, { isPostponed: true }), 200);
  expect((await next()).round).toBe(2);
});

it('entrants are called to their station while they may play', async () => {
  const day = await aMatchDay(4, plan, { stages: [{ format: 'single_elimination' }], startsAt });
  const { id } = await matchAt(day, '1.1.0');
  ok(await setSchedule(id, day.organizer, { startsAt, station: 'Board 2' }), 200);
  const callTo = (match: string, as = day.organizer) => post(`/v1/matches/${match}/calls`, { as, body: {} });
  const { calledAt } = ok(await callTo(id), 200);
  expect(await matchAt(day, '1.1.0')).toMatchObject({ calledAt, startsAt, station: 'Board 2' });
  expect((await eventsOf(day)).at(-1)).toMatchObject({
    type: 'match_called',
    payload: { matchId: id, startsAt, station: 'Board 2' },
  });
  expect(codeOf(await callTo((await matchAt(day, '1.2.0')).id))).toBe('409 match_not_open');
  expect(codeOf(await callTo(id, day.players[0]))).toBe('403 forbidden');
});
