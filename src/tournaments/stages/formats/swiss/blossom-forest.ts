// The state of a matching search: duals, matched edges, blossoms and the alternating trees, one for each free node.
// max-weight-matching.ts decides which step comes next.

import { invariant } from '../../../../core/errors.ts';
import { type Arc, BlossomNodes } from './blossom-nodes.ts';

const flip = ([from, to]: Arc): Arc => [to, from];

/** Outer nodes have an even distance from a free node, inner nodes an odd one; the others are in no tree. */
type Label = 'outer' | 'inner' | null;

export class BlossomForest {
  /** Outer vertices whose edges are still to be looked at. */
  readonly queue: number[] = [];
  private readonly n: number;
  private readonly weights: readonly (bigint | null)[];
  private readonly dual: bigint[];
  private readonly nodes: BlossomNodes;
  private readonly label: Label[];
  /** For inner nodes: the tree edge that reached it, from its outer parent. */
  private readonly reachedBy: (Arc | null)[];
  /** For outer and inner nodes: the free vertex that was the first root of the tree. */
  private readonly root: number[];
  /** For each node: the edge of least slack that comes from an outer node, and its slack. */
  private readonly nearest: (Arc | null)[];
  private readonly nearestSlack: bigint[];

  constructor(vertexCount: number, weights: readonly (bigint | null)[], duals: readonly bigint[]) {
    const capacity = 2 * vertexCount;
    this.n = vertexCount;
    this.weights = weights;
    this.dual = [...duals, ...new Array<bigint>(vertexCount).fill(0n)];
    this.nodes = new BlossomNodes(vertexCount);
    this.label = new Array<Label>(capacity).fill(null);
    this.reachedBy = new Array<Arc | null>(capacity).fill(null);
    this.root = new Array<number>(capacity).fill(-1);
    this.nearest = new Array<Arc | null>(capacity).fill(null);
    this.nearestSlack = new Array<bigint>(capacity).fill(0n);
  }

  vertexMates(): number[] {
    return Array.from({ length: this.n }, (_, vertex) => this.nodes.mateOf(vertex)?.[1] ?? -1);
  }

  /** Pairs free vertices along edges that are tight from the start. */
  matchTightEdges(): void {
    for (let left = 0; left < this.n; left += 1) {
      for (let right = left + 1; right < this.n && this.nodes.mateOf(left) === null; right += 1) {
        if (this.nodes.mateOf(right) !== null || this.slack(left, right) !== 0n) continue;
        this.nodes.setMate(left, [left, right]);
        this.nodes.setMate(right, [right, left]);
      }
    }
  }

  /** Every free vertex becomes the root of a tree. */
  plantTrees(): void {
    for (const node of this.nodes.topNodes()) if (this.nodes.mateOf(node) === null) this.makeOuter(node, node);
  }

  /** Looks at all edges of an outer vertex. */
  scan(vertex: number): void {
    for (let other = 0; other < this.n; other += 1) {
      const own = this.nodes.topOf(vertex);
      if (this.label[own] !== 'outer') return;
      const target = this.nodes.topOf(other);
      const slack = target === own ? null : this.slack(vertex, other);
      if (slack === null) continue;
      if (slack === 0n && this.label[target] !== 'inner') this.follow([vertex, other]);
      else this.noteNearest(target, [vertex, other], slack);
    }
  }

  /** The smallest change of duals that makes an edge tight or an inner blossom empty; null if nothing can happen. */
  nextEvent(): bigint | null {
    let least: bigint | null = null;
    for (const node of this.nodes.topNodes()) {
      const label = this.label[node] ?? null;
      let step: bigint | null = null;
      if (label === 'inner') step = node >= this.n ? this.dualOf(node) / 2n : null;
      else if (this.nearest[node]) step = (this.nearestSlack[node] ?? 0n) / (label === 'outer' ? 2n : 1n);
      if (step !== null && (least === null || step < least)) least = step;
    }
    return least;
  }

  smallestOuterDual(): bigint {
    let least: bigint | null = null;
    for (let vertex = 0; vertex < this.n; vertex += 1) {
      const dual = this.dualOf(vertex);
      if (this.label[this.nodes.topOf(vertex)] === 'outer' && (least === null || dual < least)) least = dual;
    }
    return least ?? 0n;
  }

  shiftDuals(step: bigint): void {
    for (let vertex = 0; vertex < this.n; vertex += 1) {
      const label = this.label[this.nodes.topOf(vertex)];
      if (label === 'outer') this.dual[vertex] = this.dualOf(vertex) - step;
      else if (label === 'inner') this.dual[vertex] = this.dualOf(vertex) + step;
    }
    for (const node of this.nodes.topNodes()) {
      const label = this.label[node];
      if (node >= this.n && label) this.dual[node] = this.dualOf(node) + (label === 'outer' ? 2n : -2n) * step;
      if (label === 'inner') continue;
      this.nearestSlack[node] = (this.nearestSlack[node] ?? 0n) - (label === 'outer' ? 2n : 1n) * step;
    }
  }

  /** Uses every edge that has become tight. */
  followTightEdges(): void {
    for (const node of this.nodes.topNodes()) {
      const arc = this.nearest[node];
      if (!arc || !this.nodes.isTop(node) || this.label[node] === 'inner') continue;
      if (this.nearestSlack[node] === 0n) this.follow(arc);
    }
  }

