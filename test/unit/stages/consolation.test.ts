import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  consolationElimination,
  consolationGroup,
  consolationNames,
} from '../../../src/tournaments/stages/formats/consolation.ts';
import { roundCount } from '../../../src/tournaments/stages/formats/single-elimination.ts';
import { sourceLabel } from '../../../src/tournaments/stages/slot-label.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { expectPlayed, expectRanked } from './expect-stage.ts';
import { betterSeedWins, playStage, sidesOf } from './play-stage.ts';
import { drawResults, draws, eliminationResults, playedResults } from './random-results.ts';

const numRuns = caseCount({ usual: 60, nightly: 2000 });
const entrantCounts = fc.integer({ min: 2, max: 70 });
const plain = { thirdPlaceMatch: false };

describe('a single elimination with consolation', () => {
  it('of 8 gives the losers of round 1 a bracket of their own', () => {
    const matches = consolationElimination.build(8, plain).filter(({ key }) => key.group === consolationGroup);
    expect(matches.map(({ slots }) => slots.map((slot) => sourceLabel(slot, consolationNames)))).toEqual([
      ['loser of main 1.1', 'loser of main 1.2'],
      ['loser of main 1.3', 'loser of main 1.4'],
      ['winner of consolation 1.1', 'winner of consolation 1.2'],
    ]);
  });

  it('takes in losers of round 2 if both sides had a bye there', () => {
    // Of 9, only 8 and 9 play in round 1, and the winner meets 1.
    const matches = consolationElimination.build(9, plain).filter(({ key }) => key.group === consolationGroup);
    expect(matches.map(({ slots }) => slots.map((slot) => sourceLabel(slot, consolationNames)))).toEqual([
      ['loser of main 1.2', 'loser of main 2.2'],
      ['loser of main 2.3', 'loser of main 2.4'],
      ['winner of consolation 2.1', 'winner of consolation 2.2'],
    ]);
  });

  it('has one consolation match fewer than entrants of the consolation, and fewer than 8,192 matches', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 4096 }), (count) => {
        const matches = consolationElimination.build(count, plain);
        const lines = matches.filter(({ key }) => key.group === consolationGroup);
        const losers = lines.flatMap(({ slots }) => slots.filter(({ kind }) => kind === 'loser'));
        expect(lines.length).toBe(Math.max(0, losers.length - 1));
        expect(matches.length).toBeLessThan(8192);
      }),
      { numRuns },
    );
  });

  it('gives everybody who loses in round 1 a second match, unless nobody else does', () => {
    fc.assert(
      fc.property(entrantCounts, draws, (entrantCount, order) => {
        const { matches } = playStage(
          consolationElimination,
          { entrantCount, settings: plain },
          drawResults(order, playedResults),
        );
        const first = matches.filter(({ key }) => key.group === 1 && key.round === 1).flatMap(sidesOf);
        const alone = matches.every(({ key }) => key.group !== consolationGroup);
        for (const entrant of first) {
          const own = matches.filter((match) => sidesOf(match).includes(entrant)).length;
          if (!alone) expect(own).toBeGreaterThanOrEqual(2);
        }
      }),
      { numRuns },
    );
  });

  it('ranks those who left in round 1 by how far they came in the consolation', () => {
    const ranks = (entrantCount: number, settings = plain) => {
      const state = playStage(consolationElimination, { entrantCount, settings }, betterSeedWins);
      return consolationElimination.rank(state).map(({ rank }) => rank);
    };
    expect(ranks(8)).toEqual([1, 2, 3, 3, 5, 6, 7, 7]);
    expect(ranks(8, { thirdPlaceMatch: true })).toEqual([1, 2, 3, 4, 5, 6, 7, 7]);
    expect(consolationElimination.build(4, { thirdPlaceMatch: true })).toHaveLength(4);
    expect(consolationElimination.build(4, plain)).toHaveLength(4);
    expect([ranks(4), ranks(4, { thirdPlaceMatch: true }), ranks(3), ranks(2)]).toEqual([
      [1, 2, 3, 4],
      [1, 2, 3, 4],
      [1, 2, 3],
      [1, 2],
    ]);
  });

  it('is never stuck, and ranks everybody once', () => {
    fc.assert(
      fc.property(entrantCounts, fc.boolean(), draws, (entrantCount, thirdPlaceMatch, order) => {
        const results = thirdPlaceMatch ? eliminationResults : playedResults;
        const chosen = { entrantCount, settings: { thirdPlaceMatch } };
        const state = playStage(consolationElimination, chosen, drawResults(order, results));
        expectPlayed(state);
        expectRanked(consolationElimination.rank(state), entrantCount, thirdPlaceMatch);
        expect(roundCount(entrantCount)).toBeGreaterThan(0);
      }),
      { numRuns },
    );
  });
});
