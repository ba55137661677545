import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  pairRounds,
  type RoundRobinSettings,
  roundRobinDefaults,
} from '../../../src/tournaments/stages/formats/round-robin.ts';
import {
  doubleForfeit,
  type MatchPlan,
  type MatchResult,
  resultOfForfeit,
  resultOfScores,
} from '../../../src/tournaments/stages/match.ts';
import { roundRobin } from '../../../src/tournaments/stages/standings/points-formats.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { betterSeedWins, type Decide, entrantsUpTo, playStage } from './play-stage.ts';

const numRuns = caseCount({ usual: 40, nightly: 1000 });
const entrantCounts = fc.integer({ min: 2, max: 32 });
const legCounts = fc.integer({ min: 1, max: 4 });
const withLegs = (legs: number): RoundRobinSettings => ({ ...roundRobinDefaults, legs });

const seedsOf = ({ slots }: MatchPlan) => slots.map((slot) => (slot.kind === 'seed' ? slot.seed : 0));

describe('a round robin', () => {
  it('lets everyone meet everyone exactly once per leg', () => {
    fc.assert(
      fc.property(entrantCounts, legCounts, (count, legs) => {
        const matches = roundRobin.build(count, withLegs(legs));
        expect(matches).toHaveLength((legs * count * (count - 1)) / 2);
        const meetings = Map.groupBy(matches, (match) =>
          seedsOf(match)
            .toSorted((a, b) => a - b)
            .join(),
        );
        expect(meetings.size).toBe((count * (count - 1)) / 2);
        for (const held of meetings.values()) expect(held).toHaveLength(legs);
      }),
      { numRuns },
    );
  });

  it('has no entrant twice in a round, and a round less with an even number', () => {
    fc.assert(
      fc.property(entrantCounts, legCounts, (count, legs) => {
        const rounds = Map.groupBy(roundRobin.build(count, withLegs(legs)), ({ key }) => key.round);
        expect([...rounds.keys()]).toEqual(entrantsUpTo(legs * (count % 2 === 0 ? count - 1 : count)));
        for (const matches of rounds.values()) {
          const playing = matches.flatMap(seedsOf);
          expect(new Set(playing).size).toBe(playing.length);
          expect(matches).toHaveLength(Math.floor(count / 2));
        }
      }),
      { numRuns },
    );
  });

  it('gives every match a key of its own', () => {
    fc.assert(
      fc.property(entrantCounts, legCounts, (count, legs) => {
        const matches = roundRobin.build(count, withLegs(legs));
        expect(new Set(matches.map(({ key }) => JSON.stringify(key))).size).toBe(matches.length);
      }),
      { numRuns },
    );
  });

  it('lets home and away differ by at most one in a leg, and not at all after two', () => {
    fc.assert(
      fc.property(entrantCounts, (count) => {
        const differences = (legs: number) => {
          const matches = roundRobin.build(count, withLegs(legs)).map(seedsOf);
          const times = (seed: number, slot: number) => matches.filter((seeds) => seeds[slot] === seed).length;
          return entrantsUpTo(count).map((seed) => Math.abs(times(seed, 0) - times(seed, 1)));
        };
        expect(Math.max(...differences(1))).toBeLessThanOrEqual(1);
        expect(Math.max(...differences(2))).toBe(0);
      }),
      { numRuns },
    );
  });

  it('follows the Berger table of six', () => {
    expect(pairRounds(6).map((round) => round.map((pair) => pair.join('-')).join(' '))).toEqual([
      '1-6 2-5 3-4',
      '6-4 5-3 1-2',
      '2-6 3-1 4-5',
      '6-5 1-4 2-3',
      '3-6 4-2 5-1',
    ]);
  });
});

