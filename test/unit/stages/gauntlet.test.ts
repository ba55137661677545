import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gauntlet } from '../../../src/tournaments/stages/formats/gauntlet.ts';
import { loserOf } from '../../../src/tournaments/stages/match.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { expectPlayed, expectRanked } from './expect-stage.ts';
import { betterSeedWins, playStage, sidesOf } from './play-stage.ts';
import { drawResults, draws, eliminationResults, playedResults } from './random-results.ts';

const numRuns = caseCount({ usual: 60, nightly: 2000 });
const entrantCounts = fc.integer({ min: 2, max: 60 });

describe('a gauntlet', () => {
  it('has one match fewer than entrants, one a round; the worst two seeds begin and the best seed plays last', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 4096 }), (count) => {
        const matches = gauntlet.build(count, {});
        expect(matches.map(({ key }) => key.round)).toEqual(Array.from({ length: count - 1 }, (_, index) => index + 1));
        expect(matches[0]?.slots.map((slot) => slot.kind === 'seed' && slot.seed)).toEqual([count - 1, count]);
        expect(matches.at(-1)?.slots[0]).toEqual({ kind: 'seed', seed: 1 });
      }),
      { numRuns },
    );
  });

  it('everybody but the winner loses once, and who lost later is better', () => {
    fc.assert(
      fc.property(entrantCounts, draws, (entrantCount, order) => {
        const state = playStage(gauntlet, { entrantCount, settings: {} }, drawResults(order, playedResults));
        const losers = state.matches.map(loserOf);
        const [winner, ...others] = gauntlet.rank(state).map(({ entrant }) => entrant);
        expect(others).toEqual(losers.toReversed());
        expect(losers).not.toContain(winner);
      }),
      { numRuns },
    );
  });

  it('a seed that always wins plays once less for each better seed', () => {
    const { matches } = playStage(gauntlet, { entrantCount: 5, settings: {} }, betterSeedWins);
    expect(matches.map(sidesOf)).toEqual([
      [4, 5],
      [3, 4],
      [2, 3],
      [1, 2],
    ]);
  });

  it('is never stuck, and ranks everybody once, also after double forfeits', () => {
    fc.assert(
      fc.property(entrantCounts, draws, (entrantCount, order) => {
        const state = playStage(gauntlet, { entrantCount, settings: {} }, drawResults(order, eliminationResults));
        expectPlayed(state);
        expectRanked(gauntlet.rank(state), entrantCount, true);
      }),
      { numRuns },
    );
  });
});
