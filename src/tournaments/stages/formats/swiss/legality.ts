// Absolute criteria C1–C3: who may meet, who may get the bye, and whether a legal round exists at all (C4, C5).

import { matchPlayers } from './match-players.ts';
import type { Player } from './player.ts';
import { sidesAllow } from './sides.ts';
import type { BlockingRule } from './swiss-entrant.ts';

export function mayMeet(left: Player, right: Player, without: BlockingRule | null = null): boolean {
  return (without === 'C1' || !left.met.has(right.number)) && (without === 'C3' || sidesAllow(left, right));
}

/**
 * The lowest score from which a bye lets everybody else be paired (C5). Null in `score` if there is no bye; null overall if no legal
 * round exists. One rule can be left out.
 */
export function findByeScore(
  players: readonly Player[],
  without: BlockingRule | null = null,
): { readonly score: number | null } | null {
  const matching = matchPlayers(players, {
    pair: (higher, lower) => (mayMeet(higher, lower, without) ? 0n : null),
    bye: (player) => (player.mayGetBye || without === 'C2' ? BigInt(-player.score) : null),
  });
  return matching && { score: matching.bye?.score ?? null };
}

/** The rule without which a legal round would exist, the least important first; the rematch rule if several block together. */
export function findBlockingRule(players: readonly Player[]): BlockingRule {
  return (['C3', 'C2'] as const).find((rule) => findByeScore(players, rule) !== null) ?? 'C1';
}
