// Tournaments of several stages over HTTP: groups, then a playoff, from sign-up to placements and certificates.

import { describe, expect, it } from 'vitest';
import { untilIssued } from '../support/certificates/certificates.ts';
import { call, get, type Person, post } from '../support/isolate/api.ts';
import { useDatabase } from '../support/isolate/database.ts';
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
} from '../support/tournaments/tournament.ts';

const database = useDatabase();

const groups = { format: 'round_robin', groups: 2, name: 'Groups' };
const playoff = {
  format: 'single_elimination',
  thirdPlaceMatch: true,
  entrants: { from: 'ranking', perGroup: 2 },
};

const stagePath = ({ id }: Stage, number: number) => `/v1/tournaments/${id}/stages/${number}`;
const read = async (stage: Stage, number: number) => ok(await get(stagePath(stage, number)), 200);
const act = (stage: Stage, number: number, name: 'starts' | 'completions', body: unknown = {}, as?: Person) =>
  post(`${stagePath(stage, number)}/${name}`, { as: as ?? stage.organizer, body });
const complete = async (stage: Stage, number: number) => ok(await act(stage, number, 'completions'), 200);
const start = async (stage: Stage, number: number, body?: unknown) => ok(await act(stage, number, 'starts', body), 200);
const codeOf = async (answer: ReturnType<typeof act>) => {
  const { status, body } = await answer;
  return [status, body.code, body.facts ?? body.errors];
};
const entrantsOf = async (stage: Stage, number: number) =>
  (await read(stage, number)).entrants.map(
    ({ displayName, seed, group, rank }: Record<string, unknown>) => `${seed} ${displayName} ${group} ${rank ?? '-'}`,
  );
const placementsOf = async (stage: Stage) =>
  ok(await get(`/v1/tournaments/${stage.id}/placements`), 200).items.map(
    ({ displayName, rank }: { displayName: string; rank: number }) => `${rank} ${displayName}`,
  );
const registrationsOf = async (stage: Stage): Promise<string[]> =>
  (await read(stage, 1)).entrants.map(({ registrationId }: { registrationId: string }) => registrationId);

