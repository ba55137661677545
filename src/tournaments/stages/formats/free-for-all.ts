// Free-for-all: in each round everybody plays in a lobby; the standing adds up the best games of each entrant over all rounds.

import { invariant } from '../../../core/errors.ts';
import { type Format, followSources, type Placement, type StageState } from '../format.ts';
import type { MatchPlan, SlotSource } from '../match.ts';
import { gamePoints, type LobbyPoints, lobbyCount, spread } from './lobbies.ts';

export interface FreeForAllSettings {
  readonly lobbySize: number;
  readonly rounds: number;
  readonly points: LobbyPoints;
  /** How many of an entrant's games count, the best ones; null counts all. */
  readonly countedGames: number | null;
}

export const freeForAll: Format<FreeForAllSettings> = {
  entrantsMax: 4096,
  allowsDraws: () => true,
  build: buildLobbies,
  advance: (state, match) => ({ fills: followSources(state, match), created: [] }),
  rank: rankGames,
};

function buildLobbies(entrantCount: number, { lobbySize, rounds }: FreeForAllSettings): MatchPlan[] {
  invariant(entrantCount >= 2, 'a free-for-all needs two entrants');
  const seeds = Array.from({ length: entrantCount }, (_, index): SlotSource => ({ kind: 'seed', seed: index + 1 }));
  const lobbies = lobbyCount(entrantCount, lobbySize);
  return Array.from({ length: rounds }, (_, index) =>
    spread(seeds, lobbies, index + 1).map((slots, position) => ({
      key: { group: 1, round: index + 1, position },
      slots,
    })),
  ).flat();
}

/** Ties share a rank. Who never played has no points. */
function rankGames({ entrantCount, settings, matches }: StageState<FreeForAllSettings>): Placement[] {
  const games = new Map(Array.from({ length: entrantCount }, (_, index) => [index + 1, [] as number[]]));
  for (const { slots, result } of matches) {
    for (const game of result?.games ?? []) {
      const points = gamePoints(game, settings.points);
      slots.forEach(({ entrant }, slot) => {
        if (entrant !== null) games.get(entrant)?.push(points[slot] ?? 0);
      });
    }
  }
  const totals = [...games].map(([entrant, points]) => ({ entrant, total: sumOfBest(points, settings.countedGames) }));
  return totals
    .map(({ entrant, total }): Placement => {
      const rank = 1 + totals.filter((other) => other.total > total).length;
      return { entrant, rank, decidedBy: 'points' };
    })
    .sort((left, right) => left.rank - right.rank || left.entrant - right.entrant);
}

function sumOfBest(points: readonly number[], count: number | null): number {
  const best = points.toSorted((left, right) => right - left).slice(0, count ?? points.length);
  return best.reduce((total, value) => total + value, 0);
}
