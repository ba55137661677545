// A free-for-all of 60 over HTTP: three lobbies of 20, whose best six go on to a last lobby.

import { describe, expect, it } from 'vitest';
import { get, type Person, post } from '../support/isolate/api.ts';
import { useDatabase } from '../support/isolate/database.ts';
import { aLiveTournament, move, ok, type Stage } from '../support/tournaments/tournament.ts';

useDatabase();

interface Lobby {
  readonly id: string;
  readonly round: number;
  readonly state: string;
  readonly winnerId: string | null;
  readonly slots: readonly {
    readonly entrant: { readonly seed: number; readonly playerId: string } | null;
    readonly source: { readonly kind: string; readonly place: number } | null;
    readonly score: number | null;
    readonly place: number | null;
  }[];
  readonly games: readonly { readonly scores: number[]; readonly places?: (number | null)[] }[];
}

const lobbiesOf = async (stage: Stage): Promise<Lobby[]> =>
  ok(await get(`/v1/tournaments/${stage.id}/matches`), 200).items;
const seedsOf = ({ slots }: Lobby) => slots.map(({ entrant }) => entrant?.seed ?? 0);
const points = { placement: [12, 9, 7, 5, 4, 3, 3, 2, 2, 2, 1, 1, 1, 1, 1], perKill: 1 };

/** The better seed has the better place and nobody kills. Each place counts the better ones. */
const inOrderOfSeeds = (seeds: readonly number[]) => {
  const places = seeds.map((seed) => 1 + seeds.filter((other) => other < seed).length);
  return { places, scores: seeds.map(() => 0) };
};
const pointsOf = ({ places, scores }: { places: (number | null)[]; scores: number[] }) =>
  places.map((place, slot) => (place === null ? 0 : (points.placement[place - 1] ?? 0) + (scores[slot] ?? 0)));

/** One game. Behind the 15th place all have no points, so the places are given too. */
const resultOf = (lobby: Lobby) => {
  const game = inOrderOfSeeds(seedsOf(lobby));
  return { scores: pointsOf(game), places: game.places, games: [game] };
};

