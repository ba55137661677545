import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finalRanking, type RankedStage } from '../../../src/tournaments/stages/advancement/final-ranking.ts';
import type { Qualification } from '../../../src/tournaments/stages/advancement/qualification.ts';
import { caseCount } from '../../support/rules/nightly.ts';

/** `ranks`: entrant → rank. */
const stage = (number: number, entrants: Qualification | null, ranks: Record<string, number>): RankedStage<string> => ({
  number,
  entrants,
  ranking: Object.entries(ranks).map(([entrant, rank]) => ({ entrant, rank, decidedBy: `stage ${number}` })),
});
const shown = (stages: readonly RankedStage<string>[]) =>
  finalRanking(stages).map(({ entrant, rank, decidedBy }) => `${rank} ${entrant} ${decidedBy}`);
const best = (perGroup: number): Qualification => ({ stage: 1, from: 'ranking', perGroup, bestOfRest: 0 });

describe('final placements', () => {
  it('are those of the last stage, then those who left before, by their rank there', () => {
    const groups = stage(1, null, { a: 1, b: 1, c: 3, d: 3, e: 5, f: 5, g: 7, h: 8 });
    const playoff = stage(2, best(2), { a: 3, b: 2, c: 1, d: 3 });
    expect(shown([groups, playoff])).toEqual([
      ...['1 c stage 2', '2 b stage 2', '3 a stage 2', '3 d stage 2'],
      ...['5 e stage 1', '5 f stage 1', '7 g stage 1', '8 h stage 1'],
    ]);
  });

  it('of a stage that takes the lower ranks come after those above them', () => {
    const groups = stage(1, null, { a: 1, b: 2, c: 3, d: 4, e: 5 });
    const lower = stage(2, { stage: 1, from: 'split', ranks: [3, 4] }, { c: 2, d: 1 });
    const upper = stage(3, { stage: 1, from: 'split', ranks: [1, 2] }, { a: 2, b: 1 });
    expect(shown([groups, lower]).map((line) => line[2])).toEqual(['a', 'b', 'd', 'c', 'e']);
    expect(shown([groups, lower, upper]).map((line) => line[2])).toEqual(['b', 'a', 'd', 'c', 'e']);
  });

  it('who qualified and left is placed after those who went on', () => {
    const groups = stage(1, null, { a: 1, b: 2, c: 3 });
    expect(shown([groups, stage(2, best(2), { b: 2, c: 1 })])).toEqual(['1 c stage 2', '2 b stage 2', '3 a stage 1']);
  });

  it('place everybody once, and a rank counts all who are better', () => {
    const numRuns = caseCount({ usual: 200, nightly: 5000 });
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(sizes, fc.infiniteStream(fc.nat(5)), (drops, stream) => {
        const next = () => stream.next().value as number;
        let count = drops.reduce((sum, drop) => sum + drop, 1);
        let entrants = Array.from({ length: count }, (_, index) => `e${index}`);
        const stages = [];
        for (const [index, drop] of drops.entries()) {
          const keys = entrants.map(next);
          const ranks = keys.map((key) => 1 + keys.filter((other) => other < key).length);
          const from = index === 0 ? null : { ...best(count), stage: index };
          stages.push(stage(index + 1, from, Object.fromEntries(entrants.map((each, at) => [each, ranks[at] ?? 0]))));
          count -= drop;
          entrants = entrants
            .toSorted((a, b) => (ranks[entrants.indexOf(a)] ?? 0) - (ranks[entrants.indexOf(b)] ?? 0))
            .slice(0, count);
        }
        const placed = finalRanking(stages);
        const all = stages[0]?.ranking.map(({ entrant }) => entrant) ?? [];
        expect(new Set(placed.map(({ entrant }) => entrant))).toEqual(new Set(all));
        expect(placed).toHaveLength(all.length);
        for (const { rank } of placed) expect(rank).toBe(1 + placed.filter((other) => other.rank < rank).length);
      }),
      { numRuns },
    );
  });
});
