// Whether a match can have a result at all, whoever reports it. The function tournament_result_fault in matches.sql decides alike.

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
}

export const resultFaults = [
  'slot_count',
  'vacant_slot',
  'places',
  'game_places',
  'too_many_games',
  'games_won',
  'games_sum',
  'not_best_of',
] as const;
export type ResultFault = (typeof resultFaults)[number];

export function resultFault({ isVacant, scoring, bestOf }: ResultRules, result: ReportedResult): ResultFault | null {
  const { scores, places, games = [] } = result;
  const lines = [{ scores, places }, ...games];
  const isWhole = (list: readonly unknown[] | undefined) => list === undefined || list.length === isVacant.length;
  if (!lines.every((line) => isWhole(line.scores) && isWhole(line.places))) return 'slot_count';
  if (lines.some((line) => isVacant.some((vacant, slot) => vacant && isTaken(line, slot)))) return 'vacant_slot';
  if (!arePlacesRight(scoring, isVacant, result)) return 'places';
  if (!games.every((game) => game.places === undefined || (scoring === 'lobby' && isRanking(game.places))))
    return 'game_places';
  if (bestOf !== null && games.length > bestOf) return 'too_many_games';
  if (scoring === 'lobby') return null;
  const counted = scores.map((_, slot) => countGames(games, slot, scoring));
  if (games.length > 0 && !isSame(counted, scores)) return scoring === 'sum' ? 'games_sum' : 'games_won';
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

function arePlacesRight(scoring: Scoring, isVacant: readonly boolean[], { scores, places }: ReportedResult): boolean {
  if (places === undefined) return true;
  return scoring === 'lobby' ? isRanking(places) : isSame(places, placesOf(scores, isVacant));
}

/** Each place counts the better ones, and somebody is first. */
function isRanking(places: readonly (number | null)[]): boolean {
  const given = places.filter((place) => place !== null);
  return given.includes(1) && given.every((place) => place === 1 + given.filter((other) => other < place).length);
}

function countGames(games: readonly Game[], slot: number, scoring: Scoring): number {
  const own = games.map(({ scores }) => [scores[slot] ?? 0, scores[1 - slot] ?? 0] as const);
  if (scoring === 'sum') return own.reduce((total, [score]) => total + score, 0);
  return own.filter(([score, other]) => score > other).length;
}

/** The winner has more than half of N. With all N games given fewer are enough, since games may be drawn. */
function isBestOf(bestOf: number, scores: readonly number[], gameCount: number): boolean {
  const [high, low] = [Math.max(...scores), Math.min(...scores)];
  if (high * 2 === bestOf + 1) return low < high;
  return high * 2 <= bestOf && (low === high || gameCount === bestOf);
}
