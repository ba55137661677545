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

/**
 * Points of each slot in one game. With a table `scores` are kills, and without a place (disqualified, absent) the game brings nothing.
 * The function tournament_game_points in matches/matches.sql counts alike.
 */
export function gamePoints({ scores, places }: Game, points: LobbyPoints | null): readonly number[] {
  if (points === null) return scores;
  return scores.map((kills, slot) => {
    const place = places?.[slot] ?? null;
    return place === null ? 0 : (points.placement[place - 1] ?? 0) + kills * points.perKill;
  });
}

/** The result of a lobby: scores are the points of its games; who has as many shares the place. */
export function resultOfGames(games: readonly Game[], points: LobbyPoints | null): MatchResult {
  const slotCount = Math.max(0, ...games.map(({ scores }) => scores.length));
  const totals = Array.from({ length: slotCount }, (_, slot) =>
    games.reduce((total, game) => total + (gamePoints(game, points)[slot] ?? 0), 0),
  );
  const places = totals.map((total) => 1 + totals.filter((other) => other > total).length);
  return { outcome: 'played', places, scores: totals, games };
}

/** Points of each slot, one list per game. Where no games were reported, the scores are the points of one game. */
export function lobbyGamePoints(result: MatchResult | null, points: LobbyPoints | null): (readonly number[])[] {
  if (result?.games !== undefined && result.games.length > 0)
    return result.games.map((game) => gamePoints(game, points));
  const { scores = null, places = [] } = result ?? {};
  return scores === null ? [] : [scores.map((score, slot) => ((places[slot] ?? null) === null ? 0 : score))];
}
