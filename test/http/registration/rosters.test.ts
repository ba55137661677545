// Rosters: members and the organizer read ids and names, everybody else only names. A member who leaves the team leaves an unlocked
// roster too.

import { describe, expect, it } from 'vitest';
import { canAppear } from '../../../src/tournaments/check-in/check-in.ts';
import { aPerson, call, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { setPlan } from '../../support/tournaments/match-days.ts';
import { aTournament, move, ok, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

async function aTeam(size: number) {
  const captain = await aPerson({ name: 'Captain' });
  const { id, joinCode } = ok(await post('/v1/teams', { as: captain, body: { name: 'Team' } }), 201);
  const mates: Person[] = [];
  for (let index = 1; index < size; index += 1) {
    const mate = await aPerson({ name: `Mate ${index}` });
    ok(await post(`/v1/teams/${id}/members`, { as: mate, body: { joinCode } }), 201);
    mates.push(mate);
  }
  return { id, captain, mates };
}

async function anEnteredTeam() {
  const [stage, team] = [await aTournament({ mode: 'team', rosterSize: 2 }), await aTeam(2)];
  await move(stage, 'published', 'registration_open');
  const body = { teamId: team.id };
  const { id } = ok(await post(`/v1/tournaments/${stage.id}/registrations`, { as: team.captain, body }), 201);
  return { stage, team, mate: team.mates[0] as Person, registrationId: id as string };
}

const rosterOf = (id: string, as?: Person) => get(`/v1/registrations/${id}/roster`, { as });
const leave = (teamId: string, as: Person) => call('DELETE', `/v1/teams/${teamId}/members/${as.id}`, { as });
const stored = async (id: string) =>
  (
    await database.sql<
      { player: string }[]
    >`SELECT player_id AS player FROM tournament_roster WHERE registration_id = ${id}`
  ).map(({ player }) => player);

describe('a roster', () => {
  it('shows ids to its members, its captain and the organizer, and only names to everybody else', async () => {
    const { stage, team, mate, registrationId } = await anEnteredTeam();
    const whole = [
      { playerId: team.captain.id, displayName: 'Captain' },
      { playerId: mate.id, displayName: 'Mate 1' },
    ].toSorted((a, b) => (a.playerId < b.playerId ? -1 : 1));
    for (const as of [team.captain, mate, stage.organizer, await aPerson({ roles: ['admin'] })])
      expect(ok(await rosterOf(registrationId, as), 200).items).toEqual(whole);
    const names = whole.map(({ displayName }) => ({ displayName }));
    for (const as of [undefined, await aPerson()])
      expect(ok(await rosterOf(registrationId, as), 200).items).toEqual(names);
  });

  it('of a solo registration is empty, and of an unknown registration is not found', async () => {
    const [stage, player] = [await aTournament(), await aPerson()];
    await move(stage, 'published', 'registration_open');
    const { id } = ok(await post(`/v1/tournaments/${stage.id}/registrations`, { as: player, body: {} }), 201);
    expect(ok(await rosterOf(id, player), 200).items).toEqual([]);
    expect((await rosterOf(`reg_${'0'.repeat(26)}`)).status).toBe(404);
  });

  it('is no longer public once the team has withdrawn', async () => {
    const { team, registrationId } = await anEnteredTeam();
    ok(await post(`/v1/registrations/${registrationId}/cancellation`, { as: team.captain, body: {} }), 200);
    expect((await rosterOf(registrationId)).status).toBe(404);
    ok(await rosterOf(registrationId, team.captain), 200);
  });
});

describe('a captain changes the roster', () => {
  const change = (registrationId: string, as: Person, ...players: Person[]) =>
    call('PUT', `/v1/registrations/${registrationId}/roster`, { as, body: { playerIds: players.map(({ id }) => id) } });
  const codeOf = ({ status, body }: { status: number; body: { code?: string } }) =>
    `${status} ${body.code ?? ''}`.trim();

  it('after a member has left, to members who take part nowhere else, and an event says so', async () => {
    const { stage, team, mate, registrationId } = await anEnteredTeam();
    ok(await leave(team.id, mate), 204);
    const { joinCode } = ok(await get(`/v1/teams/${team.id}`, { as: team.captain }), 200);
    const [next, rival] = [await aPerson({ name: 'Next' }), await anotherTeam(stage)];
    ok(await post(`/v1/teams/${team.id}/members`, { as: next, body: { joinCode } }), 201);
    ok(await post(`/v1/teams/${team.id}/members`, { as: rival.captain, body: { joinCode } }), 201);
    expect(codeOf(await change(registrationId, team.captain, team.captain, mate))).toBe('422 invalid_request');
    expect(codeOf(await change(registrationId, team.captain, team.captain, team.captain))).toBe('422 invalid_request');
    expect(codeOf(await change(registrationId, team.captain, team.captain, next, rival.captain))).toBe(
      '409 roster_incomplete',
    );
    expect(codeOf(await change(registrationId, team.captain, team.captain, rival.captain))).toBe(
      '409 already_registered',
    );
    for (const as of [next, stage.organizer])
      expect(codeOf(await change(registrationId, as, team.captain, next))).toBe('403 forbidden');
    const { items } = ok(await change(registrationId, team.captain, team.captain, next), 200);
    expect(items.map(({ playerId }: { playerId: string }) => playerId).toSorted()).toEqual(
      [team.captain.id, next.id].toSorted(),
    );
    const changes = async () =>
      database.sql`SELECT 1 FROM event_outbox WHERE tournament_id = ${stage.id} AND type = 'registration_changed'`;
    expect(await changes()).toHaveLength(2);
    ok(await change(registrationId, team.captain, team.captain, next), 200);
    expect(await changes()).toHaveLength(2);
    const { attention } = ok(await get(`/v1/tournaments/${stage.id}/dashboard`, { as: stage.organizer }), 200);
    expect(attention.shortRosters).toBe(0);
    await move(stage, 'registration_closed');
    expect(codeOf(await change(registrationId, team.captain, team.captain, next))).toBe('409 registration_not_open');
  });

  it('with substitutes, within the two sizes of the tournament, at registration and later, until registration closes', async () => {
    const [stage, team] = [await aTournament({ mode: 'team', rosterSize: 2, rosterSizeMax: 3 }), await aTeam(4)];
    await move(stage, 'published', 'registration_open');
    const [first, second, third] = team.mates as [Person, Person, Person];
    const enter = (...players: Person[]) => {
      const body = { teamId: team.id, roster: players.map(({ id }) => id) };
      return post(`/v1/tournaments/${stage.id}/registrations`, { as: team.captain, body });
    };
    const sizes = { needs: 2, atMost: 3 };
    const all = await post(`/v1/tournaments/${stage.id}/registrations`, {
      as: team.captain,
      body: { teamId: team.id },
    });
    expect([codeOf(all), all.body.facts]).toEqual(['409 roster_incomplete', { ...sizes, has: 4 }]);
    const { id } = ok(await enter(team.captain, first, second), 201);
    const tooMany = await change(id, team.captain, team.captain, first, second, third);
    expect([codeOf(tooMany), tooMany.body.facts]).toEqual(['409 roster_incomplete', { ...sizes, has: 4 }]);
    ok(await change(id, team.captain, first, third), 200);
    ok(await change(id, team.captain, team.captain, first, third), 200);
    // A substitute leaves: the roster still has enough.
    ok(await leave(team.id, third), 204);
    expect(await stored(id)).toHaveLength(2);
    const { attention } = ok(await get(`/v1/tournaments/${stage.id}/dashboard`, { as: stage.organizer }), 200);
    expect(attention.shortRosters).toBe(0);
    await move(stage, 'registration_closed');
    expect(codeOf(await change(id, team.captain, team.captain, first, second))).toBe('409 registration_not_open');
    ok(await leave(team.id, first), 204);
    expect(await stored(id)).toHaveLength(2);
  });

  it('to players who meet the entry condition and have no sanction', async () => {
    const { stage, team, mate, registrationId } = await anEnteredTeam();
    await database.sql`UPDATE tournament_tournament SET entry_condition = 'code_or_list' WHERE id = ${stage.id}`;
    expect(codeOf(await change(registrationId, team.captain, team.captain, mate))).toBe('403 not_on_list');
    await database.sql`UPDATE tournament_tournament SET entry_condition = 'code' WHERE id = ${stage.id}`;
    const moderator = await aPerson({ roles: ['moderator'] });
    const ban = { playerId: mate.id, kind: 'ban', reasonCode: 'cheating', statement: 'Used an engine.' };
    ok(await post('/v1/sanctions', { as: moderator, body: { ...ban, endsAt: '2035-01-01T00:00:00Z' } }), 201);
    expect(codeOf(await change(registrationId, team.captain, team.captain, mate))).toBe('403 sanctioned');
  });
});

describe('a team with a sanctioned player', () => {
  const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
  const checkIn = (id: string, as: Person) => post(`/v1/registrations/${id}/check-in`, { as, body: {} });
  const change = (id: string, as: Person, ...players: Person[]) =>
    call('PUT', `/v1/registrations/${id}/roster`, { as, body: { playerIds: players.map((one) => one.id) } });

  it('checks in when enough others are left; the captain replaces the player until the start, and nobody else', async () => {
    const [stage, team, moderator] = [
      await aTournament({ mode: 'team', rosterSize: 2, rosterSizeMax: 3, checkInMinutes: 120, startsAt: inAnHour() }),
      await aTeam(4),
      await aPerson({ roles: ['moderator'] }),
    ];
    await move(stage, 'published', 'registration_open');
    const [mate, spare, other] = team.mates as [Person, Person, Person];
    const body = { teamId: team.id, roster: [mate.id, spare.id] };
    const { id } = ok(await post(`/v1/tournaments/${stage.id}/registrations`, { as: team.captain, body }), 201);
    ok(await setPlan(stage, { lineUpMin: 1, lineUpMax: 2 }), 200);
    const plan = (lineUpMin: number | null) => database.sql`
      UPDATE tournament_match_plan SET line_up_min = ${lineUpMin}, line_up_max = ${lineUpMin === null ? null : 2} WHERE tournament_id = ${stage.id}`;
    const suspend = async (player: Person) => {
      const terms = { playerId: player.id, kind: 'suspend', reasonCode: 'cheating', statement: 'Used an engine.' };
      const imposed = ok(await post('/v1/sanctions', { as: moderator, body: terms }), 201);
      return async () =>
        ok(await post(`/v1/sanctions/${imposed.id}/revocation`, { as: moderator, body: { reason: 'No.' } }), 200);
    };
    // The database and the rule in code decide alike.
    for (const barredPlayers of [[], [team.captain], [mate], [mate, spare], [other]]) {
      const ends = await Promise.all(barredPlayers.map(suspend));
      for (const lineUpMin of [null, 1, 2]) {
        await plan(lineUpMin);
        const barred = barredPlayers.filter((one) => one === mate || one === spare).length;
        const expected = canAppear({
          isCaptainBarred: barredPlayers.includes(team.captain),
          players: 2,
          barred,
          rosterSize: 2,
          lineUpMin,
        });
        const [row] = await database.sql`SELECT tournament_team_sanction(${id}, now()) AS facts`;
        expect([barredPlayers.length, lineUpMin, row?.facts === null]).toEqual([
          barredPlayers.length,
          lineUpMin,
          expected,
        ]);
      }
      for (const end of ends) await end();
    }
    await plan(null);
    await move(stage, 'registration_closed');
    expect((await change(id, team.captain, mate, other)).body.code).toBe('registration_not_open');
    await suspend(mate);
    expect(ok(await checkIn(id, team.captain), 403)).toMatchObject({
      code: 'sanctioned',
      facts: { kind: 'suspend', player: mate.id, appealAt: expect.any(String) },
    });
    expect((await change(id, team.captain, mate, other)).body.code).toBe('registration_not_open');
    expect((await change(id, team.captain, other, team.captain)).body.code).toBe('registration_not_open');
    ok(await change(id, team.captain, other, spare), 200);
    ok(await checkIn(id, team.captain), 200);
    await suspend(other);
    await database.sql`UPDATE tournament_tournament SET state = 'live' WHERE id = ${stage.id}`;
    expect((await change(id, team.captain, team.captain, spare)).body.code).toBe('registration_not_open');
  });
});

async function anotherTeam(stage: Stage) {
  const team = await aTeam(2);
  const body = { teamId: team.id };
  ok(await post(`/v1/tournaments/${stage.id}/registrations`, { as: team.captain, body }), 201);
  return team;
}

describe('a member who leaves a team', () => {
  it('leaves its rosters while registration is open and may play for another team', async () => {
    const { stage, team, mate, registrationId } = await anEnteredTeam();
    ok(await leave(team.id, mate), 204);
    expect(await stored(registrationId)).toEqual([team.captain.id]);
    const { items } = ok(await get(`/v1/tournaments/${stage.id}/events?since=0`), 200);
    expect(items.at(-1)).toMatchObject({
      type: 'registration_changed',
      payload: { registrationId, fields: ['roster'] },
    });
    const { attention } = ok(await get(`/v1/tournaments/${stage.id}/dashboard`, { as: stage.organizer }), 200);
    expect(attention.shortRosters).toBe(1);
    const other = await aTeam(1);
    const { joinCode } = ok(await get(`/v1/teams/${other.id}`, { as: other.captain }), 200);
    ok(await post(`/v1/teams/${other.id}/members`, { as: mate, body: { joinCode } }), 201);
    const body = { teamId: other.id };
    ok(await post(`/v1/tournaments/${stage.id}/registrations`, { as: other.captain, body }), 201);
  });

  const close: readonly (readonly [string, (stage: Stage) => Promise<unknown>])[] = [
    ['is closed', (stage) => move(stage, 'registration_closed')],
    [
      'has ended by schedule',
      (stage) =>
        database.sql`UPDATE tournament_tournament SET registration_closes_at = now() - interval '1 second' WHERE id = ${stage.id}`,
    ],
  ];
  it.each(close)('stays on a roster once registration %s', async (_, end) => {
    const { stage, team, mate, registrationId } = await anEnteredTeam();
    await end(stage);
    ok(await leave(team.id, mate), 204);
    expect((await stored(registrationId)).toSorted()).toEqual([team.captain.id, mate.id].toSorted());
  });
});
