// The best pairs of one bracket: first those of players moved down, then those of the residents that are left, in the order in which the
// rules try candidates.

import { type BracketGraph, doMeet, graphOfBracket, type OpenRound, type Reach } from './bracket-graph.ts';
import type { Bracket } from './criteria.ts';
import { findByeScore } from './legality.ts';
import { PerfectMatching } from './matching/perfect-matching.ts';
import { chooseForMovedDown } from './pairing-order.ts';
import type { Pair } from './player-graph.ts';
import { halves, matchResidents } from './resident-matching.ts';

/** Null if those who would be left over cannot be paired. */
export function matchBracket(round: OpenRound, bracket: Bracket, reach: Reach): Pair[] | null {
  const whole = graphOfBracket(round, bracket, reach);
  const inside = whole.players.flatMap((player, vertex) => (bracket.players.has(player) ? [vertex] : []));
  const isMovedDown = (vertex: number) => (whole.players[vertex]?.score ?? 0) > bracket.residentScore;
  const movedDown = inside.filter(isMovedDown);
  const residents = inside.filter((vertex) => !isMovedDown(vertex));
  const first = PerfectMatching.find(whole.graph, movedDown.length === 0 ? halves(residents) : []);
  if (first === null || !canPairRest(round, whole, first, reach)) return null;
  const places = { movedDown, residents, doMeet: (left: number, right: number) => doMeet(whole, left, right) };
  chooseForMovedDown(first, places);
  const last = matchResidents(whole, first, places);
  if (!canPairRest(round, whole, last, reach)) return null;
  return pairsInside(bracket, whole, last);
}

export function pairsInside(bracket: Bracket, whole: BracketGraph, matching: PerfectMatching): Pair[] {
  return pairsOf(whole, matching).filter((pair) => pair.every((player) => bracket.players.has(player)));
}

/** Players of the bracket who stay without a pair must leave a legal round below. */
function canPairRest(round: OpenRound, whole: BracketGraph, matching: PerfectMatching, reach: Reach): boolean {
  if (reach !== 'near') return true;
  const paired = new Set(pairsOf(whole, matching).flat());
  return findByeScore(round.open.filter((player) => !paired.has(player)))?.score === round.byeScore;
}

/** All pairs that count, also those of the next bracket. */
function pairsOf(whole: BracketGraph, matching: PerfectMatching): Pair[] {
  return whole.players.flatMap((higher, vertex) => {
    const mate = matching.mateOf(vertex);
    const lower = whole.players[mate];
    return lower && mate > vertex && doMeet(whole, vertex, mate) ? [[higher, lower] as const] : [];
  });
}
