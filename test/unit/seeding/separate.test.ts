// Separation by label: as few clashes as possible, by the smallest moves. Small cases are compared with all permutations.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareFigures,
  countClashes,
  type Order,
  type SeedSets,
  type SeparationInput,
} from '../../../src/tournaments/seeding/clash-count.ts';
import { separate } from '../../../src/tournaments/seeding/separate.ts';
import { bracketOrder } from '../../../src/tournaments/stages/seeding.ts';
import { caseCount } from '../../support/rules/nightly.ts';

/** Pairs of the first round of a bracket, and the fours that may meet in the second. */
function bracketLevels(count: number): SeedSets[] {
  const size = 2 ** Math.max(1, Math.ceil(Math.log2(count)));
  const setsOf = (width: number) =>
    Array.from({ length: size / width }, (_, index) =>
      bracketOrder(size)
        .slice(index * width, (index + 1) * width)
        .filter((seed) => seed <= count),
    );
  return size < 4 ? [setsOf(2)] : [setsOf(2), setsOf(4)];
}

/** Groups that are filled in a snake. */
function snakeGroups(count: number, groups: number): SeedSets {
  return Array.from({ length: groups }, (_, group) =>
    Array.from({ length: count }, (_, index) => index + 1).filter((seed) => {
      const [row, place] = [Math.floor((seed - 1) / groups), (seed - 1) % groups];
      return group === (row % 2 === 0 ? place : groups - 1 - place);
    }),
  );
}

/** Clashes of each level, then the sum of the moves. */
function figures({ labels, levels }: SeparationInput, order: Order): number[] {
  const seated = order.map((entrant) => labels[entrant] ?? null);
  const clashes = levels.map((sets) =>
    sets.reduce((sum, seeds) => {
      const held = seeds.map((seed) => seated[seed - 1] ?? null);
      const pairs = held.flatMap((label, at) =>
        held.slice(at + 1).filter((other) => label !== null && other === label),
      );
      return sum + pairs.length;
    }, 0),
  );
  return [...clashes, order.reduce((sum, entrant, seat) => sum + Math.abs(entrant - seat), 0)];
}

/** Every permutation that leaves the fixed ones in place. */
function* permutations(input: SeparationInput, order: number[] = []): Generator<Order> {
  const count = input.labels.length;
  if (order.length === count) yield order;
  for (let entrant = 0; entrant < count && order.length < count; entrant += 1) {
    const isFixed = input.fixed.has(entrant) || input.fixed.has(order.length);
    if (order.includes(entrant) || (isFixed && entrant !== order.length)) continue;
    yield* permutations(input, [...order, entrant]);
  }
}

function bestOf(input: SeparationInput): number[] {
  let best: number[] | null = null;
  for (const order of permutations(input)) {
    const own = figures(input, order);
    if (best === null || compareFigures(own, best) < 0) best = own;
  }
  return best ?? [];
}

const anyLevels = (count: number) =>
  fc.oneof(
    fc.constant(bracketLevels(count)),
    fc.integer({ min: 1, max: Math.max(1, Math.floor(count / 2)) }).map((groups) => [snakeGroups(count, groups)]),
  );

const anInput = (bounds: { min: number; max: number; fixedMax: number; labelsMax: number }) =>
  fc.integer({ min: bounds.min, max: bounds.max }).chain((count) =>
    fc.record({
      labels: fc.array(fc.option(fc.nat(bounds.labelsMax), { freq: 5 }), { minLength: count, maxLength: count }),
      levels: anyLevels(count),
      fixed: fc.uniqueArray(fc.nat(count - 1), { maxLength: bounds.fixedMax }).map((seats) => new Set(seats)),
    }),
  );

