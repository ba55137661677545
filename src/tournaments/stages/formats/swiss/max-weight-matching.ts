// Maximum weight matching in a general graph, with exact weights: Edmonds' blossom algorithm, primal-dual, O(n³) for n vertices.
// Knows vertices and weights only. Weights are bigint, because ranked criteria of a pairing do not fit into a double.

import { BlossomForest } from './blossom-forest.ts';

/** Weight of the edge between two vertices; null if there is no edge. Called once for each pair with `left < right`. */
export type EdgeWeight = (left: number, right: number) => bigint | null;

/** The mate of each vertex, or -1. The sum of weights is the largest of all matchings; weights ≤ 0 are never used. */
export function findMaxWeightMatching(vertexCount: number, weightOf: EdgeWeight): number[] {
  return new MatchingSearch(vertexCount, weightOf, { mustBePerfect: false }).run() ?? [];
}

/** The mate of each vertex in the heaviest perfect matching; null if no perfect matching exists. Weights of any sign. */
export function findMaxWeightPerfectMatching(vertexCount: number, weightOf: EdgeWeight): number[] | null {
  if (vertexCount % 2 === 1) return null;
  return new MatchingSearch(vertexCount, weightOf, { mustBePerfect: true }).run();
}

/**
 * Alternating trees grow from all free vertices at once. Where two trees meet, the matching gains a pair and those two trees are
 * dissolved; the others stay.
 *
 * Weights count four times: duals then start even, all vertices in trees keep duals of one parity, and half of a slack between
 * two trees is a whole number.
 */
class MatchingSearch {
  private readonly forest: BlossomForest;
  private readonly mustBePerfect: boolean;

  constructor(vertexCount: number, weightOf: EdgeWeight, options: { mustBePerfect: boolean }) {
    this.mustBePerfect = options.mustBePerfect;
    const scaled = new Array<bigint | null>(vertexCount * vertexCount).fill(null);
    for (let left = 0; left < vertexCount; left += 1) {
      for (let right = left + 1; right < vertexCount; right += 1) {
        const weight = weightOf(left, right);
        if (weight === null || (!options.mustBePerfect && weight <= 0n)) continue;
        scaled[left * vertexCount + right] = weight * 4n;
        scaled[right * vertexCount + left] = weight * 4n;
      }
    }
    this.forest = new BlossomForest(vertexCount, scaled, firstDuals(vertexCount, scaled, options.mustBePerfect));
  }

  run(): number[] | null {
    const { forest } = this;
    if (this.mustBePerfect) forest.matchTightEdges();
    forest.plantTrees();
    for (;;) {
      for (let vertex = forest.queue.pop(); vertex !== undefined; vertex = forest.queue.pop()) forest.scan(vertex);
      const step = this.largestStep();
      if (step === null) break;
      forest.shiftDuals(step);
      forest.followTightEdges();
      forest.expandEmptyInnerBlossoms();
    }
    const mates = forest.vertexMates();
    return this.mustBePerfect && mates.includes(-1) ? null : mates;
  }

  /** How far duals can move until an edge gets tight or a blossom empty; null if no such event comes before the end. */
  private largestStep(): bigint | null {
    const step = this.forest.nextEvent();
    if (this.mustBePerfect) return step;
    // Free vertices have the smallest dual of all; at zero, the matching is optimal.
    const atEnd = this.forest.smallestOuterDual();
    return step === null || step >= atEnd ? null : step;
  }
}

/**
 * Without the demand of perfection all free vertices must share the smallest dual, so all start equal. A perfect matching has no
 * free vertices in the end: each starts at its heaviest edge, which leaves many edges tight from the start.
 */
function firstDuals(vertexCount: number, scaled: readonly (bigint | null)[], mustBePerfect: boolean): bigint[] {
  const heaviest = new Array<bigint | null>(vertexCount).fill(null);
  scaled.forEach((weight, index) => {
    const vertex = Math.floor(index / vertexCount);
    const best = heaviest[vertex] ?? null;
    if (weight !== null && (best === null || weight > best)) heaviest[vertex] = weight;
  });
  if (mustBePerfect) return heaviest.map((weight) => (weight ?? 0n) / 2n);
  const overall = heaviest.reduce<bigint>((best, weight) => (weight !== null && weight > best ? weight : best), 0n);
  return heaviest.map(() => overall / 2n);
}
