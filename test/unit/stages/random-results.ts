// Random results of matches of two, drawn again and again from a list of numbers.

import fc from 'fast-check';
import {
  doubleForfeit,
  type MatchResult,
  resultOfForfeit,
  resultOfScores,
} from '../../../src/tournaments/stages/match.ts';
import type { Decide } from './play-stage.ts';

export const draws = fc.array(fc.nat(), { minLength: 1, maxLength: 40 });

/** Somebody wins each match. */
export const playedResults: readonly MatchResult[] = [resultOfScores([2, 0]), resultOfScores([0, 1])];

/** Any result that an elimination allows. */
export const eliminationResults: readonly MatchResult[] = [
  ...playedResults,
  resultOfForfeit(0),
  resultOfForfeit(1),
  doubleForfeit,
];

export function drawResults(order: readonly number[], results: readonly MatchResult[]): Decide {
  let index = 0;
  return () => {
    index += 1;
    return results[(order[index % order.length] ?? 0) % results.length] ?? doubleForfeit;
  };
}
