// The graph whose perfect matchings are the ways to pair some players. With an odd number of them, one more vertex stands for the bye.

import type { WeighedGraph } from './matching/slacks.ts';
import type { Player } from './player.ts';

export type Pair = readonly [higher: Player, lower: Player];

/** Index of a weight; -1 forbids the pair or the bye. Of a pair, the player earlier in the list comes first. */
export interface EdgeChoice {
  readonly pair: (higher: Player, lower: Player) => number;
  readonly bye: (player: Player) => number;
}

export function graphOf(
  players: readonly Player[],
  choice: EdgeChoice,
  weights: readonly (readonly number[])[],
): WeighedGraph {
  const vertexCount = players.length + (players.length % 2);
  const edges = new Int32Array(vertexCount * vertexCount).fill(-1);
  players.forEach((higher, left) => {
    for (let right = left + 1; right < vertexCount; right += 1) {
      const lower = players[right];
      const edge = lower ? choice.pair(higher, lower) : choice.bye(higher);
      edges[left * vertexCount + right] = edge;
      edges[right * vertexCount + left] = edge;
    }
  });
  return { vertexCount, edges, weights };
}
