// The heaviest perfect matching of a graph, with exact weights: Edmonds' blossom algorithm, primal-dual, O(n³) for n vertices.
// Then one vertex after the other may choose its mate among all heaviest matchings; each choice costs O(n²) at most, because the duals stay.
// Knows vertices and weights only.

import { invariant } from '../../../../../core/errors.ts';
import { BlossomNodes } from './blossom-nodes.ts';
import { releaseVertex } from './blossom-release.ts';
import { DualSearch } from './dual-search.ts';
import { chooseMate } from './mate-choice.ts';
import { Slacks, type WeighedGraph } from './slacks.ts';

export class PerfectMatching {
  private readonly graph: WeighedGraph;
  private readonly slacks: Slacks;
  private readonly nodes: BlossomNodes;
  private readonly search: DualSearch;

  private constructor(graph: WeighedGraph) {
    this.graph = graph;
    this.slacks = new Slacks(graph);
    this.nodes = new BlossomNodes(graph.vertexCount);
    this.search = new DualSearch(this.nodes, this.slacks);
  }

  /** Null if there is none. A hint is a mate to try first where several are equally good; it only saves time. */
  static find(graph: WeighedGraph, hint?: readonly number[]): PerfectMatching | null {
    if (graph.vertexCount % 2 === 1) return null;
    const matching = new PerfectMatching(graph);
    matching.matchTightEdges(hint ?? []);
    return matching.search.matchAll() ? matching : null;
  }

  mateOf(vertex: number): number {
    const arc = this.nodes.mateOf(vertex);
    invariant(arc !== null, 'the matching is perfect');
    return arc[1];
  }

  /** Sum of the weights, number by number. */
  total(): number[] {
    const sum = (this.graph.weights[0] ?? []).map(() => 0);
    for (let vertex = 0; vertex < this.graph.vertexCount; vertex += 1) {
      const mate = this.mateOf(vertex);
      if (mate < vertex) continue;
      const edge = this.graph.edges[vertex * this.graph.vertexCount + mate] ?? -1;
      this.graph.weights[edge]?.forEach((number, rank) => {
        sum[rank] = (sum[rank] ?? 0) + number;
      });
    }
    return sum;
  }

  /** Of the heaviest matchings only those stay in which the vertex has a mate of the highest value. Values are whole and not below 0. */
  prefer(vertex: number, worthOf: (mate: number) => number): void {
    if (!this.nodes.vertices.includes(vertex)) return;
    const isOptimal = releaseVertex(this.nodes, this.slacks, vertex);
    let most = 0;
    for (const other of this.nodes.vertices) {
      const isPossible = isOptimal ? this.slacks.isTight(vertex, other) : this.slacks.hasEdge(vertex, other);
      if (isPossible) most = Math.max(most, worthOf(other));
    }
    const mate = this.nodes.mateOf(vertex)?.[1] ?? null;
    const isBest = mate !== null && worthOf(mate) === most;
    if (!isOptimal) this.matchAgain({ vertex, worthOf, most });
    else if (!isBest) chooseMate(this.nodes, this.slacks, { vertex, worthOf, enough: most });
    const best = worthOf(this.mateOf(vertex));
    this.keepMates(vertex, (other) => worthOf(other) === best);
  }

  /** The worth of the mate counts after all weights; duals shift until the matching is perfect again. */
  private matchAgain({
    vertex,
    worthOf,
    most,
  }: {
    vertex: number;
    worthOf: (mate: number) => number;
    most: number;
  }): void {
    const mate = this.nodes.mateOf(vertex)?.[1];
    if (mate !== undefined && worthOf(mate) < most) this.nodes.unmatch(vertex);
    this.slacks.startPreference(vertex, worthOf, most);
    this.nodes.refreshClosest(vertex, this.slacks);
    this.complete();
    this.slacks.endPreference();
  }

  private keepMates(vertex: number, isKept: (mate: number) => boolean): void {
    const mate = this.mateOf(vertex);
    releaseVertex(this.nodes, this.slacks, vertex);
    let keptCount = 0;
    for (const other of this.nodes.vertices) {
      if (!this.slacks.hasEdge(vertex, other)) continue;
      if (isKept(other)) keptCount += 1;
      else this.slacks.removeEdge(vertex, other);
    }
    this.nodes.refreshClosest(vertex, this.slacks);
    if (keptCount === 1) {
      releaseVertex(this.nodes, this.slacks, mate);
      this.nodes.removePair(vertex, mate);
    }
    this.complete();
  }

  private complete(): void {
    invariant(this.search.matchAll(), 'the matching before was perfect');
  }

  private matchTightEdges(hint: readonly number[]): void {
    const { nodes } = this;
    const match = (left: number, right: number) => {
      if (nodes.mateOf(left) !== null || nodes.mateOf(right) !== null || !this.slacks.isTight(left, right)) return;
      nodes.setMate(left, [left, right]);
      nodes.setMate(right, [right, left]);
    };
    hint.forEach((right, left) => {
      if (right > left) match(left, right);
    });
    let free = nodes.vertices.filter((vertex) => nodes.mateOf(vertex) === null);
    for (let before = Number.POSITIVE_INFINITY; free.length < 0.75 * before; ) {
      before = free.length;
      for (const left of free) {
        for (const right of nodes.mateOf(left) === null ? free : []) if (right > left) match(left, right);
      }
      free = free.filter((vertex) => nodes.mateOf(vertex) === null);
      this.slacks.lowerTogether(free);
    }
  }
}
