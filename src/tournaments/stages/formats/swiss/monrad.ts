// The Monrad system: the best player meets the best legal opponent, then the best of those left, and so on down the ranking.
// A rematch or a wrong bye never happens while a round without them exists; sides are allocated, but do not decide who meets.

import { findBlockingRules, findByeScore, mayMeet } from './legality.ts';
import { matchPlayers } from './match-players.ts';
import { type Player, readPlayers } from './player.ts';
import { bitsFor } from './ranked-weight.ts';
import { allocateSides } from './sides.ts';
import type { SwissEntrant, SwissRound, SwissSettings } from './swiss-entrant.ts';

export function monrad(entrants: readonly SwissEntrant[], settings: SwissSettings): SwissRound {
  const players = readPlayers(entrants, settings);
  const byeScore = findByeScore(players, ['C3'])?.score;
  const width = bitsFor(players.length);
  const rank = new Map(players.map((player, index) => [player, index]));
  const rankOf = (player: Player) => rank.get(player) ?? 0;
  // The bye goes to the lowest score, and there to the last in rank from which the rest can be paired.
  const bye = BigInt(width * (players.length + 1));
  const matching = matchPlayers(players, {
    pair: (higher, lower) =>
      mayMeet(higher, lower, ['C3'])
        ? BigInt(players.length - rankOf(lower)) << BigInt(width * (players.length - rankOf(higher)))
        : null,
    bye: (player) => (player.mayGetBye && player.score === byeScore ? BigInt(rankOf(player) + 1) << bye : null),
  });
  if (matching === null) {
    return { kind: 'blocked', rules: findBlockingRules(readPlayers(entrants, { ...settings, hasSides: false })) };
  }
  return {
    kind: 'paired',
    pairs: matching.pairs.map(([higher, lower]) => allocateSides(higher, lower, settings.firstSide)),
    bye: matching.bye?.number ?? null,
  };
}
