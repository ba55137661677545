// Late entries into a running stage, and stages that are dropped before they start.

import { describe, expect, it } from 'vitest';
import { aPerson, call, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { bySeed, playerOf, pointsOf, refusalOf, stageOf, withdraw } from '../../support/tournaments/stage-entrants.ts';
import { decideRound, pairRound, seedsIn } from '../../support/tournaments/swiss-rounds.ts';
import {
  aLiveTournament,
  aTournament,
  enter,
  matchesOf,
  move,
  ok,
  people,
  playAllMatches,
  type Stage,
} from '../../support/tournaments/tournament.ts';

const database = useDatabase();

const enterLate = ({ id, organizer }: Stage, player: { readonly id: string }, as: Person = organizer, number = 1) =>
  post(`/v1/tournaments/${id}/stages/${number}/entrants`, {
    as,
    body: { playerId: player.id, displayName: 'Late Larry' },
  });

interface Team {
  readonly id: string;
  readonly name: string;
  readonly captain: Person;
  readonly memberIds: readonly string[];
}

async function aTeamOfTwo(name: string): Promise<Team> {
  const [captain, mate] = [await aPerson({ name: `Captain ${name}` }), await aPerson()];
  const { id, joinCode } = ok(await post('/v1/teams', { as: captain, body: { name } }), 201);
  ok(await post(`/v1/teams/${id}/members`, { as: mate, body: { joinCode } }), 201);
  return { id, name, captain, memberIds: [captain.id, mate.id] };
}

describe('a late entry', () => {
  it('into a Swiss takes part from the next round, with no points for the rounds before', async () => {
    const stage = await aLiveTournament(4, { capacity: 5, stages: [{ format: 'swiss', rounds: 3 }] });
    await decideRound(stage, 1, bySeed);
    const late = await aPerson();
    const entered = ok(await enterLate(stage, late), 201);
    expect(entered).toMatchObject({ displayName: 'Late Larry', stage: 1, seed: 5, group: 1, round: 2 });
    expect(await pointsOf(stage)).toMatchObject({ 5: '0' });
    await pairRound(stage, 2);
    expect((await seedsIn(stage, 2)).flatMap((pair) => pair.split('-'))).toContain('5');
    expect(refusalOf(await enterLate(stage, late))).toEqual([409, 'already_registered']);
    expect(refusalOf(await enterLate(stage, await aPerson()))).toEqual([409, 'tournament_full']);
  });

  it('into a league of an odd number meets those who would rest, and who has left loses to it', async () => {
    const league = { format: 'league', firstDay: '2030-01-05' };
    const stage = await aLiveTournament(5, { capacity: 7, stages: [league] });
    await decideRound(stage, 1, bySeed);
    await withdraw(stage, 4);
    const entered = ok(await enterLate(stage, await aPerson()), 201);
    expect(entered).toMatchObject({ seed: 6, round: 2 });
    const { rounds } = await stageOf(stage);
    expect(rounds.map((round: { matches: number }) => round.matches)).toEqual([2, 3, 3, 3, 3]);
    const all = (await matchesOf(stage)) as unknown as {
      round: number;
      outcome: string | null;
      slots: { entrant: { seed: number } }[];
    }[];
    const own = all.filter(({ slots }) => slots.some(({ entrant }) => entrant.seed === 6));
    const met = own.map(({ slots, outcome }) => [
      slots.find(({ entrant }) => entrant.seed !== 6)?.entrant.seed,
      outcome,
    ]);
    expect(Object.fromEntries(met)).toEqual({ 2: null, 3: null, 4: 'walkover', 5: null });
    expect(refusalOf(await enterLate(stage, await aPerson()))).toEqual([409, 'late_entry_closed']);
    for (const round of [2, 3, 4, 5]) await decideRound(stage, round, bySeed);
    await move(stage, 'completed');
    const { items } = ok(await get(`/v1/tournaments/${stage.id}/placements`), 200);
    expect(items).toHaveLength(6);
  });

  it('of a team brings its roster; the captain is named, and nobody enters twice', async () => {
    const fields = { mode: 'team', rosterSize: 2, capacity: 4, stages: [{ format: 'swiss', rounds: 3 }] };
    const stage = await aTournament(fields);
    await move(stage, 'published', 'registration_open');
    const teams = await Promise.all(['Padma', 'Meghna', 'Surma', 'Halda', 'Teesta'].map(aTeamOfTwo));
    for (const { captain, id: teamId } of teams.slice(0, 3))
      ok(await post(`/v1/tournaments/${stage.id}/registrations`, { as: captain, body: { teamId } }), 201);
    await move(stage, 'registration_closed', 'live');
    await decideRound(stage, 1, bySeed);
    const [, , , fourth, fifth] = teams as [Team, Team, Team, Team, Team];
    const enterTeam = ({ captain, id: teamId }: Team, body: object = {}) =>
      post(`/v1/tournaments/${stage.id}/stages/1/entrants`, {
        as: stage.organizer,
        body: { playerId: captain.id, teamId, ...body },
      });
    expect(refusalOf(await enterLate(stage, fourth.captain))).toEqual([422, 'invalid_request']);
    expect(refusalOf(await enterTeam(fourth, { playerId: fifth.captain.id }))).toEqual([403, 'forbidden']);
    expect(refusalOf(await enterTeam(fourth, { roster: [fifth.captain.id, fourth.captain.id] }))).toEqual([
      422,
      'invalid_request',
    ]);
    const entered = ok(await enterTeam(fourth), 201);
    expect(entered).toMatchObject({ displayName: fourth.name, seed: 4, round: 2 });
    const { items: players } = ok(
      await get(`/v1/registrations/${entered.registrationId}/roster`, { as: stage.organizer }),
      200,
    );
    expect(players.map(({ playerId }: { playerId: string }) => playerId).toSorted()).toEqual(
      fourth.memberIds.toSorted(),
    );
    expect(refusalOf(await enterTeam(fourth))).toEqual([409, 'already_registered']);
    expect(refusalOf(await enterTeam(fifth))).toEqual([409, 'tournament_full']);
    await pairRound(stage, 2);
    expect((await seedsIn(stage, 2)).flatMap((pair) => pair.split('-'))).toContain('4');
  });

  it('is refused with the reason: a format without late entries, no round left', async () => {
    const reasonOf = async (stage: Stage, number = 1) => {
      const { body } = await enterLate(stage, await aPerson(), stage.organizer, number);
      return [body.code, body.facts?.reason];
    };
    expect(await reasonOf(await aLiveTournament(2, { capacity: 3 }))).toEqual(['late_entry_closed', 'format']);
    const short = { format: 'swiss', rounds: 1 };
    const full = await aLiveTournament(2, { capacity: 3, stages: [short] });
    expect(await reasonOf(full)).toEqual(['late_entry_closed', 'no_free_place']);
    expect(refusalOf(await enterLate(full, await aPerson(), full.players[0]))).toEqual([403, 'forbidden']);
    const open = await aTournament();
    expect(refusalOf(await enterLate(open, await aPerson()))).toEqual([409, 'state_conflict']);
    expect(refusalOf(await enterLate(full, { id: 'nobody' }))).toEqual([422, 'invalid_request']);
    const gone = await playerOf(full, 2);
    await withdraw(full, 2);
    expect(refusalOf(await enterLate(full, gone))).toEqual([409, 'already_registered']);
  });
});

describe('a stage that has not started', () => {
  it('is dropped from the end, and the tournament ends with the stages that are left', async () => {
    const stages = [
      { format: 'round_robin' },
      { format: 'gauntlet', entrants: { from: 'manual' } },
      { format: 'gauntlet', entrants: { from: 'manual' } },
    ];
    const stage = await aTournament({ capacity: 2, stages });
    const drop = (number: number, as: Person | undefined = stage.organizer) =>
      call('DELETE', `/v1/tournaments/${stage.id}/stages/${number}`, { as });
    expect(refusalOf(await drop(2))).toEqual([409, 'state_conflict']);
    expect(refusalOf(await drop(3, await aPerson({ roles: ['organizer'] })))).toEqual([404, 'not_found']);
    const etag = (await get(`/v1/tournaments/${stage.id}`, { as: stage.organizer })).headers.get('etag');
    expect((await drop(3)).status).toBe(204);
    const now = await get(`/v1/tournaments/${stage.id}`, { as: stage.organizer });
    expect([now.body.stages.length, now.headers.get('etag') === etag]).toEqual([2, false]);
    expect(refusalOf(await drop(3))).toEqual([404, 'not_found']);
    await move(stage, 'published', 'registration_open');
    await enter(stage, await people(2));
    await move(stage, 'registration_closed', 'live');
    await decideRound(stage, 1, bySeed);
    expect((await drop(2)).status).toBe(204);
    expect(refusalOf(await drop(1))).toEqual([409, 'state_conflict']);
    await move(stage, 'completed');
    const rows = await database.sql`
      SELECT payload FROM event_outbox WHERE tournament_id = ${stage.id} AND type = 'stage_dropped' ORDER BY seq`;
    expect(rows.map(({ payload }) => payload)).toEqual([{ stage: 3 }, { stage: 2 }]);
  });

  it('is dropped beside a later one that goes on, if too many have left for it', async () => {
    const split = (ranks: [number, number]) => ({ format: 'gauntlet', entrants: { from: 'split', stage: 1, ranks } });
    const stages = [{ format: 'round_robin' }, split([1, 2]), split([3, 4])];
    const stage = await aLiveTournament(4, { stages });
    await playAllMatches(stage);
    const act = (number: number, name: string) =>
      post(`/v1/tournaments/${stage.id}/stages/${number}/${name}`, { as: stage.organizer, body: {} });
    ok(await act(1, 'completions'), 200);
    ok(await act(3, 'starts'), 200);
    const [best] = (await stageOf(stage)).entrants.filter(({ rank }: { rank: number }) => rank === 1);
    ok(await post(`/v1/registrations/${best.registrationId}/withdrawals`, { as: stage.organizer, body: {} }), 200);
    expect(refusalOf(await act(2, 'starts'))).toEqual([409, 'not_enough_entrants']);
    const drop = await call('DELETE', `/v1/tournaments/${stage.id}/stages/2`, { as: stage.organizer });
    expect(drop.status).toBe(204);
    await playAllMatches(stage);
    await move(stage, 'completed');
    expect(ok(await get(`/v1/tournaments/${stage.id}/placements`), 200).items).toHaveLength(4);
  });
});