describe('a free-for-all of 60 in lobbies of 20', () => {
  const fields = { stages: [{ format: 'free_for_all', lobbySize: 20, advancing: 6, points }] };

  it('runs from three lobbies to a last one of 18, and to placements', async () => {
    const stage = await aLiveTournament(60, fields);
    const personOf = (lobby: Lobby, slot: number): Person | undefined =>
      stage.players.find(({ id }) => id === lobby.slots[slot]?.entrant?.playerId);
    const [first, second, third, last] = (await lobbiesOf(stage)) as [Lobby, Lobby, Lobby, Lobby];
    expect([first, second, third].map(({ slots, state }) => [slots.length, state])).toEqual(
      Array(3).fill([20, 'ready']),
    );
    expect([last.round, last.slots.length, last.state]).toEqual([2, 18, 'scheduled']);
    expect(last.slots[0]?.source).toMatchObject({ kind: 'place', place: 1 });

    // Reported by an entrant, confirmed by another one, not by the reporter.
    const path = `/v1/matches/${first.id}`;
    ok(await post(`${path}/reports`, { as: personOf(first, 4), body: resultOf(first) }), 200);
    expect((await post(`${path}/confirmations`, { as: personOf(first, 4), body: resultOf(first) })).body.code).toBe(
      'own_report',
    );
    expect(
      ok(await post(`${path}/confirmations`, { as: personOf(first, 11), body: resultOf(first) }), 200).outcome,
    ).toBe('confirmed');

    // Another report is a dispute; the organizer decides.
    const path2 = `/v1/matches/${second.id}/reports`;
    const other = { scores: seedsOf(second) };
    const tied = { scores: seedsOf(second).map(() => 1) };
    ok(await post(path2, { as: personOf(second, 0), body: resultOf(second) }), 200);
    expect((await post(path2, { as: personOf(second, 1), body: tied })).body.code).toBe('draw_not_allowed');
    expect(ok(await post(path2, { as: personOf(second, 1), body: other }), 200).outcome).toBe('disputed');
    ok(await post(`/v1/matches/${second.id}/decisions`, { as: stage.organizer, body: resultOf(second) }), 200);
    expect((await lobbiesOf(stage))[3]?.state).toBe('scheduled');
    ok(await post(`/v1/matches/${third.id}/decisions`, { as: stage.organizer, body: resultOf(third) }), 200);

    const finalists = (await lobbiesOf(stage))[3] as Lobby;
    expect(finalists.state).toBe('ready');
    expect(seedsOf(finalists).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 18 }, (_, index) => index + 1));

    // Two games: seeds 2 and 3 share the lead of both; seed 1 is disqualified in the second.
    const seeds = seedsOf(finalists);
    const one = {
      places: seeds.map((seed) => (seed === 2 || seed === 3 ? 1 : seed === 1 ? 3 : seed)),
      scores: seeds.map(() => 0),
    };
    const two = {
      places: seeds.map((seed) => (seed === 1 ? null : seed === 2 || seed === 3 ? 1 : seed - 1)),
      scores: seeds.map((seed) => (seed === 18 ? 5 : 0)),
    };
    const totals = seeds.map((_, slot) => (pointsOf(one)[slot] ?? 0) + (pointsOf(two)[slot] ?? 0));
    const wrong = await post(`/v1/matches/${finalists.id}/decisions`, {
      as: stage.organizer,
      body: { scores: totals.map((total) => total + 1), games: [one, two] },
    });
    expect(wrong.body.errors).toEqual([
      { field: 'scores', problem: 'with games given, the scores are the points of the games' },
    ]);
    ok(
      await post(`/v1/matches/${finalists.id}/decisions`, {
        as: stage.organizer,
        body: { scores: totals, games: [one, two] },
      }),
      200,
    );
    const over = (await lobbiesOf(stage))[3] as Lobby;
    expect(over).toMatchObject({ state: 'completed', winnerId: null, games: [one, two] });
    expect(over.slots.map(({ score }) => score)).toEqual(totals);

    await move(stage, 'completed');
    const placements: { displayName: string; rank: number }[] = ok(
      await get(`/v1/tournaments/${stage.id}/placements`),
      200,
    ).items;
    const rankOf = (seed: number) => placements.find(({ displayName }) => displayName === `Player ${seed}`)?.rank;
    // 12 + 12 each; then seed 4 with 5 + 7, and seed 1 with 7 + 0 shares what its points are worth.
    expect([2, 3, 4].map(rankOf)).toEqual([1, 1, 3]);
    expect(placements).toHaveLength(60);
    const better = totals.filter((total) => total > 7).length;
    expect(rankOf(1)).toBe(1 + better);
    // Three lobbies lost their 7th places at the same moment.
    expect(placements.filter(({ rank }) => rank === 19)).toHaveLength(3);
    expect(placements.filter(({ rank }) => rank > 18)).toHaveLength(42);
  });
});

describe('a free-for-all in rounds', () => {
  it('lets everybody play each round, and adds up the best games', async () => {
    const settings = { format: 'free_for_all', lobbySize: 3, rounds: 2, countedGames: 1 };
    const stage = await aLiveTournament(6, { stages: [settings] });
    const lobbies = await lobbiesOf(stage);
    expect(lobbies.map(({ round, state, slots }) => [round, state, slots.length])).toEqual([
      [1, 'ready', 3],
      [1, 'ready', 3],
      [2, 'ready', 3],
      [2, 'ready', 3],
    ]);
    for (const lobby of lobbies) {
      // In round 1 the better seed has more points. In round 2 seed 6 has the most of all; seed 5 would be second with both games.
      const scores = seedsOf(lobby).map((seed) =>
        lobby.round === 1 ? 10 - seed : ([0, 0, 0, 0, 5, 20][seed - 1] ?? 0),
      );
      ok(await post(`/v1/matches/${lobby.id}/decisions`, { as: stage.organizer, body: { scores } }), 200);
    }
    await move(stage, 'completed');
    const { items } = ok(await get(`/v1/tournaments/${stage.id}/placements`), 200);
    expect(
      items.map(({ displayName, rank }: { displayName: string; rank: number }) => `${rank} ${displayName}`),
    ).toEqual(['1 Player 6', '2 Player 1', '3 Player 2', '4 Player 3', '5 Player 4', '6 Player 5']);
  });
});
