import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chessPoints,
  type PointSystem,
  type RoundResult,
  type StandingsInput,
} from '../../../src/tournaments/standings/results.ts';
import { readTieBreak, tieBreakText } from '../../../src/tournaments/standings/tie-break.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { rank, ranksOf } from './events.ts';
import { oracleFigure, oracleRanks } from './oracle.ts';

const footballPoints: PointSystem = {
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

const anyTieBreaks = ['DE', 'DE/P', 'SB', 'SB/C1', 'SB/P', 'WIN', 'WON', 'BPG', 'BWG', 'REP', 'PS', 'PS/C1'].concat([
  'STD',
  'KS',
  'KS/L80',
  'opponent_match_win',
  'difficulty',
  'score_difference',
  'head_to_head_games',
  'seed',
  'earliest_completion',
  'ARO',
  'ARO/C1',
  'RTNG',
  'RTNG/R',
]);
/** Figures that are no sums of the oracle's unit. */
const withoutFigure = ['seed', 'earliest_completion', 'ARO', 'ARO/C1', 'RTNG', 'RTNG/R'];
const swissTieBreaks = [
  ...anyTieBreaks,
  'BH',
  'BH/C1',
  'BH/C2',
  'BH/M1',
  'BH/M2',
  'BH/P',
  'BH/C1/P',
  'FB',
  'FB/C1',
  'AOB',
];

/** Entrants in a random order are paired from the top; odd ones out, and some pairs, get a bye, an absence or nothing. */
function aRound(ids: readonly string[]): fc.Arbitrary<RoundResult[]> {
  const outcomes = fc.array(fc.integer({ min: 0, max: 15 }), { minLength: ids.length, maxLength: ids.length });
  return fc.tuple(fc.shuffledSubarray([...ids], { minLength: ids.length }), outcomes).map(([order, codes]) => {
    const results: RoundResult[] = [];
    for (let index = 0; index < order.length; index += 2) {
      const [a, b] = [order[index], order[index + 1]];
      const code = codes[index] ?? 0;
      if (a === undefined) continue;
      if (b === undefined || code === 15) {
        const bye = (['pairing', 'full', 'half', 'zero'] as const)[codes[index + 1] ?? code];
        // Only a bye that pairing gives is over at a time.
        if (bye) results.push({ kind: 'bye', entrant: a, bye, ...(bye === 'pairing' ? { completedAtMs: code } : {}) });
      } else results.push(resultFor(a, b, code, codes[index + 1] ?? 0));
    }
    return results;
  });
}

/** Rounds overlap, and several matches are over at the same time. */
function resultFor(a: string, b: string, code: number, completedAtMs: number): RoundResult {
  if (code === 0) return { kind: 'open', a, b };
  if (code < 4) return { kind: 'forfeit', a, b, winner: ([null, 'a', 'b'] as const)[code - 1] ?? null, completedAtMs };
  const winner = (['a', 'b', 'draw'] as const)[code % 3] ?? 'draw';
  const lead = winner === 'draw' ? [1, 1] : winner === 'a' ? [2, code % 2] : [code % 2, 2];
  const score = { a: lead[0] ?? 0, b: lead[1] ?? 0 };
  return { kind: 'game', a, b, winner, first: code < 10 ? 'a' : 'b', score, completedAtMs };
}

const event: fc.Arbitrary<StandingsInput> = fc
  .record({
    kind: fc.constantFrom('swiss' as const, 'predetermined' as const),
    points: fc.constantFrom(chessPoints, footballPoints),
    entrantCount: fc.integer({ min: 2, max: 6 }),
    playedCount: fc.integer({ min: 0, max: 5 }),
    openCount: fc.integer({ min: 0, max: 1 }),
    limit: fc.constantFrom(null, 1, 2),
    ratings: fc.array(fc.constantFrom(1400, 1501, 1600, 1700), { minLength: 6, maxLength: 6 }),
    unrated: fc.integer({ min: 0, max: 15 }),
  })
  .chain(({ kind, points, entrantCount, playedCount, openCount, limit, ratings, unrated }) => {
    const ids = Array.from({ length: entrantCount }, (_, index) => String.fromCharCode(97 + index));
    const ratingOf = (index: number) => (index === unrated ? null : (ratings[index] ?? null));
    const entrants = ids.map((id, index) => ({ id, seed: index + 1, rating: ratingOf(index) }));
    const earlyEnd = { wins: limit, losses: limit };
    return fc
      .tuple(...Array.from({ length: playedCount }, () => aRound(ids)))
      .map((rounds) => ({ kind, points, entrants, earlyEnd, roundCount: playedCount + openCount, rounds }));
  });

const eventAndList = event.chain((input) =>
  fc.tuple(
    fc.constant(input),
    fc.shuffledSubarray(input.kind === 'swiss' ? swissTieBreaks : anyTieBreaks, { minLength: 1, maxLength: 4 }),
  ),
);

describe('standings of random events', () => {
  it('ranks agree with a slow second implementation that tries all missing results', () => {
    let shared = 0;
    fc.assert(
      fc.property(eventAndList, ([input, list]) => {
        const ranks = ranksOf(input, ...list);
        expect(ranks).toEqual(oracleRanks(input, list));
        if (new Set(Object.values(ranks)).size < input.entrants.length) shared += 1;
      }),
      { numRuns: caseCount({ usual: 3000, nightly: 100_000 }) },
    );
    expect(shared).toBeGreaterThan(10);
  });

  it('figures agree with it, and the terms that are not cut add up to each figure', () => {
    fc.assert(
      fc.property(eventAndList, ([input, list]) => {
        const { measures } = rank(input, ...list);
        for (const code of list) {
          const measured = measures.get(tieBreakText(readTieBreak(code, input.kind)));
          for (const [id, { value, from, terms }] of measured ?? []) {
            const number = Number(value?.numerator) / Number(value?.denominator);
            if (!withoutFigure.includes(code)) expect(number, code).toBeCloseTo(oracleFigure(input, id, code), 9);
            const added = terms
              .filter(({ cut }) => !cut)
              .map((term) => Number(term.value.numerator) / Number(term.value.denominator));
            if (from === 'sum') expect(added.reduce((left, right) => left + right, 0)).toBeCloseTo(number, 9);
          }
        }
      }),
      { numRuns: caseCount({ usual: 1500, nightly: 20_000 }) },
    );
  });

  it('the order of the entrants in the input changes nothing', () => {
    fc.assert(
      fc.property(eventAndList, ([input, list]) => {
        const reversed = { ...input, entrants: input.entrants.toReversed() };
        expect(rank(reversed, ...list).rows).toEqual(rank(input, ...list).rows);
      }),
      { numRuns: caseCount({ usual: 200, nightly: 5_000 }) },
    );
  });
});
