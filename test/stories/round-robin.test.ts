// A round robin over HTTP: from creation through draws and games to placements with a shared rank, and to certificates.

import { describe, expect, it } from 'vitest';
import { untilIssued } from '../support/certificates/certificates.ts';
import { get, type Person, post } from '../support/isolate/api.ts';
import { useDatabase } from '../support/isolate/database.ts';
import { aLiveTournament, aTournament, matchesOf, move, ok, type Stage } from '../support/tournaments/tournament.ts';

useDatabase();

type Live = Stage & { readonly players: readonly Person[] };

/** One side reports, the other confirms. `scoreOf` gets the seeds. */
async function playAll(stage: Live, scoreOf: (a: number, b: number) => readonly [number, number]): Promise<void> {
  const byId = new Map(stage.players.map((player) => [player.id, player]));
  for (const { id, slots } of await matchesOf(stage)) {
    const [one, other] = slots.map(({ entrant }) => entrant);
    const body = { scores: scoreOf(one?.seed ?? 0, other?.seed ?? 0) };
    ok(await post(`/v1/matches/${id}/reports`, { as: byId.get(one?.playerId ?? ''), body }), 200);
    ok(await post(`/v1/matches/${id}/confirmations`, { as: byId.get(other?.playerId ?? ''), body }), 200);
  }
}

const rankingOf = async (stage: Stage) =>
  ok(await get(`/v1/tournaments/${stage.id}/placements`), 200).items.map(
    ({ displayName, rank, decidedBy }: { displayName: string; rank: number; decidedBy: string }) =>
      `${rank} ${displayName} ${decidedBy}`,
  );

describe('a round robin', () => {
  it('of five runs with draws to placements and certificates, and equal entrants share a rank', async () => {
    const stage = await aLiveTournament(5, { stages: [{ format: 'round_robin' }] });
    expect(ok(await get(`/v1/tournaments/${stage.id}`), 200)).toMatchObject({
      stages: [{ format: 'round_robin', legs: 1, points: { win: 3, draw: 1, loss: 0 }, allowsDraws: true }],
    });
    const matches = await matchesOf(stage);
    expect(matches).toHaveLength(10);
    expect(matches.map(({ state }) => state)).toEqual(Array(10).fill('ready'));
    const early = await post(`/v1/tournaments/${stage.id}/transitions`, {
      as: stage.organizer,
      body: { to: 'completed' },
    });
    expect([early.status, early.body.code]).toEqual([409, 'matches_open']);

    // Seed 1 wins all; 2 and 3 draw against each other and beat the others; 4 and 5 draw.
    await playAll(stage, (a, b) => {
      const strength = [0, 3, 2, 2, 1, 1];
      return [strength[a] ?? 0, strength[b] ?? 0];
    });
    const drawn = ok(await get(`/v1/tournaments/${stage.id}/matches`), 200).items.filter(
      ({ slots: [one, other] }: { slots: { score: number }[] }) => one?.score === other?.score,
    );
    expect(drawn).toHaveLength(2);
    for (const match of drawn) expect(match).toMatchObject({ state: 'completed', outcome: 'played', winnerId: null });
    await move(stage, 'completed');
    expect(await rankingOf(stage)).toEqual([
      '1 Player 1 points',
      '2 Player 2 points',
      '2 Player 3 points',
      '4 Player 4 points',
      '4 Player 5 points',
    ]);

    ok(await post(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer, body: {} }), 202);
    const { items } = await untilIssued(stage);
    expect(items.map(({ type }: { type: string }) => type).sort()).toEqual(
      ['participant', 'participant', 'runner_up', 'runner_up', 'winner'].sort(),
    );
    const winner = items.find(({ type }: { type: string }) => type === 'winner');
    const seen = ok(await get(`/c/${winner.code}`, { headers: { accept: 'application/json' } }), 200);
    expect(seen).toMatchObject({ verdict: 'valid', certificate: { printedName: 'Player 1', place: 1 } });
  });

  it('plays each pair once per leg, counts the points of its stage, and keeps the games of a result', async () => {
    const stage = await aLiveTournament(3, {
      stages: [{ format: 'round_robin', legs: 2, points: { win: 2, draw: 1, loss: 0 } }],
    });
    const [first] = await matchesOf(stage);
    const games = [{ scores: [11, 9] }, { scores: [5, 11] }, { scores: [11, 3] }];
    const as = stage.players.find(({ id }) => id === first?.slots[0]?.entrant?.playerId);
    const path = `/v1/matches/${first?.id}`;
    ok(await post(`${path}/reports`, { as, body: { scores: [2, 1], games } }), 200);
    expect(ok(await get(path), 200).games).toEqual(games);
    ok(await post(`${path}/reports`, { as, body: { scores: [2, 0] } }), 200);
    expect(ok(await get(path), 200).games).toEqual([]);
    ok(await post(`${path}/decisions`, { as: stage.organizer, body: { scores: [2, 1], games } }), 200);
    expect(ok(await get(path), 200)).toMatchObject({ state: 'completed', games });
    expect(await matchesOf(stage)).toHaveLength(6);
  });

  it('without draws refuses them', async () => {
    const stage = await aLiveTournament(2, { stages: [{ format: 'round_robin', allowsDraws: false }] });
    const [match] = await matchesOf(stage);
    const answer = await post(`/v1/matches/${match?.id}/decisions`, {
      as: stage.organizer,
      body: { scores: [1, 1] },
    });
    expect([answer.status, answer.body.code]).toEqual([422, 'draw_not_allowed']);
  });

  it.each([
    ['a third-place match', { thirdPlaceMatch: true }, 'stages.0.thirdPlaceMatch'],
    ['five legs', { legs: 5 }, 'stages.0.legs'],
    ['a draw that is worth more than a win', { points: { win: 1, draw: 2, loss: 0 } }, 'stages.0.points'],
  ])('is not created with %s', async (_, settings, field) => {
    expect(await refusedField({ stages: [{ format: 'round_robin', ...settings }] })).toBe(field);
  });

  it('is not created with more entrants than it takes', async () => {
    expect(await refusedField({ stages: [{ format: 'round_robin' }], capacity: 65 })).toBe('capacity');
  });
});

