// Free-for-all in rounds: everybody plays in a lobby of each round; the standing adds up the best games of each entrant.

import { invariant } from '../../../core/errors.ts';
import { type Format, followSources, type Placement, type StageState } from '../format.ts';
import type { MatchPlan, SlotSource } from '../match.ts';
import { type LobbyPoints, lobbyCount, lobbyGamePoints, spread } from './lobbies.ts';

export interface LobbyRoundsSettings {
  readonly lobbySize: number;
  readonly rounds: number;
  /** null: scores are points. */
  readonly points: LobbyPoints | null;
  /** How many of an entrant's games count, the best ones; null counts all. */
  readonly countedGames: number | null;
}

export const lobbyRounds: Format<LobbyRoundsSettings> = {
  entrantsMax: 4096,
  allowsDraws: () => true,
  build: buildLobbies,
  advance: (state, match) => ({ fills: followSources(state, match), created: [] }),
  rank: rankGames,
};

function buildLobbies(entrantCount: number, { lobbySize, rounds }: LobbyRoundsSettings): MatchPlan[] {
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
function rankGames({ entrantCount, settings, matches }: StageState<LobbyRoundsSettings>): Placement[] {
  const games = new Map(Array.from({ length: entrantCount }, (_, index) => [index + 1, [] as number[]]));
  for (const { slots, result } of matches) {
    for (const points of lobbyGamePoints(result, settings.points)) {
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
