// Which function measures which tie-break, and whether less is better. Direct encounters are not here: they depend on who is tied.

import { measureAverageBuchholz, measureBuchholz, measureSonnebornBerger } from './buchholz.ts';
import { measureCompletion } from './completion.ts';
import { measureLots, measureRating, measureSeed } from './last-resorts.ts';
import type { MeasureRule } from './measure.ts';
import { measureDifficulty, measureOpponentMatchWin } from './opponents.ts';
import * as own from './own-record.ts';
import * as ratings from './ratings.ts';
import type { TieBreak, TieBreakName } from './tie-break.ts';

export type EncounterName = 'direct_encounter' | 'head_to_head_games';

export const measureRules: Readonly<Record<Exclude<TieBreakName, EncounterName>, MeasureRule>> = {
  points: own.measurePoints,
  buchholz: measureBuchholz,
  average_opponent_buchholz: measureAverageBuchholz,
  fore_buchholz: measureBuchholz,
  sonneborn_berger: measureSonnebornBerger,
  koya: own.measureKoya,
  progressive: own.measureProgressive,
  wins: own.measureWins,
  wins_played: own.measureWinsPlayed,
  games_second_side: own.measureSecondSideGames,
  wins_second_side: own.measureSecondSideWins,
  rounds_elected: own.measureRoundsElected,
  standard_points: own.measureStandardPoints,
  opponent_match_win: measureOpponentMatchWin,
  difficulty: measureDifficulty,
  score_difference: own.measureScoreDifference,
  score_for: own.measureScoreFor,
  seed: measureSeed,
  average_rating: ratings.measureAverageRating,
  performance: ratings.measurePerformance,
  perfect_performance: ratings.measurePerfectPerformance,
  opponent_performance: ratings.measureOpponentPerformance,
  opponent_perfect_performance: ratings.measureOpponentPerfectPerformance,
  rating: measureRating,
  earliest_completion: measureCompletion,
  lots: measureLots,
};

const lessIsBetter: ReadonlySet<TieBreakName> = new Set(['seed', 'earliest_completion', 'lots']);

export function isLessBetter({ name, isReversed }: TieBreak): boolean {
  return lessIsBetter.has(name) !== isReversed;
}
