// Staff of a tournament: invitations, roles, what each may do, and what a removal ends.

import { expect, it } from 'vitest';
import { addSeconds, systemClock } from '../../../src/core/instant.ts';
import { staffActs } from '../../../src/tournaments/permission.ts';
import { staffMax, staffRoles } from '../../../src/tournaments/staff/staff.ts';
import { type Answer, aPerson, call, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { untilWaiting } from '../../support/rules/waiting.ts';
import { aBracket } from '../../support/tournaments/brackets.ts';
import { aTournament, enter, matchesOf, move, ok, people, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
const codeOf = ({ status, body }: Answer<{ code?: string }>) => `${status} ${body?.code ?? ''}`.trim();
const pathOf = ({ id }: Stage) => `/v1/tournaments/${id}/staff`;

const invite = (stage: Stage, player: Person, role: string, as = stage.organizer) =>
  post(pathOf(stage), { as, body: { playerId: player.id, role } });
const accept = (stage: Stage, player: Person, as = player) =>
  post(`${pathOf(stage)}/${player.id}/acceptance`, { as, body: {} });
const end = (stage: Stage, player: Person, as = player) => call('DELETE', `${pathOf(stage)}/${player.id}`, { as });

async function staffOf(stage: Stage, role: string): Promise<Person> {
  const player = await aPerson({ name: `A ${role}` });
  ok(await invite(stage, player, role), 201);
  ok(await accept(stage, player), 200);
  return player;
}

const eventsOf = async (stage: Stage) => {
  const { items } = ok(await get(`/v1/tournaments/${stage.id}/events?since=0`, { as: stage.organizer }), 200);
  return items.filter(({ type }: { type: string }) => type === 'staff_changed');
};

it('the table of roles and acts is the same in the database', async () => {
  const rows = await database.sql<{ act: string; role: string; may: boolean }[]>`
    SELECT act, role, tournament_role_may(role, act) AS may
    FROM unnest(string_to_array(${[...Object.keys(staffActs), 'unknown'].join(',')}, ',')) AS act,
      unnest(string_to_array(${staffRoles.join(',')}, ',')) AS role`;
  const inCode: Record<string, readonly string[]> = { ...staffActs, unknown: [] };
  for (const { act, role, may } of rows) expect([act, role, may]).toEqual([act, role, inCode[act]?.includes(role)]);
});

it('somebody is invited, accepts, is listed, and leaves; each step is audited and an event', async () => {
  const stage = await aTournament();
  const referee = await aPerson({ name: 'Rita Referee' });
  ok(await invite(stage, referee, 'referee'), 201);
  expect(codeOf(await get(`/v1/tournaments/${stage.id}`, { as: referee }))).toBe('404 not_found');
  const own = () => get('/v1/me/staff-roles', { as: referee });
  expect(ok(await own(), 200).items).toMatchObject([{ tournamentId: stage.id, role: 'referee', state: 'invited' }]);
  expect(ok(await accept(stage, referee), 200)).toMatchObject({ state: 'active', acceptedAt: expect.any(String) });
  ok(await accept(stage, referee), 200);
  ok(await get(`/v1/tournaments/${stage.id}`, { as: referee }), 200);
  const { items } = ok(await get(pathOf(stage), { as: referee }), 200);
  expect(items).toMatchObject([{ playerId: referee.id, state: 'active', invitedBy: stage.organizer.id }]);
  expect((await end(stage, referee)).status).toBe(204);
  expect(codeOf(await end(stage, referee))).toBe('404 not_found');
  expect(ok(await own(), 200).items).toEqual([]);
  const audit = await database.sql`
    SELECT event, subject_id, meta FROM moderation_audit WHERE ref_id = ${stage.id} AND event LIKE 'staff.%' ORDER BY id`;
  expect(audit.map(({ event }) => event)).toEqual(['staff.invited', 'staff.accepted', 'staff.left']);
  expect(audit[0]).toMatchObject({ subject_id: referee.id, meta: { role: 'referee' } });
  const states = (await eventsOf(stage)).map(({ payload }: { payload: { state: string } }) => payload.state);
  expect(states).toEqual(['invited', 'active', 'ended']);
});

it('an invitation is answered by the invited person only, and may be withdrawn', async () => {
  const stage = await aTournament();
  const [invited, other] = (await people(2)) as [Person, Person];
  ok(await invite(stage, invited, 'caster'), 201);
  expect(codeOf(await accept(stage, invited, stage.organizer))).toBe('403 forbidden');
  expect(codeOf(await end(stage, invited, other))).toBe('404 not_found');
  expect(codeOf(await accept(stage, other))).toBe('404 not_found');
  expect((await end(stage, invited, stage.organizer)).status).toBe(204);
  expect(codeOf(await accept(stage, invited))).toBe('404 not_found');
  expect((await eventsOf(stage)).at(-1)).toMatchObject({ payload: { playerId: invited.id, state: 'ended' } });
});

it('nobody is invited twice, the organizer not at all, and a tournament has at most so many', async () => {
  const stage = await aTournament();
  const [one, other] = (await people(2)) as [Person, Person];
  ok(await invite(stage, one, 'caster'), 201);
  expect((await invite(stage, one, 'referee')).body).toMatchObject({
    code: 'state_conflict',
    facts: { role: 'caster' },
  });
  expect(codeOf(await invite(stage, stage.organizer, 'referee'))).toBe('409 state_conflict');
  expect(codeOf(await invite(stage, other, 'organizer'))).toBe('422 invalid_request');
  await database.sql`
    INSERT INTO tournament_staff (tournament_id, player_id, role, invited_by, invited_at)
    SELECT ${stage.id}, make_id('ply', now()), 'caster', ${one.id}, now() FROM generate_series(2, ${staffMax}::integer)`;
  expect((await invite(stage, other, 'caster')).body).toMatchObject({ code: 'limit_reached' });
});

it('a co-organizer runs the tournament, but neither staff, prizes, certificates nor the draft are its', async () => {
  const stage = await aTournament({ prizes: { kind: 'fixed', places: [1] } });
  const helper = await staffOf(stage, 'co_organizer');
  const path = `/v1/tournaments/${stage.id}`;
  ok(await call('PATCH', path, { as: helper, body: { title: 'Winter Open' } }), 200);
  ok(await post(`${path}/transitions`, { as: helper, body: { to: 'published' } }), 200);
  for (const [method, rest] of [
    ['DELETE', ''],
    ['POST', '/payouts'],
    ['POST', '/certificates'],
  ] as const)
    expect(codeOf(await call(method, path + rest, { as: helper, body: {} }))).toBe('403 forbidden');
  expect(codeOf(await invite(stage, await aPerson(), 'caster', helper))).toBe('403 forbidden');
});

it('staff for check-in check many in, a referee decides, a caster does neither', async () => {
  const startsAt = addSeconds(systemClock(), 3600);
  const stage = await aTournament({ capacity: 2, checkInMinutes: 90, startsAt });
  const players = await people(2);
  await move(stage, 'published', 'registration_open');
  await enter(stage, players);
  const [desk, referee, caster] = [
    await staffOf(stage, 'check_in'),
    await staffOf(stage, 'referee'),
    await staffOf(stage, 'caster'),
  ];
  const { items } = ok(await get(`/v1/tournaments/${stage.id}/registrations`), 200);
  const body = { registrationIds: items.map(({ id }: { id: string }) => id) };
  const checkIns = (as: Person) => post(`/v1/tournaments/${stage.id}/check-ins`, { as, body });
  expect(codeOf(await checkIns(caster))).toBe('403 forbidden');
  expect(ok(await checkIns(desk), 200).items).toMatchObject([{ code: null }, { code: null }]);
  await move(stage, 'registration_closed', 'live');
  const [match] = await matchesOf(stage);
  const decide = (as: Person) => post(`/v1/matches/${match?.id}/decisions`, { as, body: { scores: [2, 1] } });
  for (const as of [desk, caster]) expect(codeOf(await decide(as))).toBe('403 not_a_participant');
  ok(await decide(referee), 200);
});

it('staff who play in the tournament decide nothing', async () => {
  const cup = await aBracket(4);
  const [player] = cup.players as [Person];
  ok(await invite(cup.stage, player, 'referee'), 201);
  ok(await accept(cup.stage, player), 200);
  const { id } = await cup.match('1.1.1');
  for (const [noun, body] of [
    ['decisions', { scores: [1, 0] }],
    ['forfeits', { absent: [0] }],
  ] as const)
    expect(codeOf(await post(`/v1/matches/${id}/${noun}`, { as: player, body }))).toBe('403 conflict_of_interest');
  expect(codeOf(await cup.disqualify(cup.players[1], player))).toBe('403 conflict_of_interest');
});

it('nobody approves the own registration, also not the organizer, and anybody may reject it', async () => {
  const stage = await aTournament({ requiresApproval: true });
  await move(stage, 'published', 'registration_open');
  const helper = await staffOf(stage, 'co_organizer');
  await enter(stage, [helper, stage.organizer]);
  const { items } = ok(await get(`/v1/tournaments/${stage.id}/registrations`, { as: helper }), 200);
  const [own, ofOrganizer] = items.map(({ id }: { id: string }) => id) as [string, string];
  const decide = (id: string, noun: string, as: Person) => post(`/v1/registrations/${id}/${noun}`, { as, body: {} });
  expect(codeOf(await decide(own, 'approval', helper))).toBe('403 conflict_of_interest');
  expect(codeOf(await decide(ofOrganizer, 'approval', stage.organizer))).toBe('403 conflict_of_interest');
  ok(await decide(own, 'approval', stage.organizer), 200);
  ok(await decide(ofOrganizer, 'rejection', stage.organizer), 200);
});

it('a referee who is removed while deciding has decided before, or is refused', async () => {
  const cup = await aBracket(8);
  const outcomes = await Promise.all(
    ['1.1.0', '1.1.1', '1.1.2', '1.1.3'].map(async (key) => {
      const referee = await staffOf(cup.stage, 'referee');
      const { id } = await cup.match(key);
      const decision = post(`/v1/matches/${id}/decisions`, { as: referee, body: { scores: [1, 0] } });
      const [decided, ended] = await Promise.all([decision, end(cup.stage, referee, cup.organizer)]);
      expect(ended.status).toBe(204);
      expect(codeOf(await post(`/v1/matches/${id}/forfeits`, { as: referee, body: { absent: [0] } }))).toBe(
        '403 forbidden',
      );
      const rows = await database.sql<{ type: string; seq: number }[]>`
        SELECT type, seq FROM event_outbox WHERE tournament_id = ${cup.id}
          AND (payload ->> 'matchId' = ${id} OR payload ->> 'playerId' = ${referee.id} AND payload ->> 'state' = 'ended') ORDER BY seq`;
      const types = rows.map(({ type }) => type);
      if (decided.status === 200) expect(types).toEqual(['match_ready', 'match_completed', 'staff_changed']);
      else expect(types).toEqual(['match_ready', 'staff_changed']);
      return codeOf(decided);
    }),
  );
  for (const outcome of outcomes) expect(['200', '403 not_a_participant']).toContain(outcome);
});

it('an act that waits for the tournament while its staff are removed is refused', async () => {
  const stage = await aTournament({
    requiresApproval: true,
    checkInMinutes: 1440,
    startsAt: addSeconds(systemClock(), 3600),
  });
  await move(stage, 'published', 'registration_open');
  await enter(stage, await people(1));
  const helper = await staffOf(stage, 'co_organizer');
  const { items } = ok(await get(`/v1/tournaments/${stage.id}/registrations`), 200);
  const [{ id }] = items as [{ id: string }];
  const locked = await database.sql.reserve();
  await locked`BEGIN`;
  await locked`SELECT FROM tournament_tournament WHERE id = ${stage.id} FOR NO KEY UPDATE`;
  const paths = [
    `registrations/${id}/approval`,
    `registrations/${id}/cancellation`,
    `tournaments/${stage.id}/check-ins`,
  ];
  const acts = paths.map((path) =>
    post(`/v1/${path}`, { as: helper, body: path.endsWith('check-ins') ? { registrationIds: [id] } : {} }),
  );
  await untilWaiting(database.sql, 3);
  await locked`DELETE FROM tournament_staff WHERE tournament_id = ${stage.id}`;
  await locked`COMMIT`;
  locked.release();
  for (const answer of await Promise.all(acts)) expect(codeOf(answer)).toBe('403 forbidden');
  expect(ok(await get(`/v1/registrations/${id}`, { as: stage.organizer }), 200).state).toBe('pending');
});

it('the export of a person has the roles', async () => {
  const stage = await aTournament();
  const caster = await staffOf(stage, 'caster');
  const kept = ok(await get('/v1/me/export', { as: caster }), 200);
  expect(kept.staff_roles).toMatchObject([{ tournamentId: stage.id, role: 'caster', state: 'active' }]);
});