describe('the ranking of a round robin', () => {
  /** Scores of the pairs, as `first-second`: the better seed is named first. */
  const rankOf = (entrantCount: number, scores: Record<string, MatchResult>, settings = withLegs(1)) => {
    const decide: Decide = (sides) => {
      const [first = 0, second = 0] = sides.toSorted((a, b) => a - b);
      const result = scores[`${first}-${second}`] ?? resultOfScores([0, 0]);
      if (sides[0] === first) return result;
      return { ...result, places: result.places.toReversed(), scores: result.scores?.toReversed() ?? null };
    };
    return roundRobin
      .rank(playStage(roundRobin, { entrantCount, settings }, decide))
      .map(({ entrant, rank, decidedBy }) => `${rank} ${entrant} ${decidedBy}`);
  };

  it('counts three points for a win and one for a draw, unless the stage says otherwise', () => {
    const scores = { '1-2': resultOfScores([0, 1]), '1-3': resultOfScores([1, 0]), '2-3': resultOfScores([0, 0]) };
    expect(rankOf(3, scores)).toEqual(['1 2 points', '2 1 points', '3 3 points']);
    const drawIsBest = { ...withLegs(1), points: { win: 1, draw: 5, loss: 0 } };
    expect(rankOf(3, scores, drawIsBest)).toEqual(['1 2 points', '2 3 points', '3 1 points']);
  });

  it('separates equal points by their own matches, then by score difference over all', () => {
    const beaten = { '1-2': resultOfScores([0, 1]), '1-3': resultOfScores([9, 0]), '1-4': resultOfScores([9, 0]) };
    const rest = { '2-3': resultOfScores([0, 1]), '2-4': resultOfScores([1, 0]), '3-4': resultOfScores([0, 1]) };
    expect(rankOf(4, { ...beaten, ...rest })).toEqual([
      '1 2 direct_encounter',
      '2 1 direct_encounter',
      '3 4 direct_encounter',
      '4 3 direct_encounter',
    ]);
    const circle = { '1-2': resultOfScores([1, 0]), '2-3': resultOfScores([2, 0]), '1-3': resultOfScores([0, 1]) };
    expect(rankOf(3, circle)).toEqual(['1 2 score_difference', '2 1 score_difference', '3 3 score_difference']);
  });

  it('shares the rank of entrants that no rule separates', () => {
    expect(rankOf(3, {})).toEqual(['1 1 points', '1 2 points', '1 3 points']);
    const circle = { '1-2': resultOfScores([1, 0]), '2-3': resultOfScores([1, 0]), '1-3': resultOfScores([0, 1]) };
    const againstLast = Object.fromEntries([1, 2, 3].map((seed) => [`${seed}-4`, resultOfScores([1, 0])]));
    expect(rankOf(4, { ...circle, ...againstLast })).toEqual(['1 1 points', '1 2 points', '1 3 points', '4 4 points']);
  });

  it('looks again at the matches among those who are still tied', () => {
    const [win, loss] = [resultOfScores([1, 0]), resultOfScores([0, 1])];
    // 1 to 4 have nine points. Against each other, 1 and 2 have six, 3 and 4 have three; 2 beat 1, and 4 beat 3.
    const scores = {
      ...{ '1-2': loss, '1-3': win, '1-4': win, '2-3': loss, '2-4': win, '3-4': loss },
      ...{ '1-5': loss, '2-5': loss, '3-5': win, '4-5': win, '5-6': loss },
      // By the difference of all scores 1 and 3 would be better.
      ...{ '1-6': resultOfScores([9, 0]), '2-6': win, '3-6': resultOfScores([9, 0]), '4-6': win },
    };
    expect(rankOf(6, scores)).toEqual([
      '1 2 direct_encounter',
      '2 1 direct_encounter',
      '3 4 direct_encounter',
      '4 3 direct_encounter',
      '5 5 points',
      '6 6 points',
    ]);
  });

  it('gives a forfeit to the one who came, and nothing to either side of a double forfeit', () => {
    const scores = { '1-2': resultOfForfeit(0), '1-3': doubleForfeit, '2-3': resultOfScores([0, 0]) };
    expect(rankOf(3, scores)).toEqual(['1 2 points', '2 3 points', '3 1 points']);
  });

  it('lists every entrant once, best points first, whatever the results', () => {
    const results = [
      resultOfScores([1, 0]),
      resultOfScores([0, 3]),
      resultOfScores([2, 2]),
      resultOfForfeit(1),
      doubleForfeit,
    ];
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 12 }), fc.array(fc.nat({ max: 4 }), { minLength: 1 }), (count, draws) => {
        let index = 0;
        const decide: Decide = () => {
          index += 1;
          return results[draws[index % draws.length] ?? 0] ?? doubleForfeit;
        };
        const placements = roundRobin.rank(
          playStage(roundRobin, { entrantCount: count, settings: withLegs(2) }, decide),
        );
        expect(placements.map(({ entrant }) => entrant).sort((a, b) => a - b)).toEqual(entrantsUpTo(count));
        for (const { rank } of placements)
          expect(placements.filter((other) => other.rank < rank)).toHaveLength(rank - 1);
      }),
      { numRuns },
    );
  });

  it('is by seed when the better seed always wins', () => {
    const state = playStage(roundRobin, { entrantCount: 7, settings: withLegs(1) }, betterSeedWins);
    expect(roundRobin.rank(state).map(({ entrant, rank }) => [entrant, rank])).toEqual(
      entrantsUpTo(7).map((seed) => [seed, seed]),
    );
  });
});