  expandEmptyInnerBlossoms(): void {
    for (const node of this.nodes.topNodes()) {
      if (node >= this.n && this.label[node] === 'inner' && this.dual[node] === 0n) this.expand(node);
    }
  }

  /** How far an edge is from being tight; null if there is no edge. */
  private slack(left: number, right: number): bigint | null {
    const weight = this.weights[left * this.n + right] ?? null;
    return weight === null ? null : this.dualOf(left) + this.dualOf(right) - weight;
  }

  private dualOf(node: number): bigint {
    return this.dual[node] ?? 0n;
  }

  private noteNearest(target: number, arc: Arc, slack: bigint): void {
    if (this.nearest[target] && slack >= (this.nearestSlack[target] ?? 0n)) return;
    this.nearest[target] = arc;
    this.nearestSlack[target] = slack;
  }

  private makeOuter(node: number, root: number): void {
    this.label[node] = 'outer';
    this.root[node] = root;
    this.queue.push(...this.nodes.verticesOf(node));
  }

  private makeInner(node: number, arc: Arc): void {
    this.label[node] = 'inner';
    this.reachedBy[node] = arc;
    this.root[node] = this.root[this.nodes.topOf(arc[0])] ?? -1;
  }

  /** A tight edge that leaves an outer vertex grows the tree, closes a blossom, or joins two trees to one pair more. */
  private follow(arc: Arc): void {
    const from = this.nodes.topOf(arc[0]);
    const target = this.nodes.topOf(arc[1]);
    if (from === target || this.label[target] === 'inner') return;
    if (this.label[target] === null) {
      this.makeInner(target, arc);
      const mate = this.nodes.mateOf(target);
      invariant(mate !== null, 'a free node is outer');
      this.makeOuter(this.nodes.topOf(mate[1]), this.rootOf(target));
    } else if (this.rootOf(from) === this.rootOf(target)) {
      this.closeBlossom(this.commonAncestor(from, target), arc);
    } else {
      const roots = [this.rootOf(from), this.rootOf(target)];
      this.augment(arc);
      this.augment(flip(arc));
      this.dissolve(roots);
    }
  }

  private rootOf(node: number): number {
    return this.root[node] ?? -1;
  }

  /** Takes trees whose roots are matched now out of the forest. The other trees stay as they are. */
  private dissolve(roots: readonly number[]): void {
    const tops = this.nodes.topNodes();
    const gone = new Set(tops.filter((node) => this.label[node] !== null && roots.includes(this.rootOf(node))));
    for (const node of gone) this.label[node] = null;
    for (const node of tops) {
      const arc = this.nearest[node];
      if (gone.has(node) || (arc && gone.has(this.nodes.topOf(arc[0])))) this.findNearest(node);
    }
  }

  /** Matches along the path from the start of the arc to the root of its tree. */
  private augment(start: Arc): void {
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

  private arcInto(inner: number): Arc {
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

  private closeBlossom(base: number, arc: Arc): void {
    const left = this.pathUp(this.nodes.topOf(arc[0]), base);
    const right = this.pathUp(this.nodes.topOf(arc[1]), base);
    const children = [base, ...left.nodes.reverse(), ...right.nodes];
    const arcs = [...left.arcs.reverse().map(flip), arc, ...right.arcs];
    const newlyOuter = children.filter((child) => this.label[child] === 'inner');
    const blossom = this.nodes.join(children, arcs, (from, to) => this.slack(from, to));
    this.dual[blossom] = 0n;
    this.label[blossom] = 'outer';
    this.root[blossom] = this.rootOf(base);
    this.findNearest(blossom);
    for (const child of newlyOuter) this.queue.push(...this.nodes.verticesOf(child));
  }

  /** Finds the nearest outer edge again, after a node came to the top. */
  private findNearest(node: number): void {
    this.nearest[node] = null;
    for (let vertex = 0; vertex < this.n; vertex += 1) {
      const top = this.nodes.topOf(vertex);
      if (top === node || this.label[top] !== 'outer') continue;
      const own = this.nodes.closestTo(node, vertex);
      const slack = own < 0 ? null : this.slack(vertex, own);
      if (slack !== null) this.noteNearest(node, [vertex, own], slack);
    }
  }

  /** Takes an inner blossom apart; its children on the even way from entry to base stay in the tree. */
  private expand(blossom: number): void {
    const entry = this.arcInto(blossom);
    const { children, arcs } = this.nodes.split(blossom);
    for (const child of children) this.label[child] = null;
    const size = children.length;
    const at = children.indexOf(this.nodes.topOf(entry[1]));
    const direction = at % 2 === 0 ? -1 : 1;
    let reached = entry;
    for (let index = at; ; ) {
      this.makeInner(children[index] ?? -1, reached);
      if (index === 0) break;
      const outer = (index + direction + size) % size;
      this.makeOuter(children[outer] ?? -1, this.rootOf(blossom));
      const next = (outer + direction + size) % size;
      const arc = arcs[direction === 1 ? outer : next];
      invariant(arc !== undefined, 'a blossom is a cycle');
      reached = direction === 1 ? arc : flip(arc);
      index = next;
    }
    for (const child of children) this.findNearest(child);
  }
}