describe('a single elimination', () => {
  it.each([
    ['legs', { legs: 1 }],
    ['points', { points: { win: 3, draw: 1, loss: 0 } }],
    ['draws', { allowsDraws: true }],
  ])('is not created with %s', async (_, settings) => {
    const [name] = Object.keys(settings);
    expect(await refusedField({ stages: [{ format: 'single_elimination', ...settings }] })).toBe(`stages.0.${name}`);
  });

  it('names the match that an entrant will come from, until the entrant is known', async () => {
    const stage = await aLiveTournament(4, { stages: [{ format: 'single_elimination', thirdPlaceMatch: true }] });
    const read = async () => ok(await get(`/v1/tournaments/${stage.id}/matches`), 200).items;
    const [one, two, final, third] = await read();
    const from = ({ id: matchId, position }: { id: string; position: number }, kind: string, place: number) => ({
      ...{ kind, place, matchId, group: 1, round: 1, position, vacancy: null },
    });
    expect(one).toMatchObject({
      stage: 1,
      group: 1,
      round: 1,
      position: 0,
      outcome: null,
      slots: [{ source: null }, { source: null }],
    });
    expect(final).toMatchObject({ slots: [{ source: from(one, 'winner', 1) }, { source: from(two, 'winner', 1) }] });
    expect(third).toMatchObject({ slots: [{ source: from(one, 'loser', 2) }, { source: from(two, 'loser', 2) }] });
    ok(await post(`/v1/matches/${one.id}/decisions`, { as: stage.organizer, body: { scores: [2, 0] } }), 200);
    const after = (await read())[2];
    expect(after).toMatchObject({
      slots: [
        { source: null, entrant: one.slots[0].entrant },
        { source: from(two, 'winner', 1), entrant: null },
      ],
    });
  });
});

async function refusedField(fields: Record<string, unknown>): Promise<string> {
  const { organizer } = await aTournament();
  const body = { title: 'Open', issuer: 'Club', capacity: 8, startsAt: '2030-01-01T10:00:00Z', ...fields };
  const answer = await post('/v1/tournaments', { as: organizer, body });
  expect([answer.status, answer.body.code]).toEqual([422, 'invalid_request']);
  return answer.body.errors[0].field;
}
