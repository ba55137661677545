// The bracket of a double elimination, from its first round to the grand final and its reset.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bracketGroups,
  type DoubleEliminationSettings,
  doubleElimination,
  grandFinals,
} from '../../../src/tournaments/stages/formats/double-elimination.ts';
import { roundCount } from '../../../src/tournaments/stages/formats/single-elimination.ts';
import { loserOf, resultOfScores, winnerOf } from '../../../src/tournaments/stages/match.ts';
import { completeMatch, openStage } from '../../../src/tournaments/stages/stage-play.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { expectPlayed, expectRanked } from './expect-stage.ts';
import { betterSeedWins, type Decide, entrantsUpTo, playStage, readyMatches, sidesOf } from './play-stage.ts';
import { drawResults, draws, eliminationResults, playedResults } from './random-results.ts';

const numRuns = caseCount({ usual: 40, nightly: 2000 });
const entrantCounts = fc.integer({ min: 2, max: 70 });
const settings: fc.Arbitrary<DoubleEliminationSettings> = fc.record({ grandFinal: fc.constantFrom(...grandFinals) });
const simple: DoubleEliminationSettings = { grandFinal: 'simple' };
const reset: DoubleEliminationSettings = { grandFinal: 'reset' };

describe('a double elimination', () => {
  it('has 2N − 2 matches with a grand final, one fewer without, one more with a reset', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 4096 }), settings, (count, chosen) => {
        const expected = chosen.grandFinal === 'none' ? 2 * count - 3 : 2 * count - 2;
        expect(doubleElimination.build(count, chosen)).toHaveLength(expected);
      }),
      { numRuns },
    );
    const upset: Decide = (_, { key }) => resultOfScores(key.group === bracketGroups.grandFinal ? [0, 1] : [1, 0]);
    expect(playStage(doubleElimination, { entrantCount: 11, settings: reset }, upset).matches).toHaveLength(21);
    expect(playStage(doubleElimination, { entrantCount: 11, settings: simple }, upset).matches).toHaveLength(20);
  });

  it('ends with a winner who lost at most once, and everybody else has lost twice', () => {
    fc.assert(
      fc.property(entrantCounts, draws, (entrantCount, order) => {
        const { matches } = playStage(
          doubleElimination,
          { entrantCount, settings: reset },
          drawResults(order, playedResults),
        );
        const losses = Map.groupBy(matches.map(loserOf), (loser) => loser);
        const counts = entrantsUpTo(entrantCount).map((entrant) => losses.get(entrant)?.length ?? 0);
        expect(counts.filter((count) => count === 2)).toHaveLength(entrantCount - 1);
        expect(counts.filter((count) => count < 2)).toHaveLength(1);
      }),
      { numRuns },
    );
  });

  it('plays the grand final again only if the champion of the losers’ bracket wins the first', () => {
    fc.assert(
      fc.property(entrantCounts, draws, (entrantCount, order) => {
        const decide = drawResults(order, playedResults);
        const { matches } = playStage(doubleElimination, { entrantCount, settings: reset }, decide);
        const [first, second] = matches.filter(({ key }) => key.group === bracketGroups.grandFinal);
        expect(second !== undefined).toBe(first !== undefined && winnerOf(first) === first.slots[1]?.entrant);
        if (second !== undefined) expect(sidesOf(second)).toEqual(first && sidesOf(first));
      }),
      { numRuns },
    );
  });

  it('creates the reset once, also when the first grand final is completed again', () => {
    const stage = openStage(doubleElimination, 2, reset);
    const [final] = readyMatches(stage);
    if (!final) throw new Error('no match');
    const played = completeMatch(doubleElimination, stage, final.key, resultOfScores([1, 0]));
    const [grandFinal] = readyMatches(played);
    if (!grandFinal) throw new Error('no grand final');
    const over = completeMatch(doubleElimination, played, grandFinal.key, resultOfScores([0, 1]));
    const completed = over.matches.find(({ key }) => key.group === bracketGroups.grandFinal && key.round === 1);
    expect(over.matches).toHaveLength(3);
    expect(completed && doubleElimination.advance(over, completed).created).toEqual([]);
  });

  it('lets nobody play twice in a round, gives every slot an entrant or a reason, and is never stuck', () => {
    fc.assert(
      fc.property(entrantCounts, settings, draws, (entrantCount, chosen, order) => {
        const decide = drawResults(order, eliminationResults);
        const state = playStage(doubleElimination, { entrantCount, settings: chosen }, decide);
        expectPlayed(state);
        expectRanked(doubleElimination.rank(state), entrantCount, true);
      }),
      { numRuns },
    );
  });

  it('gives byes to the best seeds, and lets the two best seeds meet only in the last winners’ round', () => {
    fc.assert(
      fc.property(entrantCounts, (entrantCount) => {
        const state = playStage(doubleElimination, { entrantCount, settings: simple }, betterSeedWins);
        const rounds = roundCount(entrantCount);
        const winners = state.matches.filter(({ key }) => key.group === bracketGroups.winners);
        const inFirst = winners.filter(({ key }) => key.round === 1).flatMap(sidesOf);
        const byes = 2 ** rounds - entrantCount;
        expect(inFirst.toSorted((left, right) => left - right)).toEqual(entrantsUpTo(entrantCount).slice(byes));
        expect(winners.find((match) => loserOf(match) === 2)?.key.round).toBe(rounds);
        expect(
          doubleElimination
            .rank(state)
            .slice(0, 2)
            .map(({ entrant }) => entrant),
        ).toEqual([1, 2]);
      }),
      { numRuns },
    );
  });

  it('ranks everybody once; who lasted longer in the losers’ bracket is better, and losers of one round share a rank', () => {
    const ranks = (entrantCount: number, chosen = simple) =>
      doubleElimination
        .rank(playStage(doubleElimination, { entrantCount, settings: chosen }, betterSeedWins))
        .map(({ rank }) => rank);
    expect(ranks(8)).toEqual([1, 2, 3, 4, 5, 5, 7, 7]);
    expect(ranks(8, { grandFinal: 'none' })).toEqual([1, 2, 3, 4, 5, 5, 7, 7]);
    expect(ranks(6)).toEqual([1, 2, 3, 4, 5, 5]);
    expect([ranks(2), ranks(3), ranks(2, { grandFinal: 'none' })]).toEqual([
      [1, 2],
      [1, 2, 3],
      [1, 2],
    ]);
    fc.assert(
      fc.property(entrantCounts, settings, draws, (entrantCount, chosen, order) => {
        const decide = drawResults(order, playedResults);
        const placements = doubleElimination.rank(
          playStage(doubleElimination, { entrantCount, settings: chosen }, decide),
        );
        expectRanked(placements, entrantCount);
      }),
      { numRuns },
    );
  });

  it('has nobody at rank 1 after a double forfeit in the grand final, and still ranks everybody once', () => {
    const decide: Decide = (sides, match) =>
      match.key.group === bracketGroups.grandFinal
        ? { outcome: 'double_forfeit', places: [null, null], scores: null }
        : betterSeedWins(sides, match);
    const placements = doubleElimination.rank(
      playStage(doubleElimination, { entrantCount: 4, settings: reset }, decide),
    );
    expect(placements.map(({ entrant, rank }) => [entrant, rank])).toEqual([
      [1, 2],
      [2, 2],
      [3, 3],
      [4, 4],
    ]);
  });

  it('ranks both sides of a double forfeit in round 1 as losers of the first losers’ round', () => {
    const decide: Decide = (sides, match) =>
      sides.includes(1)
        ? { outcome: 'double_forfeit', places: [null, null], scores: null }
        : betterSeedWins(sides, match);
    const placements = doubleElimination.rank(
      playStage(doubleElimination, { entrantCount: 8, settings: simple }, decide),
    );
    expect(placements.slice(-3).map(({ entrant, rank }) => [entrant, rank])).toEqual([
      [1, 7],
      [7, 7],
      [8, 7],
    ]);
  });

  it('an entrant who forfeits everything forfeits one match in each bracket, and the opponents go on', () => {
    const decide: Decide = (sides, match) =>
      sides.includes(1)
        ? { outcome: 'forfeit', places: sides.map((side) => (side === 1 ? 2 : 1)), scores: null }
        : betterSeedWins(sides, match);
    const { matches } = playStage(doubleElimination, { entrantCount: 8, settings: simple }, decide);
    const own = matches.filter((match) => sidesOf(match).includes(1));
    expect(own.map(({ key, result }) => [key.group, key.round, result?.outcome])).toEqual([
      [1, 1, 'forfeit'],
      [2, 1, 'forfeit'],
    ]);
  });
});
