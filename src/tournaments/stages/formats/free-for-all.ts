// Free-for-all: lobbies of three or more, either some rounds for everybody, or an elimination from which the best of each lobby go on.

import { type Format, followSources } from '../format.ts';
import { lobbyElimination } from './lobby-elimination.ts';
import { type LobbyRoundsSettings, lobbyRounds } from './lobby-rounds.ts';

export interface FreeForAllSettings extends LobbyRoundsSettings {
  /** How many of each lobby go on to the next round, until one lobby is left. null: everybody plays all rounds. */
  readonly advancing: number | null;
}

/** Of all rounds, with as many entrants as there may be. */
export const matchesMax = 8192;

export const freeForAll: Format<FreeForAllSettings> = {
  entrantsMax: 4096,
  // A place from which somebody goes on is not shared: isUnwantedTie in matches/result.ts.
  allowsDraws: () => true,
  build: (entrantCount, settings) => {
    const { lobbySize, advancing } = settings;
    if (advancing === null) return lobbyRounds.build(entrantCount, settings);
    return lobbyElimination.build(entrantCount, { lobbySize, advancing });
  },
  advance: (state, match) => ({ fills: followSources(state, match), created: [] }),
  roleOf: ({ advancing }, key, lastRound) => (advancing !== null && key.round === lastRound ? 'final' : null),
  rank: (state) => {
    const { lobbySize, advancing } = state.settings;
    if (advancing === null) return lobbyRounds.rank(state);
    return lobbyElimination.rank({ ...state, settings: { lobbySize, advancing } });
  },
};
