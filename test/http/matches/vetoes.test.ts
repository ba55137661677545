// Vetoes over HTTP: the plan of a stage, turns, deadlines, what is refused, and acts at one moment.

import { beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { tellVetoes } from '../../../src/tournaments/vetoes/tell-vetoes.ts';
import { type Answer, aPerson, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { portsOf } from '../../support/isolate/ports.ts';
import { aMatchDay, eventsOf, matchAt, setVeto, shortVeto, sideOf } from '../../support/tournaments/match-days.ts';
import { ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
let app: Database;
beforeAll(() => {
  app = openDatabase(database.url, 1);
  return () => app.close();
});
const codeOf = ({ status, body }: Answer<{ code?: string }>) => `${status} ${body.code ?? ''}`.trim();
const reasonOf = ({ body }: Answer<{ facts?: { reason?: string } }>) => body.facts?.reason;
const stages = [{ format: 'single_elimination', bestOf: 1 }];

async function aVeto() {
  const day = await aMatchDay(4, {}, { stages });
  ok(await setVeto(day, shortVeto), 200);
  const { id } = await matchAt(day, '1.1.0');
  const [a, b] = [await sideOf(day, '1.1.0', 0), await sideOf(day, '1.1.0', 1)];
  const act = (as: Person, body: object) => post(`/v1/matches/${id}/veto`, { as, body });
  return {
    ...{ day, id: id as string, a, b },
    read: async () => ok(await get(`/v1/matches/${id}/veto`), 200),
    start: (as = a) => act(as, { action: 'start' }),
    choose: (as: Person, step: number, choice: string) => act(as, { action: 'choose', step, choice }),
    /** As if the veto had started so long ago. */
    pass: (seconds: number) =>
      database.sql`UPDATE tournament_veto SET started_at = started_at - ${seconds} * interval '1 second' WHERE match_id = ${id}`,
  };
}

describe('a veto', () => {
  it('goes on by turns until every game has its map', async () => {
    const { day, id, a, b, read, start, choose } = await aVeto();
    expect(await read()).toMatchObject({ plan: { maps: shortVeto.maps }, state: null });
    expect(ok(await start(), 200).next).toMatchObject({ step: 0, slot: 0, kind: 'ban', choices: shortVeto.maps });
    expect(ok(await choose(a, 0, 'Nuke'), 200).next).toMatchObject({ step: 1, slot: 1, choices: ['Dust', 'Mirage'] });
    const over = ok(await choose(b, 1, 'Dust'), 200);
    expect(over).toMatchObject({ next: null, games: [{ map: 'Mirage', side: null }] });
    expect((await read()).state).toEqual(over);
    const last = (await eventsOf(day)).at(-1);
    expect([last.type, last.payload]).toEqual([
      'veto_changed',
      { matchId: id, steps: 3, isOver: true, maps: ['Mirage'] },
    ]);
    expect(reasonOf(await choose(a, 2, 'Mirage'))).toBe('the veto is over');
  });

  it('refuses the wrong side, a step that is not due, a map that is gone, and outsiders', async () => {
    const { day, a, b, start, choose } = await aVeto();
    expect(reasonOf(await choose(a, 0, 'Nuke'))).toBe('the veto has not started');
    expect(codeOf(await start(await sideOf(day, '1.1.1', 0)))).toBe('403 not_a_participant');
    expect(codeOf(await start(await aPerson()))).toBe('403 not_a_participant');
    ok(await start(b), 200);
    expect(reasonOf(await start(a))).toBe('the veto has started');
    expect(reasonOf(await choose(b, 0, 'Nuke'))).toBe('the other side chooses');
    expect(reasonOf(await choose(a, 1, 'Nuke'))).toBe('another step is due');
    expect(codeOf(await choose(a, 0, 'Train'))).toBe('422 invalid_request');
    ok(await choose(a, 0, 'Nuke'), 200);
    expect(codeOf(await choose(b, 1, 'Nuke'))).toBe('422 invalid_request');
    ok(await choose(day.organizer, 1, 'Dust'), 200);
  });

  it('is not started by staff who play in the tournament themselves', async () => {
    const { day, start } = await aVeto();
    const [player, path] = [await sideOf(day, '1.1.1', 0), `/v1/tournaments/${day.id}/staff`];
    ok(await post(path, { as: day.organizer, body: { playerId: player.id, role: 'referee' } }), 201);
    ok(await post(`${path}/${player.id}/acceptance`, { as: player, body: {} }), 200);
    expect(codeOf(await start(player))).toBe('403 conflict_of_interest');
  });

  it('waits for a game of a series, whose loser says who won and picks the next map', async () => {
    const day = await aMatchDay(4, {}, { stages: [{ format: 'single_elimination', bestOf: 3 }] });
    const by = (kind: string, who: string) => ({ kind, by: who });
    const steps = [by('pick', 'a'), by('pick', 'game_loser'), by('side', 'game_winner'), by('pick', 'game_loser')];
    const plan = { ...shortVeto, maps: ['Dust', 'Mirage', 'Nuke', 'Train'], sides: ['CT', 'T'], steps };
    const wrong = await setVeto(day, { ...plan, steps: [by('pick', 'game_loser'), ...steps.slice(1)] });
    expect(codeOf(wrong)).toBe('422 invalid_request');
    expect(wrong.text).toContain('before the first map nobody has won or lost a game');
    ok(await setVeto(day, plan), 200);
    const { id } = await matchAt(day, '1.1.0');
    const [a, b] = [await sideOf(day, '1.1.0', 0), await sideOf(day, '1.1.0', 1)];
    const act = (as: Person, body: object) => post(`/v1/matches/${id}/veto`, { as, body });
    ok(await act(a, { action: 'start' }), 200);
    const waiting = ok(await act(a, { action: 'choose', step: 0, choice: 'Dust' }), 200);
    expect(waiting).toMatchObject({ next: null, awaitedGame: 1 });
    expect((await eventsOf(day)).at(-1).payload).toMatchObject({ isOver: false, maps: ['Dust'] });
    const choose = (as: Person, step: number, choice: string) => act(as, { action: 'choose', step, choice });
    expect(reasonOf(await choose(b, 1, 'Nuke'))).toBe('the result of a game is needed first');
    const game = (as: Person, number: number, winner: number | null) =>
      act(as, { action: 'game', game: number, winner });
    expect(reasonOf(await game(a, 1, 0))).toBe('the loser of the game, or a referee, says who won');
    expect(reasonOf(await game(b, 2, 0))).toBe('the veto does not wait for this game');
    expect(waiting.nextIfDrawn).toBe(1);
    expect(reasonOf(await game(b, 1, null))).toMatch(/^the side that would not choose next/);
    expect(codeOf(await game(await aPerson(), 1, 0))).toBe('403 not_a_participant');
    const said = await Promise.all([game(b, 1, 0), game(day.organizer, 1, 0)]);
    expect(said.map(codeOf).toSorted()).toEqual(['200', '409 state_conflict']);
    const { state } = ok(await get(`/v1/matches/${id}/veto`), 200);
    expect(state).toMatchObject({ awaitedGame: null, next: { step: 1, slot: 1, kind: 'pick' } });
    ok(await choose(b, 1, 'Nuke'), 200);
    // The last step was slot 0's: after a draw slot 1 would choose.
    expect(ok(await choose(a, 2, 'CT'), 200)).toMatchObject({ awaitedGame: 2, next: null, nextIfDrawn: 1 });
    expect(ok(await game(a, 2, null), 200)).toMatchObject({ nextIfDrawn: null, next: { step: 3, slot: 1 } });
    await database.sql`UPDATE tournament_veto_game SET winner = 1 WHERE match_id = ${id} AND game = 2`;
    expect(ok(await get(`/v1/matches/${id}/veto`), 200).state.next).toMatchObject({
      step: 3,
      slot: 0,
      choices: ['Mirage', 'Train'],
    });
    await database.sql`UPDATE tournament_veto_game SET said_at = said_at - interval '1 hour' WHERE match_id = ${id}`;
    await database.sql`UPDATE tournament_veto_act SET chosen_at = chosen_at - interval '1 hour' WHERE match_id = ${id}`;
    const over = ok(await get(`/v1/matches/${id}/veto`), 200).state;
    expect(over).toMatchObject({
      next: null,
      awaitedGame: null,
      steps: [{}, {}, {}, { slot: 0, chosenBy: 'timeout' }],
    });
  });

  it('draws a step whose time has passed, and then it is the other side’s turn', async () => {
    const { a, b, read, start, choose, pass } = await aVeto();
    ok(await start(), 200);
    await pass(60);
    const { state, seed } = await read();
    expect(state).toMatchObject({ steps: [{ chosenBy: 'timeout', slot: 0 }], next: { step: 1, slot: 1 } });
    expect(seed.length).toBeGreaterThan(20);
    expect(reasonOf(await choose(a, 0, 'Nuke'))).toBe('another step is due');
    expect(ok(await choose(b, 1, state.next.choices[0]), 200)).toMatchObject({
      next: null,
      steps: [state.steps[0], {}, {}],
    });
  });

  it('says by one event that time has decided steps, and nothing where a side has chosen', async () => {
    const { day, id, a, b, start, choose, pass } = await aVeto();
    const told = async () =>
      (await eventsOf(day))
        .filter(({ type }: { type: string }) => type === 'veto_changed')
        .map(({ payload }: { payload: { steps: number } }) => payload.steps);
    ok(await start(), 200);
    await tellVetoes(portsOf(app));
    expect(await told()).toEqual([0]);
    await pass(60);
    await tellVetoes(portsOf(app));
    await tellVetoes(portsOf(app));
    expect(await told()).toEqual([0, 1]);
    const { next } = ok(await get(`/v1/matches/${id}/veto`), 200).state;
    ok(await choose(b, 1, next.choices[0]), 200);
    await tellVetoes(portsOf(app));
    expect(await told()).toEqual([0, 1, 3]);
    expect(reasonOf(await choose(a, 2, 'Dust'))).toBe('the veto is over');
  });

  it('takes one of two choices that come at one moment', async () => {
    const { a, start, choose } = await aVeto();
    ok(await start(), 200);
    const answers = await Promise.all(['Nuke', 'Dust', 'Mirage'].map((map) => choose(a, 0, map)));
    expect(answers.map(codeOf).sort()).toEqual(['200', '409 state_conflict', '409 state_conflict']);
  });

  it('is refused after the match was reported, and begins anew for other entrants', async () => {
    const { day, id, a, start, choose, read } = await aVeto();
    ok(await start(), 200);
    ok(await post(`/v1/matches/${id}/reports`, { as: a, body: { scores: [1, 0] } }), 200);
    expect(codeOf(await choose(a, 0, 'Nuke'))).toBe('409 match_not_open');
    expect((await read()).state.steps).toEqual([]);
    for (const key of ['1.1.0', '1.1.1'])
      ok(
        await post(`/v1/matches/${(await matchAt(day, key)).id}/decisions`, {
          as: day.organizer,
          body: { scores: [1, 0] },
        }),
        200,
      );
    const final = await matchAt(day, '1.2.0');
    ok(await post(`/v1/matches/${final.id}/veto`, { as: day.organizer, body: { action: 'start' } }), 200);
    ok(await post(`/v1/matches/${id}/corrections`, { as: day.organizer, body: { scores: [0, 1] } }), 200);
    expect(ok(await get(`/v1/matches/${final.id}/veto`), 200).state).toBe(null);
    ok(await post(`/v1/matches/${final.id}/veto`, { as: day.organizer, body: { action: 'start' } }), 200);
  });
});

describe('the plan of a stage', () => {
  it('is refused where it does not fit, and stays when a veto has started', async () => {
    const { day, start } = await aVeto();
    expect(codeOf(await setVeto(day, { ...shortVeto, steps: [{ kind: 'ban', by: 'a' }] }))).toBe('422 invalid_request');
    expect(codeOf(await setVeto(day, { ...shortVeto, stepSeconds: 10_001 }))).toBe('422 invalid_request');
    expect(codeOf(await setVeto(day, { ...shortVeto, maps: ['Dust', 'Dust', 'Nuke'] }))).toBe('422 invalid_request');
    expect(codeOf(await setVeto(day, shortVeto, day.players[0]))).toBe('403 forbidden');
    ok(await setVeto(day, { ...shortVeto, stepSeconds: 30 }), 200);
    expect(ok(await get(`/v1/tournaments/${day.id}/stages/1/veto`), 200).stepSeconds).toBe(30);
    ok(await start(), 200);
    expect(codeOf(await setVeto(day, shortVeto))).toBe('409 state_conflict');
  });

  it('is not found where there is none, and refused for lobbies', async () => {
    const day = await aMatchDay(3, {}, { stages: [{ format: 'free_for_all', lobbySize: 3 }] });
    expect((await get(`/v1/tournaments/${day.id}/stages/1/veto`)).status).toBe(404);
    expect(codeOf(await setVeto(day, shortVeto))).toBe('409 state_conflict');
    const { id } = await matchAt(day, '1.1.0');
    expect((await get(`/v1/matches/${id}/veto`)).status).toBe(404);
    const act = { as: await sideOf(day, '1.1.0', 0), body: { action: 'start' } };
    expect(codeOf(await post(`/v1/matches/${id}/veto`, act))).toBe('409 state_conflict');
  });
});
