// Absolute criteria C1–C3: who may meet, who may get the bye, and whether a legal round exists at all (C4, C5).

import { invariant } from '../../../../core/errors.ts';
import { PerfectMatching } from './matching/perfect-matching.ts';
import type { Player } from './player.ts';
import { graphOf } from './player-graph.ts';
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
  const scores = [...new Set(players.map(({ score }) => score))];
  const weights = [[0], ...scores.map((score) => [-score])];
  const choice = {
    pair: (higher: Player, lower: Player) => (mayMeet(higher, lower, without) ? 0 : -1),
    bye: (player: Player) => (player.mayGetBye || without.includes('C2') ? scores.indexOf(player.score) + 1 : -1),
  };
  const matching = PerfectMatching.find(graphOf(players, choice, weights));
  if (matching === null) return null;
  return { score: players.length % 2 === 1 ? (players[matching.mateOf(players.length)]?.score ?? null) : null };
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
