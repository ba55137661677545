// Maximum weight matching among players, with a bye for one of them when their number is odd.

import { findMaxWeightMatching, findMaxWeightPerfectMatching } from './max-weight-matching.ts';
import type { Player } from './player.ts';

export type Pair = readonly [higher: Player, lower: Player];

export interface Matching {
  readonly pairs: readonly Pair[];
  readonly bye: Player | null;
}

export interface MatchingWeights {
  /** Null forbids the pair. The first player is the one earlier in the list. */
  readonly pair: (higher: Player, lower: Player) => bigint | null;
  /** Null forbids the bye. */
  readonly bye: (player: Player) => bigint | null;
}

/** Everybody is paired, but for one bye; null if that cannot be. */
export function matchPlayers(players: readonly Player[], weights: MatchingWeights): Matching | null {
  const vertexCount = players.length + (players.length % 2);
  const mates = findMaxWeightPerfectMatching(vertexCount, (left, right) => {
    const [higher, lower] = [players[left], players[right]];
    if (!higher) return null;
    return lower ? weights.pair(higher, lower) : weights.bye(higher);
  });
  if (mates === null) return null;
  const alone = players.find((_, index) => (mates[index] ?? -1) >= players.length);
  return { pairs: readPairs(players, mates), bye: alone ?? null };
}

/** Anybody may stay without a pair; the sum of the weights decides. */
export function matchSomePlayers(players: readonly Player[], weights: Pick<MatchingWeights, 'pair'>): Pair[] {
  const mates = findMaxWeightMatching(players.length, (left, right) => {
    const [higher, lower] = [players[left], players[right]];
    return higher && lower ? weights.pair(higher, lower) : null;
  });
  return readPairs(players, mates);
}

function readPairs(players: readonly Player[], mates: readonly number[]): Pair[] {
  return players.flatMap((player, index) => {
    const mate = mates[index] ?? -1;
    const other = players[mate];
    return other && index < mate ? [[player, other] as const] : [];
  });
}
