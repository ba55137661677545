// Pairs a round bracket by bracket, from the highest scoregroup down. Who stays unpaired moves down into the next bracket.

import { invariant } from '../../../../core/errors.ts';
import { graphOfBracket, type OpenRound } from './bracket-graph.ts';
import { matchBracket, pairsInside } from './bracket-matching.ts';
import type { Bracket } from './criteria.ts';
import { findByeScore } from './legality.ts';
import { PerfectMatching } from './matching/perfect-matching.ts';
import type { Player } from './player.ts';
import type { Pair } from './player-graph.ts';

export interface RoundPairs {
  readonly pairs: readonly Pair[];
  readonly bye: Player | null;
}

/** A legal round must exist. Players come best first; `byeScore` is the score of the player with the bye, null if there is none. */
export function pairRound(round: OpenRound): RoundPairs {
  const scores = [...new Set(round.open.map(({ score }) => score))];
  const pairs: Pair[] = [];
  let { open } = round;
  scores.forEach((score, index) => {
    const found = pairBracket({ ...round, open }, score, scores[index + 1] ?? null);
    pairs.push(...found);
    const paired = new Set(found.flat());
    open = open.filter((player) => !paired.has(player));
  });
  invariant(open.length <= 1, 'at most one player stays without a pair');
  return { pairs, bye: open[0] ?? null };
}

function pairBracket(round: OpenRound, score: number, nextScore: number | null): readonly Pair[] {
  const bracket = describe(round, score, nextScore);
  if (isClosed(round, bracket)) {
    const alone = describe({ ...round, open: [...bracket.players] }, score, null);
    const found = matchBracket({ ...round, byeScore: null }, alone, 'bracket');
    if (found) return found;
  }
  const isByeBracket = leavesBye(round, bracket);
  const hasFar = round.open.some((player) => player.score < (nextScore ?? score));
  const near = isByeBracket || !hasFar ? null : matchBracket(round, bracket, 'near');
  const found = near ?? matchBracket(round, { ...bracket, isByeBracket }, 'all');
  invariant(found !== null, 'downfloaters leave a legal rest');
  return found;
}

function describe(round: OpenRound, score: number, nextScore: number | null): Bracket {
  const scores = [...new Set(round.open.map((player) => player.score))];
  return {
    players: new Set(round.open.filter((player) => player.score >= score)),
    residentScore: score,
    nextScore,
    scores: scores.filter((other) => other >= (nextScore ?? score)),
    isByeBracket: false,
    hasSides: round.hasSides,
  };
}

/** Everybody in the bracket can be paired inside it, and everybody below without it: nobody moves down (C6). */
function isClosed(round: OpenRound, { players, residentScore }: Bracket): boolean {
  if (players.size % 2 === 1 || findByeScore([...players]) === null) return false;
  return findByeScore(round.open.filter(({ score }) => score < residentScore))?.score === round.byeScore;
}

/** C9 holds for the bracket that has one downfloater, where that one is sure to get the bye. */
function leavesBye(round: OpenRound, bracket: Bracket): boolean {
  if (round.byeScore === null || bracket.residentScore > round.byeScore) return false;
  const whole = graphOfBracket(round, bracket, 'all');
  const matching = PerfectMatching.find(whole.graph);
  return matching !== null && bracket.players.size - 2 * pairsInside(bracket, whole, matching).length === 1;
}
