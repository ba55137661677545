import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundRobinDefaults } from '../../../src/tournaments/stages/formats/round-robin.ts';
import {
  doubleForfeit,
  type MatchResult,
  resultOfForfeit,
  resultOfScores,
  type StageMatch,
} from '../../../src/tournaments/stages/match.ts';
import { roundRobin } from '../../../src/tournaments/stages/standings/points-formats.ts';
import type { PointSystem } from '../../../src/tournaments/standings/results.ts';
import { eventOfStage } from '../../../src/tournaments/standings/stage-event.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { playStage } from '../stages/play-stage.ts';
import { drawResults, draws } from '../stages/random-results.ts';
import { rankByPoints } from './points-table.ts';

/** Three for a win, one for a draw; byes of a Swiss as wins. */
const points: PointSystem = {
  unitsPerPoint: 1,
  win: 3,
  draw: 1,
  loss: 0,
  forfeitWin: 3,
  forfeitLoss: 0,
  pairingBye: 3,
  fullBye: 3,
  halfBye: 1,
  zeroBye: 0,
};

const results: readonly MatchResult[] = [
  resultOfScores([1, 0]),
  resultOfScores([0, 2]),
  resultOfScores([1, 1]),
  resultOfScores([3, 1]),
  resultOfForfeit(0),
  resultOfForfeit(1),
  doubleForfeit,
];

describe('the matches of a stage as an event', () => {
  it('rank a round robin as an independent table does: direct encounter, score difference, wins', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 9 }),
        fc.integer({ min: 1, max: 3 }),
        draws,
        (entrantCount, legs, order) => {
          const settings = { ...roundRobinDefaults, legs };
          const state = playStage(roundRobin, { entrantCount, settings }, drawResults(order, results));
          const entrants = Array.from({ length: entrantCount }, (_, index) => index + 1);
          const expected = rankByPoints(entrants, state.matches, settings.points);
          expect(roundRobin.rank(state)).toEqual(expected);
        },
      ),
      { numRuns: caseCount({ usual: 150, nightly: 5000 }) },
    );
  });

  it('a match of one is a bye, a match without a result is open, and one whose sides are unknown is left out', () => {
    const match = (entrants: readonly (number | null)[], result: MatchResult | null = null): StageMatch => ({
      key: { group: 1, round: 1, position: entrants[0] ?? 9 },
      slots: entrants.map((entrant) => ({ source: { kind: 'seed', seed: entrant ?? 1 }, entrant, vacancy: null })),
      result,
    });
    const bye: MatchResult = { outcome: 'bye', places: [1], scores: null };
    const matches = [match([1, 2]), match([3], bye), match([null, null]), match([4, 5], resultOfScores([0, 0]))];
    expect(eventOfStage({ entrantCount: 5, matches }, { kind: 'swiss', points, roundCount: 1 }).rounds).toEqual([
      [
        { kind: 'open', a: '1', b: '2' },
        { kind: 'bye', entrant: '3', bye: 'pairing' },
        { kind: 'game', a: '4', b: '5', winner: 'draw', score: { a: 0, b: 0 } },
      ],
    ]);
  });
});
