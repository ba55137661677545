import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  roundCount,
  type SingleEliminationSettings,
  singleElimination,
} from '../../../src/tournaments/stages/formats/single-elimination.ts';
import {
  doubleForfeit,
  loserOf,
  type MatchResult,
  resultOfForfeit,
  resultOfScores,
} from '../../../src/tournaments/stages/match.ts';
import { openStage } from '../../../src/tournaments/stages/stage-play.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { betterSeedWins, type Decide, entrantsUpTo, playStage } from './play-stage.ts';

const numRuns = caseCount({ usual: 60, nightly: 2000 });
const entrantCounts = fc.integer({ min: 2, max: 130 });
const settings = fc.record({ thirdPlaceMatch: fc.boolean() });
const plain: SingleEliminationSettings = { thirdPlaceMatch: false };
const withThird: SingleEliminationSettings = { thirdPlaceMatch: true };

/** Any result that an elimination allows, drawn again and again from `draws`. */
function randomResults(draws: readonly number[]): Decide {
  const results: readonly MatchResult[] = [
    resultOfScores([2, 0]),
    resultOfScores([0, 1]),
    resultOfForfeit(0),
    resultOfForfeit(1),
    doubleForfeit,
  ];
  let index = 0;
  return () => {
    index += 1;
    return results[(draws[index % draws.length] ?? 0) % results.length] ?? doubleForfeit;
  };
}
const draws = fc.array(fc.nat(), { minLength: 1, maxLength: 40 });

describe('a single elimination', () => {
  it('has one match fewer than entrants, and one more with a match for third place', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 4096 }), settings, (count, chosen) => {
        const extra = chosen.thirdPlaceMatch && count >= 4 ? 1 : 0;
        expect(singleElimination.build(count, chosen)).toHaveLength(count - 1 + extra);
      }),
      { numRuns },
    );
  });

  it('ends with one entrant who never lost; every other entrant loses exactly once', () => {
    fc.assert(
      fc.property(entrantCounts, draws, (entrantCount, order) => {
        let index = 0;
        const upset: Decide = () => {
          index += 1;
          return resultOfScores((order[index % order.length] ?? 0) % 2 === 0 ? [1, 0] : [0, 1]);
        };
        const { matches } = playStage(singleElimination, { entrantCount, settings: plain }, upset);
        const losers = matches.map(loserOf);
        expect(new Set(losers).size).toBe(entrantCount - 1);
        expect(losers).not.toContain(null);
      }),
      { numRuns },
    );
  });

  it('lets the two best seeds meet only in the final, and the best four not before the semi-finals', () => {
    fc.assert(
      fc.property(entrantCounts, (entrantCount) => {
        const { matches } = playStage(singleElimination, { entrantCount, settings: plain }, betterSeedWins);
        const roundOf = (seed: number) => matches.find((match) => loserOf(match) === seed)?.key.round;
        expect(roundOf(2)).toBe(roundCount(entrantCount));
        if (entrantCount >= 4) expect([roundOf(3), roundOf(4)]).toEqual(Array(2).fill(roundCount(entrantCount) - 1));
      }),
      { numRuns },
    );
  });

  it('gives the byes to the best seeds', () => {
    fc.assert(
      fc.property(entrantCounts, (count) => {
        const byes = 2 ** roundCount(count) - count;
        const first = singleElimination.build(count, plain).filter(({ key }) => key.round === 1);
        const playing = new Set(
          first.flatMap(({ slots }) => slots.map((slot) => (slot.kind === 'seed' ? slot.seed : 0))),
        );
        for (let seed = 1; seed <= count; seed += 1) expect(playing.has(seed)).toBe(seed > byes);
      }),
      { numRuns },
    );
  });

  it('comes to an end with any forfeits: every slot has an entrant or the reason why it is empty', () => {
    fc.assert(
      fc.property(entrantCounts, settings, draws, fc.nat(), (entrantCount, chosen, order, first) => {
        const { matches } = playStage(
          singleElimination,
          { entrantCount, settings: chosen },
          randomResults(order),
          (ready) => ready[first % Math.max(1, ready.length)],
        );
        for (const { slots, result } of matches) {
          expect(result).not.toBeNull();
          for (const { entrant, vacancy } of slots) expect((entrant === null) === (vacancy !== null)).toBe(true);
        }
      }),
      { numRuns },
    );
  });

  it('gives a win without a match to the opponent of nobody', () => {
    const state = playStage(singleElimination, { entrantCount: 4, settings: withThird }, (_, { key }) =>
      key.round === 1 && key.position === 0 ? doubleForfeit : resultOfScores([1, 0]),
    );
    const final = state.matches.find(({ key }) => key.round === 2 && key.position === 0);
    expect(final?.slots[0]).toMatchObject({ entrant: null, vacancy: 'double_forfeit' });
    expect(final?.result).toEqual({ outcome: 'walkover', places: [null, 1], scores: null });
  });

  it('knows no draws', () => {
    expect(singleElimination.allowsDraws(plain)).toBe(false);
  });
});

