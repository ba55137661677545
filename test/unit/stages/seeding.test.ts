import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bracketOrder, shuffle } from '../../../src/tournaments/stages/seeding.ts';

describe('seeding', () => {
  it('puts eight seeds in the standard order', () => {
    expect(bracketOrder(8)).toEqual([1, 8, 4, 5, 2, 7, 3, 6]);
  });

  it('is deterministic for a seed and contains every entrant', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.string(), (entrants, seed) => {
        const draw = shuffle(entrants, seed);
        expect(shuffle(entrants, seed)).toEqual(draw);
        expect([...draw].sort()).toEqual([...entrants].sort());
      }),
    );
  });

  it('is fair: over many seeds every entrant is first about equally often', () => {
    const firsts = Array.from({ length: 6000 }, (_, index) => shuffle([0, 1, 2, 3, 4, 5], `draw ${index}`)[0] ?? -1);
    for (let entrant = 0; entrant < 6; entrant += 1) {
      const share = firsts.filter((first) => first === entrant).length / firsts.length;
      expect(Math.abs(share - 1 / 6)).toBeLessThan(0.02);
    }
  });
});
