// A vertex takes a better mate where the matching stays as heavy. Duals do not change: only tight edges are used.

import { AlternatingTree } from './alternating-tree.ts';
import type { BlossomNodes } from './blossom-nodes.ts';
import type { Slacks } from './slacks.ts';

export interface Wish {
  /** In no blossom. */
  readonly vertex: number;
  readonly worthOf: (mate: number) => number;
  /** The search ends at a mate of this worth. */
  readonly enough: number;
}

/**
 * All possible mates have an even distance from the mate that the vertex leaves, in a tree without the vertex. Blossoms that are closed on
 * the way are opened again.
 */
export function chooseMate(nodes: BlossomNodes, slacks: Slacks, { vertex, worthOf, enough }: Wish): void {
  const tree = new AlternatingTree(nodes);
  const left = nodes.mateOf(vertex);
  if (left === null) return;
  let best = left[1];
  const closed: number[] = [];
  for (const node of nodes.topNodes()) openEmpty(nodes, slacks, node);
  nodes.unmatch(vertex);
  // As an inner node without a mate it is never looked at.
  tree.label[vertex] = 'inner';
  tree.makeOuter(nodes.topOf(best));
  for (let next = tree.queue.pop(); next !== undefined; next = tree.queue.pop()) {
    if (worthOf(next) > worthOf(best) && slacks.isTight(vertex, next)) best = next;
    if (worthOf(best) >= enough) break;
    for (const other of nodes.vertices) {
      const target = nodes.topOf(other);
      if (target === nodes.topOf(next) || tree.label[target] === 'inner' || !slacks.isTight(next, other)) continue;
      const blossom = tree.follow([next, other]);
      if (blossom !== null) closed.push(blossom);
    }
  }
  nodes.setMate(vertex, [vertex, best]);
  tree.augment([best, vertex]);
  for (const blossom of closed.reverse()) nodes.split(blossom);
}

/** Blossoms with a dual stay as they are in every heaviest matching; the others must not stand in the way. */
function openEmpty(nodes: BlossomNodes, slacks: Slacks, node: number): void {
  if (node < nodes.vertexCount || slacks.hasDual(node)) return;
  for (const child of nodes.split(node).children) openEmpty(nodes, slacks, child);
}