describe('separation by label', () => {
  it('moves nobody where nobody clashes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 64 }), (count) => {
        const labels = Array.from({ length: count }, (_, index) => (index % 3 === 0 ? null : index));
        expect(separate({ labels, levels: bracketLevels(count), fixed: new Set() })).toEqual([...labels.keys()]);
      }),
    );
  });

  it('separates the last ones too, where drawing one after the other would fail', () => {
    const labels = [0, 1, 2, 3, 3, 3, 3, 2];
    const order = separate({ labels, levels: bracketLevels(8), fixed: new Set() });
    expect(figures({ labels, levels: bracketLevels(8), fixed: new Set() }, order)[0]).toBe(0);
  });

  it('leaves the entrants that are seeded by hand where they are', () => {
    fc.assert(
      fc.property(anInput({ min: 2, max: 40, fixedMax: 10, labelsMax: 3 }), (input) => {
        const order = separate(input);
        expect(order.toSorted((left, right) => left - right)).toEqual([...input.labels.keys()]);
        for (const seat of input.fixed) expect(order[seat]).toBe(seat);
      }),
    );
  });

  it('has the fewest clashes and the smallest moves that any order has, up to 7 entrants', () => {
    fc.assert(
      fc.property(anInput({ min: 2, max: 7, fixedMax: 2, labelsMax: 3 }), (input) => {
        expect(figures(input, separate(input))).toEqual(bestOf(input));
      }),
      { numRuns: caseCount({ usual: 60, nightly: 1_000 }) },
    );
  });

  it('has the fewest clashes and the smallest moves that any order has, with 8 to 10 entrants', () => {
    fc.assert(
      fc.property(anInput({ min: 8, max: 9, fixedMax: 1, labelsMax: 4 }), (input) => {
        expect(figures(input, separate(input))).toEqual(bestOf(input));
      }),
      { numRuns: caseCount({ usual: 2, nightly: 40 }) },
    );
  });

  it('has as few clashes in the first round and in groups as counting allows, with up to 256 entrants', () => {
    const sizes = fc
      .integer({ min: 2, max: 8 })
      .chain((width) => fc.integer({ min: 2, max: 32 }).map((sets) => ({ count: width * sets, sets })));
    fc.assert(
      fc.property(
        sizes,
        fc.nat(6),
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        (size, most, stream) => {
          const { count, sets } = size;
          const labels = Array.from({ length: count }, () => Math.floor((stream.next().value ?? 0) ** 2 * (most + 1)));
          const input = { labels, levels: [snakeGroups(count, sets)], fixed: new Set<number>() };
          const spread = [...new Set(labels)].reduce((sum, label) => {
            const own = labels.filter((other) => other === label).length;
            const [least, more] = [Math.floor(own / sets), own % sets];
            return sum + more * least + (sets * least * (least - 1)) / 2;
          }, 0);
          expect(figures(input, separate(input))[0]).toBe(spread);
        },
      ),
      { numRuns: caseCount({ usual: 60, nightly: 1_000 }) },
    );
  });

  it('knows what a swap changes as counting anew shows', () => {
    const swaps = fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(anInput({ min: 2, max: 20, fixedMax: 0, labelsMax: 3 }), swaps, (input, pairs) => {
        const count = countClashes(input);
        const order = [...input.labels.keys()];
        const weigh = () =>
          figures(input, order)
            .slice(0, -1)
            .reduce((sum, clashes) => sum * 2 ** 15 + clashes, 0);
        for (const [first, second] of pairs) {
          const [one, other] = [first % order.length, second % order.length];
          const expected = weigh() + count.changeOf(one, other);
          count.swap(one, other);
          [order[one], order[other]] = [order[other] as number, order[one] as number];
          expect(weigh()).toBe(expected);
        }
      }),
    );
  });
});

describe('a field of 4,096', () => {
  const count = 4_096;
  const seats = Array.from({ length: count }, (_, seat) => seat);
  const levels = bracketLevels(count);

  it.each([
    ['without labels', seats.map(() => null), []],
    ['all of one club', seats.map(() => 1), []],
    ['all seeded by hand', seats.map((seat) => seat % 2), seats],
    ['all but two seeded by hand', seats.map((seat) => (seat < 2 ? seat : null)), seats.slice(2)],
  ])('(%s) keeps its order', (_, labels, fixed) => {
    expect(separate({ labels, levels, fixed: new Set(fixed) })).toEqual(seats);
  });
});
