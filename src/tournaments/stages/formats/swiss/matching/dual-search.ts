// The search for the mate of a free vertex in a heaviest perfect matching: an alternating tree grows, and where it cannot, duals shift until
// an edge becomes tight, up to another free vertex. Blossoms and duals stay for the next search.

import { invariant } from '../../../../../core/errors.ts';
import { AlternatingTree } from './alternating-tree.ts';
import type { Arc, BlossomNodes } from './blossom-nodes.ts';
import type { Slacks } from './slacks.ts';

const flip = ([from, to]: Arc): Arc => [to, from];

export class DualSearch {
  private readonly nodes: BlossomNodes;
  private readonly slacks: Slacks;
  private readonly tree: AlternatingTree;
  /** For each node: the edge of least slack that comes from an outer node. */
  private readonly nearest: (Arc | null)[];
  private isDone = false;

  constructor(nodes: BlossomNodes, slacks: Slacks) {
    this.nodes = nodes;
    this.slacks = slacks;
    this.tree = new AlternatingTree(nodes);
    this.nearest = new Array<Arc | null>(2 * nodes.vertexCount).fill(null);
  }

  /** Matches all free vertices. False if no perfect matching exists. */
  matchAll(): boolean {
    const free = this.nodes.topNodes().filter((node) => this.nodes.mateOf(node) === null);
    return free.every((vertex) => this.nodes.mateOf(vertex) !== null || this.match(vertex));
  }

  private match(root: number): boolean {
    this.isDone = false;
    this.tree.clear();
    this.nearest.fill(null);
    this.tree.makeOuter(root);
    for (;;) {
      for (let vertex = this.tree.queue.pop(); vertex !== undefined; vertex = this.tree.queue.pop()) this.scan(vertex);
      if (this.isDone) return true;
      const tops = this.nodes.topNodes();
      const step = this.nextEvent(tops);
      if (step === null) return false;
      this.shiftDuals(step, tops);
      this.followTightEdges(tops);
      if (!this.isDone) this.expandEmptyInnerBlossoms();
    }
  }

  /** Looks at all edges of an outer vertex. */
  private scan(vertex: number): void {
    for (const other of this.nodes.vertices) {
      if (this.isDone) return;
      const target = this.nodes.topOf(other);
      if (target === this.nodes.topOf(vertex) || this.tree.label[target] === 'inner') continue;
      if (!this.slacks.hasEdge(vertex, other)) continue;
      if (this.slacks.isTight(vertex, other)) this.reach([vertex, other]);
      else this.noteNearest(target, vertex, other);
    }
  }

  /** A free node at the end of a tight edge is the mate; any other node grows the tree. */
  private reach(arc: Arc): void {
    const target = this.nodes.topOf(arc[1]);
    if (target === this.nodes.topOf(arc[0]) || this.tree.label[target] === 'inner') return;
    if (this.tree.label[target] === null && this.nodes.mateOf(target) === null) {
      this.nodes.setMate(target, flip(arc));
      this.tree.augment(arc);
      this.isDone = true;
      return;
    }
    const blossom = this.tree.follow(arc);
    if (blossom !== null) this.findNearest(blossom, this.outerVertices());
  }

  /** The smallest change of duals that makes an edge tight or an inner blossom empty; null if nothing can happen. */
  private nextEvent(tops: readonly number[]): number[] | null {
    let least: number[] | null = null;
    for (const node of tops) {
      const isInner = this.tree.label[node] === 'inner';
      const arc = this.nearest[node] ?? null;
      if (isInner ? node < this.nodes.vertexCount : arc === null) continue;
      const divisor = isInner || this.tree.label[node] === 'outer' ? 2 : 1;
      const numberAt = (rank: number) =>
        (isInner ? this.slacks.dual(node, rank) : this.slacks.at(arc?.[0] ?? -1, arc?.[1] ?? -1, rank)) / divisor;
      for (let rank = 0; rank < this.slacks.width; rank += 1) {
        const difference: number = least === null ? -1 : numberAt(rank) - (least[rank] ?? 0);
        if (difference === 0) continue;
        if (difference < 0) least = Array.from({ length: this.slacks.width }, (_, index) => numberAt(index));
        break;
      }
    }
    return least;
  }

  private shiftDuals(step: readonly number[], tops: readonly number[]): void {
    step.forEach((change, rank) => {
      if (change === 0) return;
      for (const vertex of this.nodes.vertices) {
        const label = this.tree.label[this.nodes.topOf(vertex)];
        if (label) this.slacks.add(vertex, rank, label === 'outer' ? -change : change);
      }
      for (const node of tops) {
        const label = this.tree.label[node];
        if (node >= this.nodes.vertexCount && label)
          this.slacks.add(node, rank, label === 'outer' ? 2 * change : -2 * change);
      }
    });
  }

  /** Uses every edge that has become tight. */
  private followTightEdges(tops: readonly number[]): void {
    for (const node of tops) {
      const arc = this.nearest[node];
      if (this.isDone) return;
      if (!arc || !this.nodes.isTop(node) || this.tree.label[node] === 'inner') continue;
      if (this.slacks.isTight(arc[0], arc[1])) this.reach(arc);
    }
  }

  private expandEmptyInnerBlossoms(): void {
    for (const node of this.nodes.topNodes()) {
      if (node >= this.nodes.vertexCount && this.tree.label[node] === 'inner' && !this.slacks.hasDual(node))
        this.expand(node);
    }
  }

  private noteNearest(target: number, from: number, to: number): void {
    const arc = this.nearest[target];
    if (!arc || this.slacks.compare(from, to, arc[0], arc[1]) < 0) this.nearest[target] = [from, to];
  }

  private outerVertices(): number[] {
    return this.nodes.vertices.filter((vertex) => this.tree.label[this.nodes.topOf(vertex)] === 'outer');
  }

  /** Finds the nearest edge from an outer vertex again, after a node came to the top. */
  private findNearest(node: number, outer: readonly number[]): void {
    this.nearest[node] = null;
    for (const vertex of outer) {
      if (this.nodes.topOf(vertex) === node) continue;
      const own = this.nodes.closestTo(node, vertex, this.slacks);
      if (own >= 0 && this.slacks.hasEdge(vertex, own)) this.noteNearest(node, vertex, own);
    }
  }

  /** Takes an inner blossom apart; its children on the even way from entry to base stay in the tree. */
  private expand(blossom: number): void {
    const entry = this.tree.arcInto(blossom);
    const { children, arcs } = this.nodes.split(blossom);
    for (const child of children) this.tree.label[child] = null;
    const size = children.length;
    const at = children.indexOf(this.nodes.topOf(entry[1]));
    const direction = at % 2 === 0 ? -1 : 1;
    let reached = entry;
    for (let index = at; ; ) {
      this.tree.makeInner(children[index] ?? -1, reached);
      if (index === 0) break;
      const outer = (index + direction + size) % size;
      this.tree.makeOuter(children[outer] ?? -1);
      const next = (outer + direction + size) % size;
      const arc = arcs[direction === 1 ? outer : next];
      invariant(arc !== undefined, 'a blossom is a cycle');
      reached = direction === 1 ? arc : flip(arc);
      index = next;
    }
    const outer = this.outerVertices();
    for (const child of children) this.findNearest(child, outer);
  }
}
