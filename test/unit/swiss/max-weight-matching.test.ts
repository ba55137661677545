import blossom from 'edmonds-blossom-fixed';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findMaxWeightMatching,
  findMaxWeightPerfectMatching,
} from '../../../src/tournaments/stages/formats/swiss/max-weight-matching.ts';
import { caseCount } from '../../support/nightly.ts';

interface Graph {
  readonly vertexCount: number;
  /** Upper triangle, row by row; null where there is no edge. */
  readonly weights: readonly (number | null)[];
}

function graphs(options: { vertices: { min: number; max: number }; weight: { min: number; max: number } }) {
  return fc.tuple(fc.integer(options.vertices), fc.integer({ min: 1, max: 5 })).chain(([vertexCount, freq]) =>
    fc
      .array(fc.option(fc.integer(options.weight), { freq }), {
        minLength: (vertexCount * (vertexCount - 1)) / 2,
        maxLength: (vertexCount * (vertexCount - 1)) / 2,
      })
      .map((weights): Graph => ({ vertexCount, weights })),
  );
}

function edgeOf({ vertexCount, weights }: Graph, left: number, right: number): number | null {
  const [low, high] = left < right ? [left, right] : [right, left];
  return weights[low * vertexCount - (low * (low + 1)) / 2 + high - low - 1] ?? null;
}

const exact = (graph: Graph) => (left: number, right: number) => {
  const weight = edgeOf(graph, left, right);
  return weight === null ? null : BigInt(weight);
};

/** Sum of weights; throws if the mates are not a matching of this graph. */
function weigh(graph: Graph, mates: readonly number[]): number {
  return mates.reduce((sum, mate, vertex) => {
    if (mate < 0) return sum;
    expect(mates[mate]).toBe(vertex);
    const weight = edgeOf(graph, vertex, mate);
    expect(weight).not.toBeNull();
    return vertex < mate ? sum + (weight ?? 0) : sum;
  }, 0);
}

/** Tries every matching. Null if it must be perfect and none is. */
function bestByTrial(graph: Graph, mustBePerfect: boolean, used = 0): number | null {
  let vertex = 0;
  while ((used >> vertex) & 1) vertex += 1;
  if (vertex >= graph.vertexCount) return 0;
  const without = mustBePerfect ? null : bestByTrial(graph, mustBePerfect, used | (1 << vertex));
  let best = without;
  for (let other = vertex + 1; other < graph.vertexCount; other += 1) {
    const weight = edgeOf(graph, vertex, other);
    if ((used >> other) & 1 || weight === null) continue;
    const rest = bestByTrial(graph, mustBePerfect, used | (1 << vertex) | (1 << other));
    if (rest !== null && (best === null || rest + weight > best)) best = rest + weight;
  }
  return best;
}

const numRuns = caseCount({ usual: 500, nightly: 10_000 });
const small = { vertices: { min: 0, max: 10 } };

describe('maximum weight matching', () => {
  it.each([
    ['few different weights, many ties', { min: -1, max: 3 }],
    ['many different weights', { min: -5, max: 1000 }],
  ])('weighs as much as the best of all matchings: %s', (_, weight) => {
    fc.assert(
      fc.property(graphs({ ...small, weight }), (graph) => {
        const mates = findMaxWeightMatching(graph.vertexCount, exact(graph));
        expect(weigh(graph, mates)).toBe(bestByTrial(graph, false));
      }),
      { numRuns: numRuns / 2 },
    );
  });

  it('finds the heaviest perfect matching, or that there is none', () => {
    fc.assert(
      fc.property(graphs({ ...small, weight: { min: -4, max: 9 } }), (graph) => {
        const mates = findMaxWeightPerfectMatching(graph.vertexCount, exact(graph));
        const best = bestByTrial(graph, true);
        expect(mates === null ? null : weigh(graph, mates)).toBe(best);
        expect(mates?.includes(-1) ?? false).toBe(false);
      }),
      { numRuns },
    );
  });

  it('agrees with edmonds-blossom-fixed on larger graphs', () => {
    fc.assert(
      fc.property(graphs({ vertices: { min: 2, max: 40 }, weight: { min: 1, max: 60 } }), (graph) => {
        const edges: [number, number, number][] = [];
        for (let left = 0; left < graph.vertexCount; left += 1) {
          for (let right = left + 1; right < graph.vertexCount; right += 1) {
            const weight = edgeOf(graph, left, right);
            if (weight !== null) edges.push([left, right, weight]);
          }
        }
        const theirs = edges.length === 0 ? [] : blossom(edges);
        const ours = findMaxWeightMatching(graph.vertexCount, exact(graph));
        expect(weigh(graph, ours)).toBe(weigh(graph, theirs));
        const perfect = findMaxWeightPerfectMatching(graph.vertexCount, exact(graph));
        const largest = edges.length === 0 ? [] : blossom(edges, true);
        const isPerfect = largest.filter((mate) => mate >= 0).length === graph.vertexCount;
        expect(perfect === null ? null : weigh(graph, perfect)).toBe(isPerfect ? weigh(graph, largest) : null);
      }),
      { numRuns: caseCount({ usual: 60, nightly: 1000 }) },
    );
  });

  it('distinguishes weights that a double cannot', () => {
    const huge = 2n ** 900n;
    const mates = findMaxWeightPerfectMatching(4, (left, right) => huge + (left + right === 3 ? 1n : 0n));
    expect(mates).toEqual([3, 2, 1, 0]);
  });
});
