// An alternating tree that grows along tight edges from one free node. Knows which edges are tight, not why.

import { invariant } from '../../../../../core/errors.ts';
import type { Arc, BlossomNodes } from './blossom-nodes.ts';

const flip = ([from, to]: Arc): Arc => [to, from];

/** Outer nodes have an even distance from the root, inner nodes an odd one; the others are not in the tree. */
export type Label = 'outer' | 'inner' | null;

export class AlternatingTree {
  readonly nodes: BlossomNodes;
  /** Outer vertices whose edges are still to be looked at. */
  readonly queue: number[] = [];
  readonly label: Label[];
  /** For inner nodes: the tree edge that reached it, from its outer parent. */
  private readonly reachedBy: (Arc | null)[];

  constructor(nodes: BlossomNodes) {
    this.nodes = nodes;
    this.label = new Array<Label>(2 * nodes.vertexCount).fill(null);
    this.reachedBy = new Array<Arc | null>(2 * nodes.vertexCount).fill(null);
  }

  /** Forgets the tree; matching and blossoms stay. */
  clear(): void {
    this.queue.length = 0;
    this.label.fill(null);
  }

  makeOuter(node: number): void {
    this.label[node] = 'outer';
    this.queue.push(...this.nodes.verticesOf(node));
  }

  makeInner(node: number, arc: Arc): void {
    this.label[node] = 'inner';
    this.reachedBy[node] = arc;
  }

  /** A tight edge from an outer vertex to a matched node grows the tree, or closes a blossom, which is returned. */
  follow(arc: Arc): number | null {
    const from = this.nodes.topOf(arc[0]);
    const target = this.nodes.topOf(arc[1]);
    if (this.label[target] === 'outer') return this.closeBlossom(this.commonAncestor(from, target), arc);
    const mate = this.nodes.mateOf(target);
    invariant(mate !== null, 'a free node ends the search');
    this.makeInner(target, arc);
    this.makeOuter(this.nodes.topOf(mate[1]));
    return null;
  }

  /** Matches along the path from the start of the arc to the root. */
  augment(start: Arc): void {
    let arc = start;
    for (;;) {
      const node = this.nodes.topOf(arc[0]);
      const before = this.nodes.mateOf(node);
      this.nodes.setMate(node, arc);
      if (before === null) return;
      const inner = this.nodes.topOf(before[1]);
      const reached = this.arcInto(inner);
      this.nodes.setMate(inner, flip(reached));
      arc = reached;
    }
  }

  arcInto(inner: number): Arc {
    const arc = this.reachedBy[inner];
    invariant(arc !== null && arc !== undefined, 'an inner node was reached by an edge');
    return arc;
  }

  private outerParent(outer: number): number | null {
    const mate = this.nodes.mateOf(outer);
    return mate === null ? null : this.nodes.topOf(this.arcInto(this.nodes.topOf(mate[1]))[0]);
  }

  private commonAncestor(left: number, right: number): number {
    const seen = new Set<number>();
    for (let node: number | null = left; node !== null; node = this.outerParent(node)) seen.add(node);
    let node: number | null = right;
    while (node !== null && !seen.has(node)) node = this.outerParent(node);
    invariant(node !== null, 'both are in one tree');
    return node;
  }

  /** Nodes from an outer node up to, without, its ancestor; `arcs[i]` leads from `nodes[i]` to the next one. */
  private pathUp(outer: number, ancestor: number): { nodes: number[]; arcs: Arc[] } {
    const nodes: number[] = [];
    const arcs: Arc[] = [];
    for (let node = outer; node !== ancestor; ) {
      const mate = this.nodes.mateOf(node);
      invariant(mate !== null, 'the ancestor is above');
      const inner = this.nodes.topOf(mate[1]);
      const reached = this.arcInto(inner);
      nodes.push(node, inner);
      arcs.push(mate, flip(reached));
      node = this.nodes.topOf(reached[0]);
    }
    return { nodes, arcs };
  }

  private closeBlossom(base: number, arc: Arc): number {
    const left = this.pathUp(this.nodes.topOf(arc[0]), base);
    const right = this.pathUp(this.nodes.topOf(arc[1]), base);
    const children = [base, ...left.nodes.reverse(), ...right.nodes];
    const arcs = [...left.arcs.reverse().map(flip), arc, ...right.arcs];
    const newlyOuter = children.filter((child) => this.label[child] === 'inner');
    const blossom = this.nodes.join(children, arcs);
    this.label[blossom] = 'outer';
    for (const child of newlyOuter) this.queue.push(...this.nodes.verticesOf(child));
    return blossom;
  }
}
