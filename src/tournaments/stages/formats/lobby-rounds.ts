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
function rankGames(state: StageState<LobbyRoundsSettings>): Placement[] {
  return lobbyRows(state).map(({ entrant, rank }) => ({ entrant, rank, decidedBy: 'points' }));
}

export interface LobbyRow {
  readonly entrant: number;
  readonly rank: number;
  readonly total: number;
  readonly games: readonly { readonly round: number; readonly points: number; readonly isCounted: boolean }[];
  /** How each lobby with a result ended: first, first with others, or behind. */
  readonly places: readonly ('won' | 'shared' | 'behind')[];
}

/** The table as it is now, best first. */
export function lobbyRows({ entrantCount, settings, matches }: StageState<LobbyRoundsSettings>): LobbyRow[] {
  const entrants = Array.from({ length: entrantCount }, (_, index) => index + 1);
  const played = new Map(entrants.map((entrant) => [entrant, { games: [] as RoundPoints[], places: [] as Place[] }]));
  for (const { key, slots, result } of matches) {
    const games = lobbyGamePoints(result, settings.points);
    const isShared = result !== null && result.places.filter((place) => place === 1).length > 1;
    slots.forEach(({ entrant }, slot) => {
      const own = entrant === null ? undefined : played.get(entrant);
      if (own === undefined || result === null) return;
      for (const points of games) own.games.push({ round: key.round, points: points[slot] ?? 0 });
      own.places.push(result.places[slot] !== 1 ? 'behind' : isShared ? 'shared' : 'won');
    });
  }
  const rows = [...played].map(([entrant, { games, places }]) => {
    const counted = new Set(best(games, settings.countedGames));
    const total = [...counted].reduce((sum, { points }) => sum + points, 0);
    return { entrant, total, places, games: games.map((game) => ({ ...game, isCounted: counted.has(game) })) };
  });
  return rows
    .map((row) => ({ ...row, rank: 1 + rows.filter((other) => other.total > row.total).length }))
    .sort((left, right) => left.rank - right.rank || left.entrant - right.entrant);
}

type Place = LobbyRow['places'][number];
interface RoundPoints {
  readonly round: number;
  readonly points: number;
}

const best = (games: readonly RoundPoints[], count: number | null): readonly RoundPoints[] =>
  games.toSorted((left, right) => right.points - left.points).slice(0, count ?? games.length);