describe('groups of four and a playoff', () => {
  it('run from sign-up to placements and certificates', async () => {
    const stage = await aTournament({ capacity: 8, stages: [groups, playoff] });
    await move(stage, 'published', 'registration_open');
    const players = await people(8);
    await enter(stage, players);
    await move(stage, 'registration_closed', 'live');
    // Seeds 1 4 5 8 and 2 3 6 7.
    expect(await entrantsOf(stage, 1)).toEqual([
      ...['1 Player 1 1 -', '2 Player 2 2 -', '3 Player 3 2 -', '4 Player 4 1 -'],
      ...['5 Player 5 1 -', '6 Player 6 2 -', '7 Player 7 2 -', '8 Player 8 1 -'],
    ]);
    expect(await matchesOf(stage)).toHaveLength(12);
    expect((await read(stage, 1)).rounds[0]).toEqual({ group: 1, round: 1, matches: 2, openMatches: 2, day: null });
    expect(await codeOf(act(stage, 2, 'starts'))).toEqual([
      ...[409, 'state_conflict', { stage: 1, state: 'live', needs: ['completed'] }],
    ]);
    expect((await codeOf(act(stage, 1, 'completions'))).slice(0, 2)).toEqual([409, 'matches_open']);

    expect(await playAllMatches({ ...stage, players })).toBe(12);
    expect(await complete(stage, 1)).toMatchObject({ number: 1, state: 'completed', name: 'Groups' });
    expect((await entrantsOf(stage, 1)).slice(0, 3)).toEqual(['1 Player 1 1 1', '2 Player 2 2 1', '3 Player 3 2 3']);
    const early = await post(`/v1/tournaments/${stage.id}/transitions`, {
      as: stage.organizer,
      body: { to: 'completed' },
    });
    expect(early.body).toMatchObject({
      code: 'state_conflict',
      facts: { stage: 2, state: 'planned', needs: ['live'] },
    });

    await start(stage, 2);
    // The winners keep seeds 1 and 2, by score difference. Each second is in the other half than the winner of its group.
    expect(await entrantsOf(stage, 2)).toEqual([
      ...['1 Player 2 1 -', '2 Player 1 1 -', '3 Player 3 1 -', '4 Player 4 1 -'],
    ]);
    expect(await playAllMatches({ ...stage, players })).toBe(4);
    await move(stage, 'completed');
    expect((await placementsOf(stage)).slice(0, 4)).toEqual(['1 Player 1', '2 Player 2', '3 Player 3', '4 Player 4']);
    expect((await placementsOf(stage)).slice(4)).toEqual(['5 Player 5', '5 Player 6', '7 Player 7', '7 Player 8']);
    const { items: stages } = ok(await get(`/v1/tournaments/${stage.id}/stages`), 200);
    expect(stages.map(({ state }: { state: string }) => state)).toEqual(['completed', 'completed']);

    ok(await post(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer, body: {} }), 202);
    const { items } = await untilIssued(stage);
    const typeOf = (name: string) =>
      items.find(({ displayName }: { displayName: string }) => displayName === name)?.type;
    expect([1, 2, 3, 4].map((number) => typeOf(`Player ${number}`))).toEqual([
      ...['winner', 'runner_up', 'third_place', 'participant'],
    ]);
  });

  it('keep a completed stage as it is, whatever is written', async () => {
    const stage = await aLiveTournament(4, {
      stages: [{ format: 'round_robin' }, { ...playoff, entrants: { from: 'ranking', perGroup: 2 } }],
    });
    await playAllMatches(stage);
    await complete(stage, 1);
    const [match] = await matchesOf(stage);
    const { sql } = database;
    for (const write of [
      () => sql`UPDATE tournament_match SET round = 9 WHERE id = ${match?.id ?? ''}`,
      () => sql`UPDATE tournament_slot SET score = 9 WHERE match_id = ${match?.id ?? ''}`,
      () => sql`DELETE FROM tournament_slot WHERE match_id = ${match?.id ?? ''}`,
      () => sql`UPDATE tournament_stage_entrant SET rank = 1 WHERE tournament_id = ${stage.id}`,
    ])
      await expect(write()).rejects.toThrow('is completed');
    await expect(
      sql`UPDATE tournament_stage SET state = 'live' WHERE tournament_id = ${stage.id} AND number = 1`,
    ).rejects.toThrow('stage 1 is completed');
    await expect(
      sql`UPDATE tournament_stage SET state = 'completed' WHERE tournament_id = ${stage.id} AND number = 2`,
    ).rejects.toThrow('stage 2 is planned');
    expect((await codeOf(act(stage, 1, 'completions'))).slice(0, 2)).toEqual([409, 'state_conflict']);
  });

  it('start a stage once, of two starts at the same time', async () => {
    const stage = await aLiveTournament(4, { stages: [{ format: 'round_robin' }, playoff] });
    await playAllMatches(stage);
    await complete(stage, 1);
    const answers = await Promise.all([1, 2, 3].map(() => act(stage, 2, 'starts')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await matchesOf(stage)).length).toBe(6 + 1);
  });
});

