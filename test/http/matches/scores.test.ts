// The score of a match while it is played, as entrants, staff and followers meet it.

import { expect, it } from 'vitest';
import { aPerson, call, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { openLive } from '../../support/live/live-socket.ts';
import { eventsOf } from '../../support/tournaments/match-days.ts';
import { aLiveTournament, matchesOf, ok } from '../../support/tournaments/tournament.ts';

useDatabase();

async function aMatch(fields: Record<string, unknown> = {}) {
  const stage = await aLiveTournament(2, fields);
  const [match] = await matchesOf(stage);
  const [a, b] = [0, 1].map((slot) => {
    const playerId = match?.slots[slot]?.entrant?.playerId;
    return stage.players.find(({ id }) => id === playerId) as Person;
  }) as [Person, Person];
  const path = `/v1/matches/${match?.id}`;
  const say = (as: Person, body: object) => call('PUT', `${path}/score`, { as, body });
  const read = async () => {
    const { state, slots, games } = ok(await get(path), 200);
    return { state, scores: slots.map(({ score }: { score: number | null }) => score), games };
  };
  const scores = async () => (await eventsOf(stage)).filter(({ type }: { type: string }) => type === 'score_updated');
  return { stage, a, b, path, say, read, scores };
}

it('either side and staff say how a match stands; the last word wins, and the same word again is no event', async () => {
  const { stage, a, b, say, read, scores } = await aMatch();
  ok(await say(a, { scores: [0, 0] }), 200);
  expect(await read()).toEqual({ state: 'live', scores: [0, 0], games: [] });
  const games = [{ scores: [13, 7] }, { scores: [2, 5] }];
  ok(await say(b, { scores: [1, 0], games }), 200);
  expect(ok(await say(stage.organizer, { scores: [1, 0], games }), 200).state).toBe('live');
  expect(await read()).toEqual({ state: 'live', scores: [1, 0], games });
  expect((await scores()).map(({ payload }: { payload: { scores: number[] } }) => payload.scores)).toEqual([
    [0, 0],
    [1, 0],
  ]);
});

it('a score decides nothing: a report replaces it with its games, and afterwards there is none to say', async () => {
  const { a, b, path, say, read } = await aMatch();
  ok(await say(a, { scores: [1, 0], games: [{ scores: [13, 7] }, { scores: [0, 1] }] }), 200);
  ok(await post(`${path}/reports`, { as: a, body: { scores: [2, 0] } }), 200);
  expect(await read()).toEqual({ state: 'pending_result', scores: [2, 0], games: [] });
  expect((await say(b, { scores: [0, 0] })).body).toMatchObject({ code: 'match_not_open' });
});

it('a match that was live and is given up is a forfeit', async () => {
  const { stage, a, path, say } = await aMatch();
  ok(await say(a, { scores: [1, 0] }), 200);
  ok(await post(`${path}/forfeits`, { as: stage.organizer, body: { absent: [0] } }), 200);
  expect(ok(await get(path), 200)).toMatchObject({ state: 'completed', outcome: 'forfeit', games: [] });
});

it('others, impossible scores and unknown matches are refused, each by its code', async () => {
  const stages = [{ format: 'single_elimination', bestOf: 3 }];
  const { a, path, say, scores } = await aMatch({ stages });
  const codeOf = async (as: Person, body: object) => (await say(as, body)).body.code;
  expect(await codeOf(await aPerson(), { scores: [1, 0] })).toBe('not_a_participant');
  for (const body of [
    ...[{ scores: [1] }, { scores: [3, 0] }, { scores: [1, 0], games: [{ scores: [1] }] }, { scores: [-1, 0] }],
    { scores: [1, 0], games: Array(4).fill({ scores: [1, 0] }) },
  ])
    expect(await codeOf(a, body)).toBe('invalid_request');
  const unknown = path.replace(/mat_.*/, `mat_${'0'.repeat(26)}`);
  expect((await call('PUT', `${unknown}/score`, { as: a, body: { scores: [1, 0] } })).status).toBe(404);
  const headers = { 'if-match': '"another"' };
  expect((await call('PUT', `${path}/score`, { as: a, body: { scores: [1, 0] }, headers })).status).toBe(412);
  expect(await scores()).toEqual([]);
});

it('followers see the last score, stand where the tournament stands, and go on from any position', async () => {
  const { stage, a, say } = await aMatch();
  const { eventSeq: start } = ok(await get(`/v1/tournaments/${stage.id}`), 200);
  const viewer = await openLive(`/live/tournaments/${stage.id}`);
  await viewer.until(1);
  for (const points of [1, 2, 3, 4]) ok(await say(a, { scores: [points, 0] }), 200);
  await expect.poll(() => viewer.seqs().at(-1)).toBe(start + 4);
  const told = viewer.frames.slice(1).flatMap(({ event, events }) => events ?? (event === undefined ? [] : [event]));
  expect(told.at(-1)).toMatchObject({ payload: { scores: [4, 0] } });
  const feed = await eventsOf(stage);
  for (const { epoch, seq } of feed.slice(-4)) {
    const back = await openLive(`/live/tournaments/${stage.id}?since=${epoch}:${seq}`);
    await back.until(seq === start + 4 ? 1 : 2);
    // What was missed comes together: one score is left of it.
    expect([back.frames[0], back.seqs()]).toMatchObject([
      { recovered: true, seq, upTo: start + 4 },
      seq === start + 4 ? [] : [start + 4],
    ]);
  }
});