describe('the ranking of a single elimination', () => {
  const ranksOf = (entrantCount: number, chosen: SingleEliminationSettings, decide: Decide = betterSeedWins) =>
    singleElimination
      .rank(playStage(singleElimination, { entrantCount, settings: chosen }, decide))
      .map(({ rank }) => rank);

  it('of eight is 1, 2, 3, 4, 5, 5, 5, 5 with a match for third place, and 1, 2, 3, 3, 5, 5, 5, 5 without', () => {
    expect(ranksOf(8, withThird)).toEqual([1, 2, 3, 4, 5, 5, 5, 5]);
    expect(ranksOf(8, plain)).toEqual([1, 2, 3, 3, 5, 5, 5, 5]);
  });

  it('lists every entrant once; after a shared rank the next one counts all entrants before it', () => {
    fc.assert(
      fc.property(entrantCounts, settings, (entrantCount, chosen) => {
        const state = playStage(singleElimination, { entrantCount, settings: chosen }, betterSeedWins);
        const placements = singleElimination.rank(state);
        expect(placements.map(({ entrant }) => entrant).sort((a, b) => a - b)).toEqual(entrantsUpTo(entrantCount));
        for (const { rank } of placements)
          expect(placements.filter((other) => other.rank < rank)).toHaveLength(rank - 1);
      }),
      { numRuns },
    );
  });

  it('lists every entrant once with any forfeits, and never more entrants on better ranks than there are', () => {
    fc.assert(
      fc.property(entrantCounts, settings, draws, (entrantCount, chosen, order) => {
        const state = playStage(singleElimination, { entrantCount, settings: chosen }, randomResults(order));
        const placements = singleElimination.rank(state);
        expect(placements.map(({ entrant }) => entrant).sort((a, b) => a - b)).toEqual(entrantsUpTo(entrantCount));
        for (const { rank } of placements)
          expect(placements.filter((other) => other.rank < rank).length).toBeLessThan(rank);
      }),
      { numRuns },
    );
  });

  it('leaves the first rank empty when both finalists forfeit', () => {
    const decide: Decide = (_, { key }) => (key.round === 2 ? doubleForfeit : resultOfScores([1, 0]));
    expect(ranksOf(4, plain, decide)).toEqual([2, 2, 3, 3]);
  });

  it('puts two semi-finalists who both forfeit behind the match for third place', () => {
    const decide: Decide = (_, { key }) => (key.position === 0 ? doubleForfeit : resultOfScores([1, 0]));
    expect(ranksOf(4, withThird, decide)).toEqual([1, 3, 4, 4]);
  });

  it('is not made before every match is completed', () => {
    expect(() => singleElimination.rank(openStage(singleElimination, 4, plain))).toThrow('every match is completed');
  });
});
