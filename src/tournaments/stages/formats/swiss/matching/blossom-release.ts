// Takes blossoms apart outside of a search, where the graph is about to change.

import type { BlossomNodes } from './blossom-nodes.ts';
import type { Slacks } from './slacks.ts';

/** Takes all blossoms around a vertex apart. Pairs that were tight only through them come apart; false if there were any. */
export function releaseVertex(nodes: BlossomNodes, slacks: Slacks, vertex: number): boolean {
  let isComplete = true;
  for (let top = nodes.topOf(vertex); top !== vertex; top = nodes.topOf(vertex)) {
    if (slacks.hasDual(top) && nodes.mateOf(top) !== null) {
      nodes.unmatch(top);
      isComplete = false;
    }
    shareDual(nodes, slacks, top);
    nodes.split(top);
  }
  return isComplete;
}

/** The dual of the blossom goes to its vertices, which leaves edges inside as tight as they were. */
function shareDual(nodes: BlossomNodes, slacks: Slacks, blossom: number): void {
  for (let rank = 0; rank < slacks.width; rank += 1) {
    const half = slacks.dual(blossom, rank) / 2;
    for (const vertex of half === 0 ? [] : nodes.verticesOf(blossom)) slacks.add(vertex, rank, half);
    slacks.setDual(blossom, rank, 0);
  }
}
