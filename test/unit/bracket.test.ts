import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BracketMatch, buildSingleElimination, roundCount } from '../../src/tournaments/stages/bracket.ts';
import { bracketOrder, shuffle } from '../../src/tournaments/stages/seeding.ts';
import { type PlayedMatch, rankSingleElimination } from '../../src/tournaments/standings/placement.ts';

const entrantCounts = fc.integer({ min: 2, max: 300 });

/** Simulates a bracket. `wins(a, b)` is true if seed a beats seed b. */
function play(bracket: readonly BracketMatch[], wins: (a: number, b: number) => boolean): PlayedMatch<number>[] {
  const sides = new Map(
    bracket.map((match) => [`${match.round}/${match.position}`, { a: match.seedA, b: match.seedB }]),
  );
  return bracket.map((match) => {
    const { a, b } = sides.get(`${match.round}/${match.position}`) ?? { a: null, b: null };
    if (a === null || b === null) throw new Error(`match ${match.round}/${match.position} is missing an entrant`);
    const [winner, loser] = wins(a, b) ? [a, b] : [b, a];
    for (const [to, entrant] of [
      [match.winnerTo, winner],
      [match.loserTo, loser],
    ] as const) {
      const next = to === null ? undefined : sides.get(`${to.round}/${to.position}`);
      if (to !== null && next !== undefined) next[to.slot] = entrant;
    }
    return { round: match.round, position: match.position, winner, loser };
  });
}

const betterSeed = (a: number, b: number) => a < b;

describe('a single elimination bracket', () => {
  it('has one match fewer than entrants, and one more with a match for third place', () => {
    fc.assert(
      fc.property(entrantCounts, fc.boolean(), (count, hasThirdPlaceMatch) => {
        const extra = hasThirdPlaceMatch && count >= 4 ? 1 : 0;
        expect(buildSingleElimination(count, { hasThirdPlaceMatch })).toHaveLength(count - 1 + extra);
      }),
    );
  });

  it('can be played to the end with any results, and every entrant but the winner loses exactly once', () => {
    fc.assert(
      fc.property(entrantCounts, fc.string(), (count, seed) => {
        const order = shuffle(
          Array.from({ length: count }, (_, index) => index),
          seed,
        );
        const played = play(
          buildSingleElimination(count, { hasThirdPlaceMatch: false }),
          (a, b) => (order[a - 1] ?? 0) < (order[b - 1] ?? 0),
        );
        expect(new Set(played.map((match) => match.loser)).size).toBe(count - 1);
      }),
    );
  });

  it('lets the two best seeds meet only in the final, and the best four not before the semi-finals', () => {
    fc.assert(
      fc.property(entrantCounts, (count) => {
        const played = play(buildSingleElimination(count, { hasThirdPlaceMatch: false }), betterSeed);
        const roundOf = (seed: number) => played.find((match) => match.loser === seed)?.round;
        expect(roundOf(2)).toBe(roundCount(count));
        if (count >= 4) expect([roundOf(3), roundOf(4)]).toEqual(Array(2).fill(roundCount(count) - 1));
      }),
    );
  });

  it('gives the byes to the best seeds', () => {
    fc.assert(
      fc.property(entrantCounts, (count) => {
        const byes = 2 ** roundCount(count) - count;
        const first = buildSingleElimination(count, { hasThirdPlaceMatch: false }).filter((match) => match.round === 1);
        const playing = new Set(first.flatMap((match) => [match.seedA, match.seedB]));
        for (let seed = 1; seed <= count; seed += 1) expect(playing.has(seed)).toBe(seed > byes);
      }),
    );
  });
});

describe('placements', () => {
  it('rank every entrant once; after a shared rank the next rank counts all entrants before it', () => {
    fc.assert(
      fc.property(entrantCounts, fc.boolean(), (count, hasThirdPlaceMatch) => {
        const placements = rankSingleElimination(
          play(buildSingleElimination(count, { hasThirdPlaceMatch }), betterSeed),
        );
        expect(placements.map((placement) => placement.entrant).sort((a, b) => a - b)).toEqual(
          Array.from({ length: count }, (_, i) => i + 1),
        );
        for (const { rank } of placements)
          expect(placements.filter((other) => other.rank < rank)).toHaveLength(rank - 1);
      }),
    );
  });

  it('of eight without a third-place match are 1, 2, 3, 3, 5, 5, 5, 5; with one 1, 2, 3, 4', () => {
    const ranks = (hasThirdPlaceMatch: boolean) =>
      rankSingleElimination(play(buildSingleElimination(8, { hasThirdPlaceMatch }), betterSeed)).map(
        (placement) => placement.rank,
      );
    expect(ranks(false)).toEqual([1, 2, 3, 3, 5, 5, 5, 5]);
    expect(ranks(true)).toEqual([1, 2, 3, 4, 5, 5, 5, 5]);
  });
});

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
