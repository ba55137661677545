import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LobbyPoints, resultOfGames } from '../../../src/tournaments/stages/formats/lobbies.ts';
import { lobbyElimination } from '../../../src/tournaments/stages/formats/lobby-elimination.ts';
import { type LobbyRoundsSettings, lobbyRounds } from '../../../src/tournaments/stages/formats/lobby-rounds.ts';
import type { Game } from '../../../src/tournaments/stages/match.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { expectPlayed, expectRanked } from './expect-stage.ts';
import { betterSeedWins, type Decide, entrantsUpTo, playStage, sidesOf } from './play-stage.ts';

const numRuns = caseCount({ usual: 60, nightly: 2000 });
const points: LobbyPoints = { placement: [12, 9, 7], perKill: 1 };
const settings: LobbyRoundsSettings = { lobbySize: 8, rounds: 3, points, countedGames: null };

/** Plays `gameCount` games in each lobby; `games` gives places and kills of each side. */
function lobbyResults(gameCount: number, game: (side: number, index: number) => [number | null, number]): Decide {
  return (sides) => {
    const games = Array.from({ length: gameCount }, (_, index): Game => {
      const lines = sides.map((side) => game(side, index));
      return { places: lines.map(([place]) => place), scores: lines.map(([, kills]) => kills) };
    });
    return resultOfGames(games, points);
  };
}

describe('a free-for-all', () => {
  it('puts everybody into one lobby a round, of sizes that differ by one at most, and the best seeds apart', () => {
    const counts = fc.record({ count: fc.integer({ min: 2, max: 4096 }), lobbySize: fc.integer({ min: 3, max: 100 }) });
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 4 }), ({ count, lobbySize }, rounds) => {
        const matches = lobbyRounds.build(count, { ...settings, lobbySize, rounds });
        const lobbies = Math.ceil(count / lobbySize);
        for (const round of Map.groupBy(matches, ({ key }) => key.round).values()) {
          const seeds = round.map(({ slots }) => slots.map((slot) => (slot.kind === 'seed' ? slot.seed : 0)));
          expect(seeds.flat().toSorted((left, right) => left - right)).toEqual(entrantsUpTo(count));
          const sizes = seeds.map(({ length }) => length);
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
          expect(Math.max(...sizes)).toBeLessThanOrEqual(lobbySize);
          if (count > 2) expect(Math.min(...sizes)).toBeGreaterThanOrEqual(2);
          expect(seeds.every((lobby) => lobby.filter((seed) => seed <= lobbies).length <= 1)).toBe(true);
        }
      }),
      { numRuns },
    );
  });

  it('makes lobbies equally strong in round 1', () => {
    const matches = lobbyRounds.build(16, { ...settings, lobbySize: 4, rounds: 1 });
    const sums = matches.map(({ slots }) =>
      slots.reduce((sum, slot) => sum + (slot.kind === 'seed' ? slot.seed : 0), 0),
    );
    expect(sums).toEqual([34, 34, 34, 34]);
  });

  it('mixes the lobbies from round to round', () => {
    const lobbyOf = (round: number, seed: number) =>
      lobbyRounds
        .build(24, settings)
        .find(
          ({ key, slots }) => key.round === round && slots.some((slot) => slot.kind === 'seed' && slot.seed === seed),
        )
        ?.slots.map((slot) => (slot.kind === 'seed' ? slot.seed : 0));
    const met = (round: number) => new Set(lobbyOf(round, 1));
    expect([...met(1)].filter((seed) => met(2).has(seed)).length).toBeLessThan(4);
  });

  it('adds placement points and points per kill; ties share the place and its points, a disqualified game brings nothing', () => {
    const games: Game[] = [
      { places: [1, 2, 2, null], scores: [0, 3, 1, 9] },
      { places: [4, 1, 2, 3], scores: [2, 0, 0, 0] },
    ];
    expect(resultOfGames(games, points)).toEqual({
      outcome: 'played',
      scores: [14, 24, 19, 7],
      places: [3, 1, 2, 4],
      games,
    });
  });

  it('counts the best games of each entrant over all rounds, and ties share a rank', () => {
    // Per round one game. Seed 1: places 1, 3, 3; seed 2: 2, 2, 2; seed 3: 3, 1, 1.
    const places = [
      [1, 2, 3],
      [3, 2, 1],
      [3, 2, 1],
    ];
    const play = (countedGames: number | null) => {
      const chosen = { ...settings, countedGames };
      const decide: Decide = (sides, { key }) => {
        const own = sides.map((side) => places[key.round - 1]?.[side - 1] ?? null);
        return resultOfGames([{ places: own, scores: own.map(() => 0) }], points);
      };
      const state = playStage(lobbyRounds, { entrantCount: 3, settings: chosen }, decide);
      return lobbyRounds.rank(state).map(({ entrant, rank }) => [entrant, rank]);
    };
    // All games: 26, 27, 31. The best: 12, 9, 12. The best two: 19, 18, 24.
    expect(play(null)).toEqual([
      [3, 1],
      [2, 2],
      [1, 3],
    ]);
    expect(play(1)).toEqual([
      [1, 1],
      [3, 1],
      [2, 3],
    ]);
    expect(play(2)).toEqual([
      [3, 1],
      [1, 2],
      [2, 3],
    ]);
  });

  it('is never stuck, and ranks everybody once', () => {
    const figures = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 3 })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40 }), figures, fc.option(fc.nat(4)), (count, drawn, countedGames) => {
        const decide = lobbyResults(2, (side, index) => drawn[(side * 7 + index) % drawn.length] ?? [1, 0]);
        const state = playStage(lobbyRounds, { entrantCount: count, settings: { ...settings, countedGames } }, decide);
        expectPlayed(state);
        expectRanked(lobbyRounds.rank(state), count);
      }),
      { numRuns },
    );
  });
});