describe('a planned stage', () => {
  it('may be changed until it starts, and is judged with the entrants that there are', async () => {
    const stage = await aLiveTournament(4, { capacity: 8, stages: [groups, playoff] });
    const change = (number: number, body: unknown) =>
      call('PUT', stagePath(stage, number), { as: stage.organizer, body });
    expect((await change(1, groups)).body).toMatchObject({
      code: 'state_conflict',
      facts: { stage: 1, state: 'live' },
    });
    const tooMany = { format: 'gauntlet', entrants: { from: 'ranking', perGroup: 3 } };
    expect((await change(2, tooMany)).body).toMatchObject({
      code: 'invalid_request',
      errors: [{ field: 'entrants', problem: 'stage 1 has at most 4 entrants, not 6' }],
    });
    const changed = { ...tooMany, name: 'Final', entrants: { from: 'split', stage: 1, ranks: [1, 3] } };
    expect(ok(await change(2, changed), 200)).toEqual({
      ...changed,
      ...{ number: 2, state: 'planned', groups: 1, bestOf: null, scoring: 'wins' },
    });
    expect((await read(stage, 2)).stage).toMatchObject(changed);
    expect((await change(3, changed)).status).toBe(404);
  });

  it('gets a new ETag for its tournament, so that nobody overwrites it unseen', async () => {
    const stage = await aTournament({ stages: [groups, playoff] });
    const path = `/v1/tournaments/${stage.id}`;
    const etag = (await get(path, { as: stage.organizer })).headers.get('etag') ?? '';
    ok(await call('PUT', stagePath(stage, 2), { as: stage.organizer, body: { ...playoff, name: 'Final' } }), 200);
    const late = await call('PATCH', path, {
      as: stage.organizer,
      body: { title: 'New' },
      headers: { 'if-match': etag },
    });
    expect(late.status).toBe(412);
  });

  it('of entrants by hand starts with those who are named, of the stage before, once each', async () => {
    const stage = await aLiveTournament(4, {
      stages: [{ format: 'round_robin' }, { format: 'gauntlet', entrants: { from: 'manual' } }],
    });
    await playAllMatches(stage);
    await complete(stage, 1);
    const [first, second, third] = await registrationsOf(stage);
    const refused = async (order?: unknown) => (await codeOf(act(stage, 2, 'starts', { order }))).slice(0, 2);
    expect(await refused()).toEqual([422, 'invalid_request']);
    expect(await refused([first, first])).toEqual([422, 'invalid_request']);
    expect(await refused([first, 'reg_0123456789abcdefghjkmnpqrs'])).toEqual([422, 'invalid_request']);
    expect(await refused([first])).toEqual([409, 'not_enough_entrants']);
    await start(stage, 2, { order: [third, first, second] });
    expect(await entrantsOf(stage, 2)).toEqual(['1 Player 3 1 -', '2 Player 1 1 -', '3 Player 2 1 -']);
  });

  it('takes other seeds for those who have qualified, and nobody else', async () => {
    const stage = await aLiveTournament(4, { stages: [{ format: 'round_robin' }, playoff] });
    await playAllMatches(stage);
    await complete(stage, 1);
    const [first, second, third] = await registrationsOf(stage);
    expect((await codeOf(act(stage, 2, 'starts', { order: [second, third] }))).slice(0, 2)).toEqual([
      422,
      'invalid_request',
    ]);
    await start(stage, 2, { order: [second, first] });
    expect(await entrantsOf(stage, 2)).toEqual(['1 Player 2 1 -', '2 Player 1 1 -']);
  });
});

it('two stages that split the ranking are both placed, the upper one first', async () => {
  const stages = [
    { format: 'round_robin' },
    { format: 'gauntlet', name: 'Gold', entrants: { from: 'split', ranks: [1, 2] } },
    { format: 'gauntlet', name: 'Silver', entrants: { from: 'split', stage: 1, ranks: [3, 5] } },
  ];
  const stage = await aLiveTournament(5, { stages });
  await playAllMatches(stage);
  await complete(stage, 1);
  await start(stage, 3);
  await start(stage, 2);
  await playAllMatches(stage);
  await move(stage, 'completed');
  expect(await placementsOf(stage)).toEqual([1, 2, 3, 4, 5].map((number) => `${number} Player ${number}`));
});

it('who is disqualified in a later stage is last there, and the earlier stage stays as it is', async () => {
  const stage = await aLiveTournament(4, { stages: [{ format: 'round_robin' }, playoff] });
  await playAllMatches(stage);
  await complete(stage, 1);
  await start(stage, 2);
  const [first] = await registrationsOf(stage);
  const body = { reason: 'Played for two teams' };
  ok(await post(`/v1/registrations/${first}/disqualifications`, { as: stage.organizer, body }), 200);
  await move(stage, 'completed');
  expect((await entrantsOf(stage, 1))[0]).toBe('1 Player 1 1 1');
  const [, best] = (await get(`${stagePath(stage, 1)}/exports/standings.csv`)).text.split('\r\n');
  expect(best?.split(',').slice(0, 2)).toEqual(['1', 'Player 1']);
  expect(await placementsOf(stage)).toEqual(['1 Player 2', '2 Player 1', '3 Player 3', '4 Player 4']);
});
