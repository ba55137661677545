// Vertices and blossoms as nested nodes: which node is on top, how a blossom is matched inside. No duals, no trees.

import { invariant } from '../../../../core/errors.ts';

/** An edge with a direction: from a vertex in one node to a vertex in another. */
export type Arc = readonly [from: number, to: number];

interface Blossom {
  /** An odd cycle; the first child is the base, by which the blossom is matched to the outside. */
  children: number[];
  /** `arcs[i]` leads from `children[i]` to the next child. */
  arcs: Arc[];
}

/** Numbers below `vertexCount` are vertices, those from there on blossoms. */
export class BlossomNodes {
  private readonly n: number;
  private readonly blossoms = new Map<number, Blossom>();
  private readonly freeNumbers: number[];
  private readonly parent: Int32Array;
  /** Top node of each vertex. */
  private readonly top: Int32Array;
  /** Matched edge of each node, from its own vertex. */
  private readonly mate: (Arc | null)[];
  /** For each blossom: to each vertex outside, its own vertex with the least slack, or -1. */
  private readonly closest = new Map<number, Int32Array>();

  constructor(vertexCount: number) {
    this.n = vertexCount;
    this.freeNumbers = Array.from({ length: vertexCount }, (_, index) => 2 * vertexCount - 1 - index);
    this.parent = new Int32Array(2 * vertexCount).fill(-1);
    this.top = Int32Array.from({ length: vertexCount }, (_, vertex) => vertex);
    this.mate = new Array<Arc | null>(2 * vertexCount).fill(null);
  }

  topOf(vertex: number): number {
    return this.top[vertex] ?? -1;
  }

  isTop(node: number): boolean {
    return this.parent[node] === -1 && (node < this.n || this.blossoms.has(node));
  }

  topNodes(): number[] {
    const nodes: number[] = [];
    for (let vertex = 0; vertex < this.n; vertex += 1) if (this.parent[vertex] === -1) nodes.push(vertex);
    for (const blossom of this.blossoms.keys()) if (this.parent[blossom] === -1) nodes.push(blossom);
    return nodes;
  }

  mateOf(node: number): Arc | null {
    return this.mate[node] ?? null;
  }

  verticesOf(node: number): number[] {
    const blossom = this.blossoms.get(node);
    return blossom ? blossom.children.flatMap((child) => this.verticesOf(child)) : [node];
  }

  /** The vertex of the node with the least slack to a vertex outside; -1 if there is no edge. */
  closestTo(node: number, vertex: number): number {
    return node < this.n ? node : (this.closest.get(node)?.[vertex] ?? -1);
  }

  /** Matches a node by an edge that leaves it; inside a blossom the child at that edge becomes the base. */
  setMate(node: number, arc: Arc): void {
    this.mate[node] = arc;
    const blossom = this.blossoms.get(node);
    if (!blossom) return;
    const base = blossom.children.indexOf(this.childWith(node, arc[0]));
    blossom.children = [...blossom.children.slice(base), ...blossom.children.slice(0, base)];
    blossom.arcs = [...blossom.arcs.slice(base), ...blossom.arcs.slice(0, base)];
    this.setMate(blossom.children[0] ?? -1, arc);
    for (let index = 1; index < blossom.children.length; index += 2) {
      const [from, to] = blossom.arcs[index] ?? [-1, -1];
      this.setMate(blossom.children[index] ?? -1, [from, to]);
      this.setMate(blossom.children[index + 1] ?? -1, [to, from]);
    }
  }

  /** Joins top nodes to a blossom; the first is the base. */
  join(children: number[], arcs: Arc[], slack: (from: number, to: number) => bigint | null): number {
    const blossom = this.freeNumbers.pop();
    invariant(blossom !== undefined, 'there are fewer blossoms than vertices');
    this.blossoms.set(blossom, { children, arcs });
    this.mate[blossom] = this.mateOf(children[0] ?? -1);
    this.parent[blossom] = -1;
    for (const child of children) this.parent[child] = blossom;
    for (const vertex of this.verticesOf(blossom)) this.top[vertex] = blossom;
    this.closest.set(blossom, this.closestOfAny(children, slack));
    return blossom;
  }

  /** Puts the children of a top blossom back to the top. */
  split(node: number): Blossom {
    const blossom = this.blossoms.get(node);
    invariant(blossom !== undefined, 'only a blossom is split');
    this.blossoms.delete(node);
    this.closest.delete(node);
    this.freeNumbers.push(node);
    for (const child of blossom.children) {
      this.parent[child] = -1;
      for (const vertex of this.verticesOf(child)) this.top[vertex] = child;
    }
    return blossom;
  }

  /** Duals of a node's vertices move together while it is on top, so the order of their slacks lasts. */
  private closestOfAny(children: readonly number[], slack: (from: number, to: number) => bigint | null): Int32Array {
    const closest = new Int32Array(this.n).fill(-1);
    for (let vertex = 0; vertex < this.n; vertex += 1) {
      let least: bigint | null = null;
      for (const child of children) {
        const own = this.closestTo(child, vertex);
        const distance = own < 0 || own === vertex ? null : slack(own, vertex);
        if (distance === null || (least !== null && distance >= least)) continue;
        least = distance;
        closest[vertex] = own;
      }
    }
    return closest;
  }

  private childWith(blossom: number, vertex: number): number {
    let node = vertex;
    while (this.parent[node] !== blossom) node = this.parent[node] ?? -1;
    return node;
  }
}
