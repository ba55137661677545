// Free-for-all as an elimination: the best of each lobby go on to the next round, until one lobby is left.

import { invariant } from '../../../core/errors.ts';
import { type Format, followSources, type Placement, type StageState } from '../format.ts';
import type { MatchPlan, SlotSource } from '../match.ts';
import { lobbyCount, spread } from './lobbies.ts';

export interface LobbyEliminationSettings {
  readonly lobbySize: number;
  /** How many of each lobby go on; at most half of a full lobby, so that every round has fewer entrants. */
  readonly advancing: number;
}

export const lobbyElimination: Format<LobbyEliminationSettings> = {
  entrantsMax: 4096,
  // A place from which somebody goes on is not shared: isUnwantedTie in matches/result.ts.
  allowsDraws: () => true,
  build: buildRounds,
  advance: (state, match) => ({ fills: followSources(state, match), created: [] }),
  rank: rankLobbies,
};

/**
 * The next round spreads all firsts, then all seconds, and so on. If the seeds are right, the second of the first lobby is the weakest
 * second, so every other place is taken from the last lobby to the first.
 */
function buildRounds(entrantCount: number, { lobbySize, advancing }: LobbyEliminationSettings): MatchPlan[] {
  invariant(entrantCount >= 2, 'an elimination needs two entrants');
  invariant(advancing >= 1 && advancing * 2 <= lobbySize, 'one to half of a lobby go on');
  const matches: MatchPlan[] = [];
  let sources = Array.from({ length: entrantCount }, (_, index): SlotSource => ({ kind: 'seed', seed: index + 1 }));
  for (let round = 1; ; round += 1) {
    const lobbies = spread(sources, lobbyCount(sources.length, lobbySize)).map((slots, position) => ({
      key: { group: 1, round, position },
      slots,
    }));
    matches.push(...lobbies);
    if (lobbies.length === 1) return matches;
    sources = Array.from({ length: advancing }, (_, index) => {
      const placed = lobbies.map(({ key }): SlotSource => ({ kind: 'place', of: key, place: index + 1 }));
      return index % 2 === 0 ? placed : placed.reverse();
    }).flat();
  }
}

/** Who got further is better, then who had the better place in the last lobby; equal in both share a rank. */
function rankLobbies({ entrantCount, matches }: StageState<LobbyEliminationSettings>): Placement[] {
  const last = Math.max(...matches.map(({ key }) => key.round));
  // Who never played is behind all others.
  const reached = new Map(Array.from({ length: entrantCount }, (_, index) => [index + 1, { round: 0, place: 0 }]));
  for (const { key, slots, result } of matches.toSorted((left, right) => left.key.round - right.key.round)) {
    invariant(result !== null, 'every match is completed');
    slots.forEach(({ entrant }, slot) => {
      if (entrant !== null) reached.set(entrant, { round: key.round, place: result.places[slot] ?? slots.length + 1 });
    });
  }
  const all = [...reached].map(([entrant, { round, place }]) => ({ entrant, round, place }));
  return all
    .map(({ entrant, round, place }): Placement => {
      const better = all.filter((other) => other.round > round || (other.round === round && other.place < place));
      return { entrant, rank: better.length + 1, decidedBy: round === last ? 'final' : 'round' };
    })
    .sort((left, right) => left.rank - right.rank || left.entrant - right.entrant);
}
