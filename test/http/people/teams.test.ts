// Teams over HTTP: creating, joining, leaving, registering for a tournament, and certificates.

import { describe, expect, it } from 'vitest';
import { untilIssued } from '../../support/certificates/certificates.ts';
import { type Answer, aPerson, call, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { newKey } from '../../support/ledger/ledger.ts';
import { aTeam, codeOf, enter, idsOf, join, openForTeams } from '../../support/people/teams.ts';
import { aTournament, move, ok, playAllMatches } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

describe('a team', () => {
  it('is joined with its code in any spelling; everybody sees its names, only members see ids and the code', async () => {
    const team = await aTeam('Padma Rooks', 1);
    const [mate, outsider] = [await aPerson({ name: 'Mina' }), await aPerson()];
    const typed = `${team.joinCode.slice(0, 4)}-${team.joinCode.slice(4)}`.toLowerCase();
    ok(await post(`/v1/teams/${team.id}/members`, { as: mate, body: { joinCode: typed } }), 201);
    const path = `/v1/teams/${team.id}/members`;
    expect(codeOf(await post(path, { as: outsider, body: { joinCode: 'ZZZZZZZZ' } }))).toEqual([403, 'forbidden']);
    const members = [
      { playerId: team.captain.id, displayName: 'Captain of Padma Rooks' },
      { playerId: mate.id, displayName: 'Mina' },
    ];
    const own = await join(team, mate);
    expect(own).toMatchObject({ members, joinCode: team.joinCode });
    expect(ok(await get(`/v1/teams/${team.id}`, { as: mate }), 200)).toEqual(own);
    const { joinCode: _, ...shown } = own;
    const names = members.map(({ displayName }) => ({ displayName }));
    for (const as of [undefined, outsider]) {
      const seen = await get(`/v1/teams/${team.id}`, { as });
      expect(ok(seen, 200)).toEqual({ ...shown, members: names });
      const headers = { 'if-none-match': seen.headers.get('etag') ?? '' };
      expect((await get(`/v1/teams/${team.id}`, { as, headers })).status).toBe(304);
      expect((await get(`/v1/teams/${team.id}`, { as: mate, headers })).status).toBe(200);
    }
  });

  it('members may leave, the captain may remove members, and the captain cannot leave', async () => {
    const team = await aTeam('Meghna Knights', 3);
    const [first, second] = team.others as [Person, Person];
    const remove = (who: Person, as: Person) => call('DELETE', `/v1/teams/${team.id}/members/${who.id}`, { as });
    expect(codeOf(await remove(first, second))).toEqual([403, 'forbidden']);
    expect((await remove(first, first)).status).toBe(204);
    expect((await remove(second, team.captain)).status).toBe(204);
    expect(codeOf(await remove(team.captain, team.captain))).toEqual([409, 'state_conflict']);
  });

  it('is handed over to another member, who then acts for it in tournaments that are not over', async () => {
    const [stage, over] = [await openForTeams(), await openForTeams()];
    const [team, rival] = [await aTeam('Surma Bishops', 3), await aTeam('Jamuna Pawns', 2)];
    const [heir, mate] = team.others as [Person, Person];
    const roster = { roster: [team.captain.id, mate.id] };
    const entered = ok(await enter(stage, team, roster), 201);
    const old = ok(await enter(over, team, roster), 201);
    await move(over, 'cancelled');
    const handOver = (as: Person, to: Person) =>
      call('PUT', `/v1/teams/${team.id}/captain`, { as, body: { playerId: to.id } });
    expect(codeOf(await handOver(heir, heir))).toEqual([403, 'forbidden']);
    expect(codeOf(await handOver(team.captain, rival.captain))).toEqual([409, 'state_conflict']);
    expect(ok(await handOver(team.captain, heir), 200).captainId).toBe(heir.id);
    expect(codeOf(await handOver(team.captain, team.captain))).toEqual([403, 'forbidden']);
    const captains =
      await database.sql`SELECT player_id FROM tournament_registration WHERE id IN (${old.id}, ${entered.id}) ORDER BY created_at DESC`;
    expect(captains.map(({ player_id }) => player_id)).toEqual([team.captain.id, heir.id]);
    ok(await enter(stage, rival), 201);
    await move(stage, 'registration_closed', 'live');
    const [match] = ok(await get(`/v1/tournaments/${stage.id}/matches`), 200).items;
    const report = (as: Person) => post(`/v1/matches/${match.id}/reports`, { as, body: { scores: [2, 1] } });
    expect(codeOf(await report(team.captain))).toEqual([403, 'not_a_participant']);
    ok(await report(heir), 200);
    expect((await call('DELETE', `/v1/teams/${team.id}/members/${team.captain.id}`, { as: heir })).status).toBe(204);
  });

  it('answers a repeated request with its key as before, also after the team has changed', async () => {
    const [captain, mate] = await Promise.all([aPerson(), aPerson()]);
    const forming = { as: captain, body: { name: 'Tista Queens' }, headers: newKey() };
    const formed = await post('/v1/teams', forming);
    const team = ok(formed, 201);
    const path = `/v1/teams/${team.id}/members`;
    const joining = { as: mate, body: { joinCode: team.joinCode }, headers: newKey() };
    const joined = await post(path, joining);
    expect(idsOf(ok(joined, 201))).toEqual([captain.id, mate.id]);
    expect((await call('DELETE', `${path}/${mate.id}`, { as: captain })).status).toBe(204);
    await join(team, await aPerson());
    for (const [first, again] of [
      [formed, await post('/v1/teams', forming)],
      [joined, await post(path, joining)],
    ] as const) {
      expect([again.status, again.text, again.headers.get('location')]).toEqual([
        201,
        first.text,
        first.headers.get('location'),
      ]);
      expect(again.headers.get('idempotency-replayed')).toBe('true');
    }
    expect(idsOf(ok(await get(`/v1/teams/${team.id}`, { as: captain }), 200))).not.toContain(mate.id);
    expect(await database.sql`SELECT 1 FROM team_team WHERE captain_id = ${captain.id}`).toHaveLength(1);
  });

  it('is joined once, and left once, by concurrent requests of one player', async () => {
    const [team, mate] = [await aTeam('Karatoa Rooks', 1), await aPerson()];
    const many = Array.from({ length: 10 });
    await Promise.all(many.map(() => join(team, mate)));
    const countOf = async () => {
      const [row] =
        await database.sql`SELECT member_count, (SELECT count(*)::int FROM team_member WHERE team_id = id) AS rows
        FROM team_team WHERE id = ${team.id}`;
      return [row?.member_count, row?.rows];
    };
    expect(await countOf()).toEqual([2, 2]);
    const path = `/v1/teams/${team.id}/members/${mate.id}`;
    const left = await Promise.all(many.map(() => call('DELETE', path, { as: mate })));
    expect(left.map(({ status }) => status).sort()).toEqual([204, ...Array(9).fill(404)]);
    expect(await countOf()).toEqual([1, 1]);
  });

  it('has at most forty members under concurrent joins', async () => {
    const team = await aTeam('Everybody', 35);
    const more = await Promise.all(Array.from({ length: 20 }, () => aPerson()));
    const body = { joinCode: team.joinCode };
    const answers = await Promise.all(more.map((as) => post(`/v1/teams/${team.id}/members`, { as, body })));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
    expect(codeOf(answers.find(({ status }) => status !== 201) as Answer<{ code?: string }>)).toEqual([
      409,
      'team_full',
    ]);
  });
});

describe('a registration of a team', () => {
  it('requires the captain and the roster size of the tournament', async () => {
    const stage = await openForTeams(3);
    const team = await aTeam('Teesta Bishops', 4);
    const mate = team.others[0] as Person;
    expect(codeOf(await enter(stage, { ...team, captain: mate }))).toEqual([403, 'forbidden']);
    const incomplete = await enter(stage, team);
    expect([...codeOf(incomplete), incomplete.body.facts]).toEqual([
      409,
      'roster_incomplete',
      { needs: 3, atMost: 3, has: 4 },
    ]);
    const outsider = await aPerson();
    expect(codeOf(await enter(stage, team, { roster: [team.captain.id, mate.id, outsider.id] }))[0]).toBe(422);
    const roster = [team.captain.id, mate.id, team.others[1]?.id];
    const entered = ok(await enter(stage, team, { roster }), 201);
    expect(entered).toMatchObject({ teamId: team.id, displayName: 'Teesta Bishops', playerId: team.captain.id });
    expect(codeOf(await enter(stage, team, { roster }))).toEqual([409, 'already_registered']);
  });

  it('is refused in solo tournaments, and single players are refused in team tournaments', async () => {
    const [forTeams, forPlayers] = [await openForTeams(), await aTournament()];
    await move(forPlayers, 'published', 'registration_open');
    const team = await aTeam('Jamuna Pawns', 2);
    const path = `/v1/tournaments/${forTeams.id}/registrations`;
    expect(codeOf(await post(path, { as: team.captain, body: {} }))).toEqual([422, 'invalid_request']);
    expect(codeOf(await enter(forPlayers, team))).toEqual([422, 'invalid_request']);
  });

  it('refuses a player who is on another roster of the tournament, also concurrently', async () => {
    const stage = await openForTeams();
    const shared = await aPerson();
    const teams = await Promise.all(['One', 'Two', 'Three'].map((name) => aTeam(name, 1)));
    for (const team of teams) await join(team, shared);
    const answers = await Promise.all(teams.map((team) => enter(stage, team)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const rows = await database.sql`SELECT confirmed_count FROM tournament_tournament WHERE id = ${stage.id}`;
    expect(rows[0]?.confirmed_count).toBe(1);
  });
});

it('a player takes part once in a tournament: as a captain, who may leave playing to others, or on a roster', async () => {
  const stage = await openForTeams();
  const idsOf = (...players: (Person | undefined)[]) => ({ roster: players.map((player) => player?.id) });
  const coached = await aTeam('Coached', 3);
  ok(await enter(stage, coached, idsOf(...coached.others)), 201);
  const second = await aTeam('Second', 1);
  await join(second, coached.captain);
  const asPlayer = await enter(stage, second);
  expect([...codeOf(asPlayer), asPlayer.body.facts]).toEqual([
    ...[409, 'already_registered'],
    { players: [coached.captain.id] },
  ]);

  const player = coached.others[0] as Person;
  const third = await aTeam('Third', 3, player);
  const asCaptain = await enter(stage, third, idsOf(...third.others));
  expect([...codeOf(asCaptain), asCaptain.body.facts]).toEqual([409, 'already_registered', { players: [player.id] }]);

  const fourth = await aTeam('Fourth', 2);
  const { id } = ok(await enter(stage, fourth), 201);
  await join(fourth, player);
  const body = { playerId: player.id };
  ok(await call('PUT', `/v1/teams/${fourth.id}/captain`, { as: fourth.captain, body }), 200);
  const entry = ok(await get(`/v1/registrations/${id}`, { as: stage.organizer }), 200);
  expect(entry.playerId).toBe(fourth.captain.id);
});

it('the captain acts for the team; its certificates show the team name and are readable by the whole roster', async () => {
  const stage = await openForTeams();
  const teams = await Promise.all(['পদ্মা দল', 'Surma', 'Karnaphuli', 'Halda'].map((name) => aTeam(name, 2)));
  for (const team of teams) ok(await enter(stage, team, { language: 'bn' }), 201);
  await move(stage, 'registration_closed', 'live');
  await playAllMatches({ ...stage, players: teams.map(({ captain }) => captain) });
  await move(stage, 'completed');
  ok(await post(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer, body: {} }), 202);
  const { items } = await untilIssued(stage);
  const [winner] = items.filter((item: { type: string }) => item.type === 'winner');
  expect([items.length, winner.displayName]).toEqual([4, 'পদ্মা দল']);
  const [mate, rival] = [teams[0]?.others[0] as Person, teams[1]?.captain as Person];
  const file = `/v1/certificates/${winner.id}/file?as=pdf`;
  expect((await get(file, { as: mate })).status).toBe(200);
  expect(codeOf(await get(file, { as: rival }))).toEqual([403, 'forbidden']);
  const link = (as: Person) => post(`/v1/certificates/${winner.id}/download-links`, { as, body: {} });
  const { url } = ok(await link(mate), 201);
  expect((await get(new URL(url).pathname)).status).toBe(200);
  expect(codeOf(await link(rival))).toEqual([403, 'forbidden']);
  expect((await get(`/c/${winner.code}`)).text).toContain('৪টি দলের মধ্যে প্রথম স্থান অর্জন করায়');
  const held = ok(await get('/v1/me/certificates', { as: mate }), 200);
  expect(held.items.map((item: { id: string }) => item.id)).toEqual([winner.id]);
});
