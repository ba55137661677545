// The Monrad system: the best player meets the best legal opponent, then the best of those left, and so on down the ranking.
// A rematch or a wrong bye never happens while a round without them exists; sides are allocated, but do not decide who meets.

import { findBlockingRules, mayMeet } from './legality.ts';
import { PerfectMatching } from './matching/perfect-matching.ts';
import { readPlayers } from './player.ts';
import { graphOf } from './player-graph.ts';
import { allocateSides } from './sides.ts';
import type { SwissEntrant, SwissRound, SwissSettings } from './swiss-entrant.ts';

export function monrad(entrants: readonly SwissEntrant[], settings: SwissSettings): SwissRound {
  const players = readPlayers(entrants, settings);
  const graph = graphOf(
    players,
    {
      pair: (higher, lower) => (mayMeet(higher, lower, ['C3']) ? 0 : -1),
      bye: (player) => (player.mayGetBye ? 0 : -1),
    },
    [[]],
  );
  const matching = PerfectMatching.find(graph);
  if (matching === null) {
    return { kind: 'blocked', rules: findBlockingRules(readPlayers(entrants, { ...settings, hasSides: false })) };
  }
  // The bye goes to the last in rank from which the rest can be paired, and so to the lowest score.
  if (players.length % 2 === 1) matching.prefer(players.length, (player) => player);
  players.forEach((_, rank) => {
    matching.prefer(rank, (mate) => graph.vertexCount - mate);
  });
  const pairs = players.flatMap((player, rank) => {
    const mate = matching.mateOf(rank);
    const lower = players[mate];
    return lower && mate > rank ? [allocateSides(player, lower, settings.firstSide)] : [];
  });
  const bye = players.length % 2 === 1 ? players[matching.mateOf(players.length)] : undefined;
  return { kind: 'paired', pairs, bye: bye?.number ?? null };
}
