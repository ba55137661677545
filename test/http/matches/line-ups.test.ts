// Line-ups of teams, and calls for a referee.

import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/db/client.ts';
import { type Answer, aPerson, call, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import {
  aMatchDay,
  aTeamDay,
  eventsOf,
  matchAt,
  setLineUp,
  setPlan,
  setSchedule,
  sideOf,
} from '../../support/tournaments/match-days.ts';
import { ok, people } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
const codeOf = ({ status, body }: Answer<{ code?: string }>) => `${status} ${body.code ?? ''}`.trim();
const plan = { lineUpMin: 1, lineUpMax: 1 };
const read = async (id: string, as?: Person) => ok(await get(`/v1/matches/${id}/line-ups`, { as }), 200).items;

describe('a line-up', () => {
  it('is set by the captain or staff, of players of the roster, as many as the plan says', async () => {
    const day = await aTeamDay(plan);
    const [padma, meghna] = day.teams;
    const { id } = await matchAt(day, '1.1.0');
    const refused = async (as: Person, ...players: Person[]) =>
      codeOf(await setLineUp(id, padma.registrationId, as, ...players));
    expect(await refused(padma.captain, meghna.mate)).toBe('422 invalid_request');
    expect(await refused(padma.captain, padma.captain, padma.mate)).toBe('422 invalid_request');
    expect(await refused(padma.captain, padma.mate, padma.mate)).toBe('422 invalid_request');
    expect(await refused(padma.captain, ...(await people(200)))).toBe('422 invalid_request');
    expect(await refused(padma.mate, padma.mate)).toBe('403 forbidden');
    expect(await refused(meghna.captain, padma.mate)).toBe('403 forbidden');
    expect(codeOf(await setLineUp(id, 'reg_00000000000000000000000000', padma.captain, padma.mate))).toBe(
      '404 not_found',
    );
    ok(await setLineUp(id, padma.registrationId, padma.captain, padma.captain), 200);
    const { setAt } = ok(await setLineUp(id, padma.registrationId, day.organizer, padma.mate), 200);
    expect((await eventsOf(day)).at(-1)).toMatchObject({ type: 'line_up_set', payload: { matchId: id } });
    expect(await read(id)).toEqual([
      { registrationId: padma.registrationId, setAt, players: [{ displayName: 'Mate Padma' }] },
      { registrationId: meghna.registrationId, setAt: null, players: null },
    ]);
    expect((await read(id, padma.mate))[0].players).toEqual([{ playerId: padma.mate.id, displayName: 'Mate Padma' }]);
    const db = openDatabase(database.url, 1);
    const foreign = db.sql`INSERT INTO tournament_line_up_player VALUES (${id}, ${padma.registrationId}, ${meghna.mate.id})`;
    await expect(foreign).rejects.toMatchObject({ constraint_name: 'line_up_player_on_roster' });
    await db.close();
  });

  it('names no sanctioned player, and a team whose line-up names one does not check in', async () => {
    const [day, moderator] = [
      await aTeamDay({ ...plan, matchCheckInMinutes: 30 }),
      await aPerson({ roles: ['moderator'] }),
    ];
    const [padma] = day.teams;
    const { id } = await matchAt(day, '1.1.0');
    ok(await setLineUp(id, padma.registrationId, padma.captain, padma.mate), 200);
    const terms = { kind: 'ban', reasonCode: 'cheating', statement: 'Said.', endsAt: '2035-01-01T00:00:00Z' };
    const ban = { ...terms, playerId: padma.mate.id, areas: ['competing'], tournamentId: day.id };
    ok(await post('/v1/sanctions', { as: moderator, body: ban }), 201);
    const checkIn = () => post(`/v1/matches/${id}/check-ins`, { as: padma.captain, body: {} });
    for (const answer of [
      await setLineUp(id, padma.registrationId, padma.captain, padma.mate),
      await setLineUp(id, padma.registrationId, day.organizer, padma.mate),
      await checkIn(),
    ])
      expect(ok(answer, 403)).toMatchObject({ code: 'sanctioned', facts: { kind: 'ban', player: padma.mate.id } });
    ok(await setLineUp(id, padma.registrationId, padma.captain, padma.captain), 200);
    ok(await checkIn(), 200);
  });

  it('is refused after the match began: by a report, or by its time', async () => {
    const day = await aTeamDay(plan);
    const [padma] = day.teams;
    const { id } = await matchAt(day, '1.1.0');
    const set = async () => codeOf(await setLineUp(id, padma.registrationId, padma.captain, padma.mate));
    ok(await setSchedule(id, day.organizer, { startsAt: '2030-01-01T10:00:00Z' }), 200);
    await database.sql`UPDATE tournament_schedule SET starts_at = now() - interval '1 second' WHERE match_id = ${id}`;
    expect(await set()).toBe('409 match_not_open');
    await database.sql`UPDATE tournament_schedule SET starts_at = NULL, ends_at = NULL WHERE match_id = ${id}`;
    expect(await set()).toBe('200');
    ok(await post(`/v1/matches/${id}/reports`, { as: padma.captain, body: { scores: [1, 0] } }), 200);
    expect(await set()).toBe('409 match_not_open');
  });

  it('that is blind is hidden from others until both are set', async () => {
    const day = await aTeamDay({ ...plan, blindLineUps: true });
    const [padma, meghna] = day.teams;
    const { id } = await matchAt(day, '1.1.0');
    ok(await setLineUp(id, padma.registrationId, padma.captain, padma.mate), 200);
    const first = async (as?: Person) => (await read(id, as))[0].players;
    for (const as of [undefined, meghna.captain, await aPerson()]) expect(await first(as)).toBe(null);
    for (const as of [padma.mate, day.organizer]) expect(await first(as)).toHaveLength(1);
    ok(await setLineUp(id, meghna.registrationId, meghna.captain, meghna.captain), 200);
    expect(await first()).toEqual([{ displayName: 'Mate Padma' }]);
  });

  it('does not exist without a plan for it', async () => {
    const day = await aTeamDay({});
    const [padma] = day.teams;
    const { id } = await matchAt(day, '1.1.0');
    expect(codeOf(await setLineUp(id, padma.registrationId, padma.captain, padma.mate))).toBe('409 state_conflict');
    expect(codeOf(await setPlan(day, { lineUpMin: 2 }))).toBe('422 invalid_request');
    expect(codeOf(await setPlan(day, { lineUpMin: 2, lineUpMax: 1 }))).toBe('422 invalid_request');
  });
});

describe('a call for a referee', () => {
  const callTo = (id: string, as: Person, reason = 'rules') =>
    post(`/v1/matches/${id}/referee-calls`, { as, body: { reason } });

  it('of a player of the match is one at a time, stands in the queue of staff, and is resolved once', async () => {
    const day = await aMatchDay(4, {}, { stages: [{ format: 'single_elimination' }] });
    const [one, two] = [await matchAt(day, '1.1.0'), await matchAt(day, '1.1.1')];
    const [a, b] = [await sideOf(day, '1.1.0', 0), await sideOf(day, '1.1.0', 1)];
    const answers = await Promise.all([a, b, a].map((as) => callTo(one.id, as)));
    expect(answers.map(codeOf).sort()).toEqual(['201', '409 state_conflict', '409 state_conflict']);
    const { id } = ok(answers.find(({ status }) => status === 201) as Answer<unknown>, 201);
    const { id: later } = ok(await callTo(two.id, await sideOf(day, '1.1.1', 1), 'conduct'), 201);
    const queue = async (query = '') =>
      ok(await get(`/v1/tournaments/${day.id}/referee-calls${query}`, { as: day.organizer }), 200).items.map(
        (item: { id: string }) => item.id,
      );
    expect(await queue('?open=true')).toEqual([id, later]);
    const referee = await aPerson();
    expect(codeOf(await get(`/v1/tournaments/${day.id}/referee-calls`, { as: referee }))).toBe('403 forbidden');
    const resolve = (as: Person) => post(`/v1/referee-calls/${id}/resolution`, { as, body: {} });
    expect(codeOf(await resolve(a))).toBe('403 forbidden');
    ok(
      await post(`/v1/tournaments/${day.id}/staff`, {
        as: day.organizer,
        body: { playerId: referee.id, role: 'referee' },
      }),
      201,
    );
    ok(await post(`/v1/tournaments/${day.id}/staff/${referee.id}/acceptance`, { as: referee, body: {} }), 200);
    expect(ok(await resolve(referee), 200)).toMatchObject({ resolvedBy: referee.id });
    expect(codeOf(await resolve(day.organizer))).toBe('409 state_conflict');
    expect([await queue('?open=true'), await queue('?open=false'), await queue()]).toEqual([
      [later],
      [id],
      [id, later],
    ]);
    ok(await callTo(one.id, b), 201);
    const types = (await eventsOf(day)).slice(-2).map(({ type }: { type: string }) => type);
    expect(types).toEqual(['referee_call_resolved', 'referee_called']);
  });

  it('is refused to outsiders, without a known reason, and after the match', async () => {
    const day = await aTeamDay({});
    const [padma] = day.teams;
    const { id } = await matchAt(day, '1.1.0');
    expect(codeOf(await callTo(id, day.organizer))).toBe('403 not_a_participant');
    expect(codeOf(await callTo(id, padma.mate, 'They cheat!'))).toBe('422 invalid_request');
    ok(await callTo(id, padma.mate), 201);
    ok(await post(`/v1/matches/${id}/decisions`, { as: day.organizer, body: { scores: [1, 0] } }), 200);
    expect(codeOf(await callTo(id, padma.captain))).toBe('409 match_not_open');
    expect(
      (await call('POST', '/v1/referee-calls/rfc_00000000000000000000000000/resolution', { as: day.organizer })).status,
    ).toBe(404);
  });
});
