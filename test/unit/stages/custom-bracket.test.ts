import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DomainError } from '../../../src/core/errors.ts';
import { type CustomBracketSettings, customBracket } from '../../../src/tournaments/stages/formats/custom-bracket.ts';
import { doubleElimination } from '../../../src/tournaments/stages/formats/double-elimination.ts';
import {
  doubleForfeit,
  type MatchKey,
  type MatchPlan,
  type SlotSource,
} from '../../../src/tournaments/stages/match.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { expectPlayed, expectRanked } from './expect-stage.ts';
import { betterSeedWins, type Decide, playStage } from './play-stage.ts';
import { drawResults, draws, eliminationResults } from './random-results.ts';

const at = (round: number, position = 0): MatchKey => ({ group: 1, round, position });
const seed = (number: number): SlotSource => ({ kind: 'seed', seed: number });
const winner = (round: number, position = 0): SlotSource => ({ kind: 'winner', of: at(round, position) });
const loser = (round: number, position = 0): SlotSource => ({ kind: 'loser', of: at(round, position) });

/** The page playoff of four: 1 meets 2, 3 meets 4; who loses the first meets who wins the second, for a place in the final. */
const page: CustomBracketSettings = {
  matches: [
    { key: at(1, 0), slots: [seed(1), seed(2)] },
    { key: at(1, 1), slots: [seed(3), seed(4)] },
    { key: at(2), slots: [loser(1, 0), winner(1, 1)] },
    { key: at(3), slots: [winner(1, 0), winner(2)] },
  ],
  places: [[winner(3)], [loser(3)], [loser(2)], [loser(1, 1)]],
};

function refusalOf(change: Partial<CustomBracketSettings>, entrantCount = 4): unknown {
  try {
    customBracket.build(entrantCount, { ...page, ...change });
  } catch (error) {
    return error instanceof DomainError ? [error.code, error.facts.reason] : error;
  }
  return null;
}

const changed = (index: number, slots: SlotSource[]): Pick<CustomBracketSettings, 'matches'> => ({
  matches: page.matches.map((match, other) => (other === index ? { ...match, slots } : match)),
});

/** A double elimination as if somebody had drawn it. */
function drawn(entrantCount: number): CustomBracketSettings {
  const matches = doubleElimination.build(entrantCount, { grandFinal: 'simple' });
  const text = (source: SlotSource) => JSON.stringify(source);
  const used = new Set(matches.flatMap(({ slots }) => slots.map(text)));
  const outcomes = matches.flatMap(({ key }: MatchPlan): SlotSource[] => [
    { kind: 'loser', of: key },
    { kind: 'winner', of: key },
  ]);
  return {
    matches,
    places: outcomes
      .filter((source) => !used.has(text(source)))
      .reverse()
      .map((source) => [source]),
  };
}

describe('a custom bracket', () => {
  it('is played as it is drawn, and ranks by the places', () => {
    const state = playStage(customBracket, { entrantCount: 4, settings: page }, betterSeedWins);
    expectPlayed(state);
    expect(customBracket.rank(state).map(({ entrant, rank }) => [entrant, rank])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 4],
    ]);
  });

  it('counts all who share a place before it gives the next rank', () => {
    const ranks = (places: CustomBracketSettings['places'], decide = betterSeedWins) => {
      const state = playStage(customBracket, { entrantCount: 4, settings: { ...page, places } }, decide);
      return customBracket.rank(state).map(({ rank }) => rank);
    };
    expect(ranks([[winner(3)], [loser(3)], [loser(2), loser(1, 1)]])).toEqual([1, 2, 3, 3]);
    expect(ranks([[winner(3), loser(3)], [loser(2)], [loser(1, 1)]])).toEqual([1, 1, 3, 4]);
    // 3 and 4 forfeit both, so that nobody loses match 2.1.
    const forfeited: Decide = (sides, match) => (sides.includes(3) ? doubleForfeit : betterSeedWins(sides, match));
    expect(ranks([[winner(3), loser(2)], [loser(3)], [loser(1, 1)]], forfeited)).toEqual([1, 3, 4, 4]);
    expect(ranks([[winner(3)], [loser(1, 1)], [loser(3)], [loser(2)]], forfeited)).toEqual([1, 2, 2, 4]);
  });

  it.each<[string, Partial<CustomBracketSettings>, string]>([
    ['without matches', { matches: [] }, 'a bracket has 1 to 512 matches'],
    [
      'with two matches of one key',
      { matches: [...page.matches, { key: at(3), slots: [] }] },
      'two matches have the same group, round and position',
    ],
    ['with a match of one', changed(0, [seed(1)]), 'match 1.1 has 1 slots instead of 2'],
    ['with an unknown seed', changed(0, [seed(1), seed(5)]), 'the seed 5 does not exist'],
    ['with an unknown match', changed(0, [seed(1), winner(7)]), 'the winner of 7.1 does not exist'],
    ['with one seed in two slots', changed(0, [seed(1), seed(3)]), 'the seed 3 goes to two slots or places'],
    [
      'with a loser in two places',
      { places: [...page.places, [loser(2)]] },
      'the loser of 2.1 goes to two slots or places',
    ],
    ['with a winner who goes nowhere', { places: page.places.slice(1) }, 'the winner of 3.1 goes nowhere'],
    [
      'with a cycle',
      {
        matches: [
          { key: at(1, 0), slots: [seed(1), seed(2)] },
          { key: at(1, 1), slots: [seed(3), winner(3)] },
          { key: at(2), slots: [loser(1, 0), winner(1, 1)] },
          { key: at(3), slots: [seed(4), winner(2)] },
        ],
        places: [[winner(1, 0)], [loser(3)], [loser(2)], [loser(1, 1)]],
      },
      'match 1.2 waits for itself',
    ],
  ])('%s is refused, naming the fault', (_, change, reason) => {
    expect(refusalOf(change)).toEqual(['invalid_request', reason]);
  });

  it('with places of a match of two, or with a seed that does not play, is refused', () => {
    expect(refusalOf(changed(0, [seed(1), { kind: 'place', of: at(2), place: 1 }]))).toEqual([
      'invalid_request',
      'a match of two has a winner and a loser, no places',
    ]);
    expect(refusalOf({}, 5)).toEqual(['invalid_request', 'the seed 5 goes nowhere']);
  });

  it('can hold every double elimination; it is never stuck and ranks everybody once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40 }), draws, (entrantCount, order) => {
        const chosen = { entrantCount, settings: drawn(entrantCount) };
        const state = playStage(customBracket, chosen, drawResults(order, eliminationResults));
        expectPlayed(state);
        expectRanked(customBracket.rank(state), entrantCount, true);
      }),
      { numRuns: caseCount({ usual: 40, nightly: 1000 }) },
    );
  });
});
