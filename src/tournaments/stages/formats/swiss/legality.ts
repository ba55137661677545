// Absolute criteria C1–C3: who may meet, who may get the bye, and whether a legal round exists at all (C4, C5).

import { invariant } from '../../../../core/errors.ts';
import { matchPlayers } from './match-players.ts';
import type { Player } from './player.ts';
import { sidesAllow } from './sides.ts';
import type { BlockingRule } from './swiss-entrant.ts';

export function mayMeet(left: Player, right: Player, without: readonly BlockingRule[] = []): boolean {
  const isRematch = left.met.has(right.number) && !without.includes('C1');
  return !isRematch && (without.includes('C3') || sidesAllow(left, right));
}

/**
 * The lowest score from which a bye lets everybody else be paired (C5). Null in `score` if there is no bye; null overall if no legal
 * round exists. Rules can be left out.
 */
export function findByeScore(
  players: readonly Player[],
  without: readonly BlockingRule[] = [],
): { readonly score: number | null } | null {
  const matching = matchPlayers(players, {
    pair: (higher, lower) => (mayMeet(higher, lower, without) ? 0n : null),
    bye: (player) => (player.mayGetBye || without.includes('C2') ? BigInt(-player.score) : null),
  });
  return matching && { score: matching.bye?.score ?? null };
}

/** Fewest rules first, and of as many the least important: rather a wrong side than a second bye or a rematch. */
const whatCanBlock: readonly (readonly BlockingRule[])[] = [
  ['C3'],
  ['C2'],
  ['C1'],
  ['C2', 'C3'],
  ['C1', 'C3'],
  ['C1', 'C2'],
  ['C1', 'C2', 'C3'],
];

/** The rules without which a round would exist. */
export function findBlockingRules(players: readonly Player[]): readonly BlockingRule[] {
  const rules = whatCanBlock.find((without) => findByeScore(players, without) !== null);
  invariant(rules !== undefined, 'without rules every round can be paired');
  return rules;
}