describe('an elimination by lobbies', () => {
  const sizes = fc
    .record({ count: fc.integer({ min: 2, max: 4096 }), lobbySize: fc.integer({ min: 3, max: 32 }) })
    .chain(({ count, lobbySize }) =>
      fc.record({
        count: fc.constant(count),
        lobbySize: fc.constant(lobbySize),
        advancing: fc.integer({ min: 1, max: lobbySize >> 1 }),
      }),
    );

  it('ends with one lobby; every lobby has as many as go on from it, and all but the last at least one more', () => {
    fc.assert(
      fc.property(sizes, ({ count, lobbySize, advancing }) => {
        const rounds = [
          ...Map.groupBy(lobbyElimination.build(count, { lobbySize, advancing }), ({ key }) => key.round),
        ];
        expect(rounds.at(-1)?.[1]).toHaveLength(1);
        rounds.forEach(([, lobbies], index) => {
          for (const { slots } of lobbies) {
            expect(slots.length).toBeLessThanOrEqual(lobbySize);
            if (index < rounds.length - 1) expect(slots.length).toBeGreaterThan(advancing - 1);
          }
        });
      }),
      { numRuns },
    );
  });

  it('the best seeds meet in the last lobby, and everybody is ranked by round, then place', () => {
    const chosen = { entrantCount: 12, settings: { lobbySize: 4, advancing: 2 } };
    const state = playStage(lobbyElimination, chosen, betterSeedWins);
    const last = Math.max(...state.matches.map(({ key }) => key.round));
    expect(
      state.matches
        .filter(({ key }) => key.round === last)
        .flatMap(sidesOf)
        .toSorted(),
    ).toEqual([1, 2, 3, 4]);
    expect(lobbyElimination.rank(state).map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 5, 7, 7, 7, 10, 10, 10]);
  });

  it('is never stuck, also if lobbies stay empty', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 60 }), fc.array(fc.boolean(), { minLength: 1 }), (count, absent) => {
        let index = 0;
        const decide: Decide = (sides, { slots }) => {
          index += 1;
          const order = sides.toSorted((left, right) => left - right);
          const placeOf = (entrant: number | null) => (entrant === null ? null : order.indexOf(entrant) + 1);
          return absent[index % absent.length]
            ? { outcome: 'double_forfeit', places: slots.map(() => null), scores: null }
            : { outcome: 'played', places: slots.map(({ entrant }) => placeOf(entrant)), scores: null };
        };
        const chosen = { entrantCount: count, settings: { lobbySize: 4, advancing: 2 } };
        const state = playStage(lobbyElimination, chosen, decide);
        expectPlayed(state);
        expectRanked(lobbyElimination.rank(state), count);
      }),
      { numRuns },
    );
  });
});
