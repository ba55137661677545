// Pairs a round bracket by bracket, from the highest scoregroup down. Who stays unpaired moves down into the next bracket.

import { invariant } from '../../../../core/errors.ts';
import { type BracketMatcher, bracketMatcher, type Found, type OpenRound } from './bracket-matching.ts';
import { mayMeet } from './legality.ts';
import type { Matching, Pair } from './match-players.ts';
import { movedDownOrder, noOrder, residentOrder } from './pairing-order.ts';
import type { Player } from './player.ts';

/** A legal round must exist. Players come best first; `byeScore` is the score of the player with the bye, null if there is none. */
export function pairRound(round: OpenRound): Matching {
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

/** First the pairs of players moved down, then the residents that are left: the order in which the rules try candidates. */
function pairBracket(round: OpenRound, score: number, nextScore: number | null): readonly Pair[] {
  const inside = round.open.filter((player) => player.score >= score);
  const movedDown = inside.filter((player) => player.score > score);
  const residents = inside.filter((player) => player.score === score);
  const matcher = bracketMatcher(round, { inside, score, nextScore });
  const first = matcher.find({ order: movedDownOrder(movedDown, residents), settled: [], floaters: [] });
  invariant(first !== null, 'downfloaters leave a legal rest');
  const settled = first.pairs.filter(([higher]) => higher.score > score);
  const pairCount = first.pairs.length - settled.length;
  if (pairCount === 0) return settled;
  if (movedDown.length === 0) {
    const candidate = firstCandidate(residents, pairCount);
    if (isAsGood(matcher, candidate, first)) return candidate;
  }
  const gone = new Set(settled.flat());
  const isLeft = (player: Player) => !gone.has(player);
  const order = residentOrder(residents.filter(isLeft), pairCount);
  const second = matcher.find({ order, settled: [...gone], floaters: movedDown.filter(isLeft) });
  invariant(second !== null, 'the first matching was legal');
  return [...settled, ...second.pairs];
}

/** The candidate that the rules try first: upper half against lower half. */
function firstCandidate(residents: readonly Player[], pairCount: number): Pair[] {
  return residents.slice(0, pairCount).flatMap((higher, index) => {
    const lower = residents[index + pairCount];
    return lower ? [[higher, lower] as const] : [];
  });
}

/** Saves the search where the first candidate is the best already, above all in the first round. */
function isAsGood(matcher: BracketMatcher, candidate: readonly Pair[], best: Found): boolean {
  if (candidate.some(([higher, lower]) => !mayMeet(higher, lower))) return false;
  const rest = matcher.find({ order: noOrder, settled: candidate.flat(), floaters: [] });
  if (rest === null) return false;
  return candidate.reduce((sum, pair) => sum + matcher.weigh(pair), rest.weight) === best.weight;
}
