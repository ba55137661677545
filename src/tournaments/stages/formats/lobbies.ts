// Spreads entrants over lobbies of a free-for-all, and adds up games of many.

import { invariant } from '../../../core/errors.ts';
import type { Game, MatchResult } from '../match.ts';

export interface LobbyPoints {
  /** Points of place 1, 2, …; later places get none. */
  readonly placement: readonly number[];
  readonly perKill: number;
}

/** With lobbies of two, an odd one would be alone. */
export const lobbySizeMin = 3;

/** As few lobbies as hold everybody, of sizes that differ by one at most. */
export function lobbyCount(entrantCount: number, lobbySize: number): number {
  invariant(lobbySize >= lobbySizeMin, 'a lobby holds three or more');
  return Math.ceil(entrantCount / lobbySize);
}

/**
 * By strength, best first: the best go into different lobbies, the next ones in the opposite order, and so on. In later rounds each of
 * these tiers moves on by one more lobby than the tier before it, so that lobbies are mixed and stay as strong as each other.
 */
export function spread<T>(byStrength: readonly T[], lobbies: number, round = 1): T[][] {
  const spreadOut = Array.from({ length: lobbies }, (): T[] => []);
  byStrength.forEach((entrant, index) => {
    const tier = Math.floor(index / lobbies);
    const place = index % lobbies;
    const snaked = tier % 2 === 0 ? place : lobbies - 1 - place;
    spreadOut[(snaked + tier * (round - 1)) % lobbies]?.push(entrant);
  });
  return spreadOut;
}

/** Points of each slot in one game. `scores` are kills. Without a place (disqualified, absent) the game brings nothing. */
export function gamePoints({ scores, places }: Game, points: LobbyPoints): number[] {
  return scores.map((kills, slot) => {
    const place = places?.[slot] ?? null;
    return place === null ? 0 : (points.placement[place - 1] ?? 0) + kills * points.perKill;
  });
}

/** The result of a lobby: scores are the points of its games; who has as many shares the place. */
export function resultOfGames(games: readonly Game[], points: LobbyPoints): MatchResult {
  const slotCount = Math.max(0, ...games.map(({ scores }) => scores.length));
  const totals = Array.from({ length: slotCount }, (_, slot) =>
    games.reduce((total, game) => total + (gamePoints(game, points)[slot] ?? 0), 0),
  );
  const places = totals.map((total) => 1 + totals.filter((other) => other > total).length);
  return { outcome: 'played', places, scores: totals, games };
}
