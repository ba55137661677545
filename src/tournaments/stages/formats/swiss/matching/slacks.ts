// Weights of edges and duals of nodes, as lists of whole numbers that are compared from the first number on. All numbers of a list stay
// far below 2^53, so that sums are exact. The last number of a list is free for the preference of one vertex.

export interface WeighedGraph {
  readonly vertexCount: number;
  /** `edges[left * vertexCount + right]`, the same both ways: index of the weight, or -1 if there is no edge. */
  readonly edges: Int32Array;
  /** Lists of one length. */
  readonly weights: readonly (readonly number[])[];
}

/** The same graph with other weights or without some edges. */
export function changeEdges(
  graph: WeighedGraph,
  change: (left: number, right: number, edge: number) => number,
): WeighedGraph {
  const { vertexCount } = graph;
  const edges = new Int32Array(vertexCount * vertexCount).fill(-1);
  for (let left = 0; left < vertexCount; left += 1) {
    for (let right = left + 1; right < vertexCount; right += 1) {
      const edge = graph.edges[left * vertexCount + right] ?? -1;
      const changed = edge < 0 ? edge : change(left, right, edge);
      edges[left * vertexCount + right] = changed;
      edges[right * vertexCount + left] = changed;
    }
  }
  return { ...graph, edges };
}

/** Largest number of a weight, so that duals stay exact: they are below 4 * vertexCount times as large. */
export function largestNumber(vertexCount: number): number {
  return 2 ** (48 - Math.ceil(Math.log2(vertexCount + 1)));
}

/**
 * Weights count four times: duals then start even, those of all free vertices and of all vertices of a tree have one parity, and half of
 * a slack among them is whole.
 */
const scale = 4;

function compareLists(left: readonly number[], right: readonly number[]): number {
  for (const [rank, number] of left.entries()) {
    const difference = number - (right[rank] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

export class Slacks {
  /** Numbers of a list. */
  readonly width: number;
  private readonly n: number;
  private readonly edges: Int32Array;
  private readonly weights: Float64Array;
  /** Vertices first, then blossoms. */
  private readonly duals: Float64Array;
  private chooser = -1;
  private readonly values: Float64Array;

  constructor({ vertexCount, edges, weights }: WeighedGraph) {
    this.n = vertexCount;
    this.edges = edges.slice();
    const length = weights[0]?.length ?? 0;
    this.width = length + 1;
    this.weights = new Float64Array(weights.length * this.width);
    weights.forEach((numbers, index) => {
      numbers.forEach((number, rank) => {
        this.weights[index * this.width + rank] = number * scale;
      });
    });
    this.duals = new Float64Array(2 * vertexCount * this.width);
    this.values = new Float64Array(vertexCount);
    for (let vertex = 0; vertex < vertexCount; vertex += 1) this.startAtHeaviest(vertex);
  }

  /** A perfect matching has no free vertices in the end: each starts at its heaviest edge, which leaves many edges tight. */
  private startAtHeaviest(vertex: number): void {
    let heaviest = -1;
    for (let other = 0; other < this.n; other += 1) {
      const edge = this.edgeOf(vertex, other);
      if (edge >= 0 && edge !== heaviest && (heaviest < 0 || this.compareWeights(edge, heaviest) > 0)) heaviest = edge;
    }
    if (heaviest < 0) return;
    for (let rank = 0; rank < this.width; rank += 1) this.add(vertex, rank, this.weightAt(heaviest, rank) / 2);
  }

  private weightAt(edge: number, rank: number): number {
    return this.weights[edge * this.width + rank] ?? 0;
  }

  private compareWeights(left: number, right: number): number {
    for (let rank = 0; rank < this.width; rank += 1) {
      const difference = this.weightAt(left, rank) - this.weightAt(right, rank);
      if (difference !== 0) return difference;
    }
    return 0;
  }

  private edgeOf(left: number, right: number): number {
    return this.edges[left * this.n + right] ?? -1;
  }

  hasEdge(left: number, right: number): boolean {
    return this.edgeOf(left, right) >= 0;
  }

  removeEdge(left: number, right: number): void {
    this.edges[left * this.n + right] = -1;
    this.edges[right * this.n + left] = -1;
  }

  dual(node: number, rank: number): number {
    return this.duals[node * this.width + rank] ?? 0;
  }

  add(node: number, rank: number, change: number): void {
    const at = node * this.width + rank;
    this.duals[at] = (this.duals[at] ?? 0) + change;
  }

  setDual(node: number, rank: number, value: number): void {
    this.duals[node * this.width + rank] = value;
  }

  hasDual(node: number): boolean {
    for (let rank = 0; rank < this.width; rank += 1) if (this.dual(node, rank) !== 0) return true;
    return false;
  }

  /** How far an edge is from being tight: one number of the list. Infinite if there is no edge. */
  at(left: number, right: number, rank: number): number {
    const edge = this.edges[left * this.n + right] ?? -1;
    if (edge < 0) return Number.POSITIVE_INFINITY;
    const { width } = this;
    const sum = (this.duals[left * width + rank] ?? 0) + (this.duals[right * width + rank] ?? 0);
    if (rank < width - 1) return sum - (this.weights[edge * width + rank] ?? 0);
    if (left === this.chooser) return sum - (this.values[right] ?? 0);
    return right === this.chooser ? sum - (this.values[left] ?? 0) : sum;
  }

  isTight(left: number, right: number): boolean {
    for (let rank = 0; rank < this.width; rank += 1) if (this.at(left, right, rank) !== 0) return false;
    return true;
  }

  /** Below 0 if the first edge has less slack. */
  compare(left: number, right: number, otherLeft: number, otherRight: number): number {
    for (let rank = 0; rank < this.width; rank += 1) {
      const difference = this.at(left, right, rank) - this.at(otherLeft, otherRight, rank);
      if (difference !== 0) return Number.isNaN(difference) ? 0 : difference;
    }
    return 0;
  }

  /** Lowers the duals of free vertices by the same amount, until one of their edges is tight. */
  lowerTogether(free: readonly number[]): void {
    const isFree = new Set(free);
    let least: number[] | null = null;
    for (const vertex of free) {
      for (let other = 0; other < this.n; other += 1) {
        const share = isFree.has(other) ? 2 : 1;
        if (!this.hasEdge(vertex, other) || (least && this.at(vertex, other, 0) / share > (least[0] ?? 0))) continue;
        const step = Array.from({ length: this.width }, (_, rank) => this.at(vertex, other, rank) / share);
        if (least === null || compareLists(step, least) < 0) least = step;
      }
    }
    least?.forEach((number, rank) => {
      for (const vertex of free) this.add(vertex, rank, -number);
    });
  }

  /** The last number of the weights becomes the value of the mate of one vertex. The dual of that vertex rises so that no slack is negative. */
  startPreference(vertex: number, worthOf: (other: number) => number, largest: number): void {
    this.chooser = vertex;
    for (let other = 0; other < this.n; other += 1) this.values[other] = worthOf(other) * scale;
    this.setDual(vertex, this.width - 1, largest * scale);
  }

  endPreference(): void {
    this.chooser = -1;
    for (let node = 0; node < 2 * this.n; node += 1) this.setDual(node, this.width - 1, 0);
  }
}
