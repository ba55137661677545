// Vertices and blossoms as nested nodes: which node is on top, how a blossom is matched inside. No duals, no trees.

import { invariant } from '../../../../../core/errors.ts';
import type { Slacks } from './slacks.ts';

/** An edge with a direction: from a vertex in one node to a vertex in another. */
export type Arc = readonly [from: number, to: number];

interface Blossom {
  /** An odd cycle; the first child is the base, by which the blossom is matched to the outside. */
  children: number[];
  readonly vertices: readonly number[];
  /** `arcs[i]` leads from `children[i]` to the next child. */
  arcs: Arc[];
}

/** Numbers below `vertexCount` are vertices, those from there on blossoms. */
export class BlossomNodes {
  readonly vertexCount: number;
  private readonly blossoms = new Map<number, Blossom>();
  /** Vertices that have not been removed. */
  private present: readonly number[];
  private readonly freeNumbers: number[];
  private readonly parent: Int32Array;
  /** Top node of each vertex. */
  private readonly top: Int32Array;
  /** Matched edge of each node, from its own vertex. */
  private readonly mate: (Arc | null)[];
  /** For each blossom: to each vertex outside, its own vertex with the least slack, or -1. */
  private readonly closest = new Map<number, Int32Array>();

  constructor(vertexCount: number) {
    this.vertexCount = vertexCount;
    this.present = Array.from({ length: vertexCount }, (_, vertex) => vertex);
    this.freeNumbers = Array.from({ length: vertexCount }, (_, index) => 2 * vertexCount - 1 - index);
    this.parent = new Int32Array(2 * vertexCount).fill(-1);
    this.top = Int32Array.from({ length: vertexCount }, (_, vertex) => vertex);
    this.mate = new Array<Arc | null>(2 * vertexCount).fill(null);
  }

  topOf(vertex: number): number {
    return this.top[vertex] ?? -1;
  }

  get vertices(): readonly number[] {
    return this.present;
  }

  /** Takes two top vertices that are matched, or both free, out of the graph as a pair. */
  removePair(left: number, right: number): void {
    this.mate[left] = [left, right];
    this.mate[right] = [right, left];
    this.present = this.present.filter((vertex) => vertex !== left && vertex !== right);
  }

  isTop(node: number): boolean {
    return this.parent[node] === -1 && (node < this.vertexCount || this.blossoms.has(node));
  }

  topNodes(): number[] {
    const nodes: number[] = [];
    for (const vertex of this.present) if (this.parent[vertex] === -1) nodes.push(vertex);
    for (const blossom of this.blossoms.keys()) if (this.parent[blossom] === -1) nodes.push(blossom);
    return nodes;
  }

  mateOf(node: number): Arc | null {
    return this.mate[node] ?? null;
  }

  verticesOf(node: number): readonly number[] {
    return this.blossoms.get(node)?.vertices ?? [node];
  }

  /** The vertex of the node with the least slack to a vertex outside; -1 if there is no edge. */
  closestTo(node: number, vertex: number, slacks: Slacks): number {
    const blossom = this.blossoms.get(node);
    if (!blossom) return node;
    const known = this.closest.get(node) ?? this.closestOfAny(blossom.children, slacks);
    this.closest.set(node, known);
    return known[vertex] ?? -1;
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

  /** A matched top node and its mate become free. */
  unmatch(node: number): void {
    const mate = this.mateOf(node);
    this.clearMate(node);
    if (mate) this.clearMate(this.topOf(mate[1]));
  }

  private clearMate(node: number): void {
    this.mate[node] = null;
    const base = this.blossoms.get(node)?.children[0];
    if (base !== undefined) this.clearMate(base);
  }

  /** Joins top nodes to a blossom; the first is the base. */
  join(children: number[], arcs: Arc[]): number {
    const blossom = this.freeNumbers.pop();
    invariant(blossom !== undefined, 'there are fewer blossoms than vertices');
    this.blossoms.set(blossom, { children, arcs, vertices: children.flatMap((child) => this.verticesOf(child)) });
    this.mate[blossom] = this.mateOf(children[0] ?? -1);
    this.parent[blossom] = -1;
    for (const child of children) this.parent[child] = blossom;
    for (const vertex of this.verticesOf(blossom)) this.top[vertex] = blossom;
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
  private closestOfAny(children: readonly number[], slacks: Slacks): Int32Array {
    const closest = new Int32Array(this.vertexCount).fill(-1);
    for (const child of children) {
      for (const vertex of this.present) {
        const own = this.closestTo(child, vertex, slacks);
        if (own < 0 || own === vertex || !slacks.hasEdge(own, vertex)) continue;
        const best = closest[vertex] ?? -1;
        if (best < 0 || slacks.compare(own, vertex, best, vertex) < 0) closest[vertex] = own;
      }
    }
    return closest;
  }

  /** Finds again which vertex of each blossom is closest to one vertex outside, after the edges of that vertex changed. */
  refreshClosest(vertex: number, slacks: Slacks): void {
    for (const [blossom, closest] of this.closest) {
      closest[vertex] = -1;
      for (const own of this.verticesOf(blossom)) {
        if (own === vertex || !slacks.hasEdge(own, vertex)) continue;
        const best = closest[vertex] ?? -1;
        if (best < 0 || slacks.compare(own, vertex, best, vertex) < 0) closest[vertex] = own;
      }
    }
  }

  private childWith(blossom: number, vertex: number): number {
    let node = vertex;
    while (this.parent[node] !== blossom) node = this.parent[node] ?? -1;
    return node;
  }
}
