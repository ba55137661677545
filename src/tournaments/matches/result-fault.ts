// Whether a match can have a result at all, whoever reports it. The function tournament_result_fault in matches.sql decides alike.

import { gamePoints, type LobbyPoints } from '../stages/formats/lobbies.ts';
import type { Game } from '../stages/match.ts';

/** Each list has one value per slot. Without `places` they follow from the scores. */
export interface ReportedResult {
  readonly scores: readonly number[];
  readonly places?: readonly (number | null)[] | undefined;
  readonly games?: readonly Game[] | undefined;
}

/** What the score of a match of two counts, where its games are given: games won, or their scores together. A lobby has places. */
export const scorings = ['wins', 'sum', 'lobby'] as const;
export type Scoring = (typeof scorings)[number];

export interface ResultRules {
  /** One per slot: whether nobody comes. */
  readonly isVacant: readonly boolean[];
  readonly scoring: Scoring;
  /** Odd; null: any number of games. */
  readonly bestOf: number | null;
  /** The table of points of a lobby. */
  readonly points: LobbyPoints | null;
}

export const resultFaults = [
  'slot_count',
  'vacant_slot',
  'places',
  'game_places',
  'too_many_games',
  'games_won',
  'games_sum',
  'games_points',
  'not_best_of',
] as const;
export type ResultFault = (typeof resultFaults)[number];

export function resultFault(rules: ResultRules, result: ReportedResult): ResultFault | null {
  const { isVacant, scoring, bestOf } = rules;
  const { scores, places, games = [] } = result;
  const lines = [{ scores, places }, ...games];
  const isWhole = (list: readonly unknown[] | undefined) => list === undefined || list.length === isVacant.length;
  if (!lines.every((line) => isWhole(line.scores) && isWhole(line.places))) return 'slot_count';
  if (lines.some((line) => isVacant.some((vacant, slot) => vacant && isTaken(line, slot)))) return 'vacant_slot';
  if (!arePlacesRight(rules, result)) return 'places';
  if (!games.every((game) => areGamePlacesRight(rules, game))) return 'game_places';
  if (bestOf !== null && games.length > bestOf) return 'too_many_games';
  if (games.length > 0 && !isSame(countGames(rules, games), scores)) return countFaults[scoring];
  if (scoring === 'wins' && bestOf !== null && !isBestOf(bestOf, scores, games.length)) return 'not_best_of';
  return null;
}

/** The highest score has place 1, equal scores share a place, a vacant slot has none. */
export function placesOf(scores: readonly number[], isVacant: readonly boolean[]): (number | null)[] {
  const isBetter = (score: number, than: number, slot: number) => isVacant[slot] !== true && score > than;
  return scores.map((own, slot) =>
    isVacant[slot] === true ? null : 1 + scores.filter((score, other) => isBetter(score, own, other)).length,
  );
}

export function isSame<T>(left: readonly T[], right: readonly T[]): boolean {
  return left.length === right.length && left.every((value, index) => value === right[index]);
}

const isTaken = ({ scores, places }: Pick<ReportedResult, 'scores' | 'places'>, slot: number) =>
  scores[slot] !== 0 || (places?.[slot] ?? null) !== null;

const countFaults: Readonly<Record<Scoring, ResultFault>> = {
  wins: 'games_won',
  sum: 'games_sum',
  lobby: 'games_points',
};

/** In a lobby with a table of points places may separate equal scores, but not contradict them. Without a table they are free. */
function arePlacesRight(
  { scoring, isVacant, points }: ResultRules,
  { scores, places }: Pick<ReportedResult, 'scores' | 'places'>,
): boolean {
  if (places === undefined) return true;
  if (scoring !== 'lobby') return isSame(places, placesOf(scores, isVacant));
  if (!isRanking(places)) return false;
  const lines = scores.flatMap((score, slot) => ({ score, place: places[slot] ?? null }));
  const placed = lines.filter((line): line is { score: number; place: number } => line.place !== null);
  return points === null || !placed.some((a) => placed.some((b) => a.score > b.score && a.place >= b.place));
}

function areGamePlacesRight({ scoring, points }: ResultRules, { places }: Game): boolean {
  if (scoring !== 'lobby') return places === undefined;
  return places === undefined ? points === null : isRanking(places);
}

/** Each place counts the better ones, and somebody is first. */
function isRanking(places: readonly (number | null)[]): boolean {
  const given = places.filter((place) => place !== null);
  return given.includes(1) && given.every((place) => place === 1 + given.filter((other) => other < place).length);
}

/** What the games bring to each slot: one for a win, or their scores or points. */
function countGames({ scoring, points, isVacant }: ResultRules, games: readonly Game[]): number[] {
  const values = games.map((game) => {
    if (scoring !== 'wins') return gamePoints(game, points);
    const [best, worst] = [Math.max(...game.scores), Math.min(...game.scores)];
    return game.scores.map((score) => (score === best && score > worst ? 1 : 0));
  });
  return isVacant.map((_, slot) => values.reduce((total, game) => total + (game[slot] ?? 0), 0));
}

/** The winner has more than half of N. With all N games given fewer are enough, since games may be drawn. */
function isBestOf(bestOf: number, scores: readonly number[], gameCount: number): boolean {
  const [high, low] = [Math.max(...scores), Math.min(...scores)];
  if (high * 2 === bestOf + 1) return low < high;
  return high * 2 <= bestOf && (low === high || gameCount === bestOf);
}
