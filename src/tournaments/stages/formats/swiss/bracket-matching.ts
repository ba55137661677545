// The best pairs of one bracket. The rest of the round must stay possible (C4): a matching covers all open players where it has to,
// and fewer where that gives the same pairs sooner.

import { type Bracket, weighBye, weighPair } from './criteria.ts';
import { findByeScore, mayMeet } from './legality.ts';
import { type MatchingWeights, matchPlayers, matchSomePlayers, type Pair } from './match-players.ts';
import { noOrder, type OrderFigure } from './pairing-order.ts';
import type { Player } from './player.ts';

export interface OpenRound {
  /** Players without a pair so far, best first. */
  readonly open: readonly Player[];
  readonly byeScore: number | null;
  readonly roundsBefore: number;
  readonly hasSides: boolean;
}

interface Group {
  readonly inside: readonly Player[];
  readonly score: number;
  readonly nextScore: number | null;
}

interface Search {
  readonly order: OrderFigure;
  /** Players of the bracket whose pairs are settled. */
  readonly settled: readonly Player[];
  /** Moved-down players who move on. */
  readonly floaters: readonly Player[];
}

export interface Found {
  /** Pairs inside the bracket. */
  readonly pairs: readonly Pair[];
  /** Criteria and order of all pairs that were matched. */
  readonly weight: bigint;
}

export interface BracketMatcher {
  /** What is best by all criteria and first in the given order; null if the settled pairs leave no legal round. */
  readonly find: (search: Search) => Found | null;
  /** Criteria of one pair inside the bracket. */
  readonly weigh: (pair: Pair) => bigint;
}

export function bracketMatcher(round: OpenRound, group: Group): BracketMatcher {
  const inside = new Set(group.inside);
  if (isClosed(round, group)) {
    const alone = { ...round, open: group.inside, byeScore: null };
    return matcherOf(alone, describe(alone, { ...group, nextScore: null }, inside));
  }
  const bracket = describe(round, group, inside);
  return matcherOf(round, { ...bracket, isByeBracket: isByeBracket(round, bracket) });
}

function matcherOf(round: OpenRound, bracket: Bracket): BracketMatcher {
  return {
    find: (search) => matchNear(round, bracket, search) ?? matchAll(round, bracket, search),
    weigh: ([higher, lower]) => weighPair(bracket, higher, lower),
  };
}

function describe(round: OpenRound, group: Group, inside: ReadonlySet<Player>): Bracket {
  const lowest = group.nextScore ?? group.score;
  const scores = [...new Set(round.open.map(({ score }) => score))].filter((score) => score >= lowest).reverse();
  return {
    players: inside,
    residentScore: group.score,
    nextScore: group.nextScore,
    scores,
    openCount: round.open.length,
    isByeBracket: false,
    hasSides: round.hasSides,
  };
}

/** Everybody in the bracket can be paired inside it, and everybody below without it: nobody moves down (C6). */
function isClosed(round: OpenRound, { inside, score }: Group): boolean {
  if (inside.length % 2 === 1 || findByeScore(inside) === null) return false;
  return findByeScore(round.open.filter((player) => player.score < score))?.score === round.byeScore;
}

/** C9 holds for the bracket that has one downfloater, where that one is sure to get the bye. */
function isByeBracket(round: OpenRound, bracket: Bracket): boolean {
  if (round.byeScore === null || bracket.residentScore > round.byeScore) return false;
  const found = matchAll(round, bracket, { order: noOrder, settled: [], floaters: [] });
  return found !== null && bracket.players.size - 2 * found.pairs.length === 1;
}

function weigh(round: OpenRound, bracket: Bracket, { order, floaters }: Search): MatchingWeights {
  const shift = BigInt(order.bits);
  return {
    pair: (higher, lower) => {
      if (!mayMeet(higher, lower)) return null;
      const criteria = weighPair(bracket, higher, lower) << shift;
      if (!isInside(bracket, [higher, lower])) return criteria;
      return floaters.includes(higher) ? null : criteria | order.figure(higher, lower);
    },
    bye: (player) =>
      player.mayGetBye && player.score === round.byeScore
        ? weighBye(bracket, player, round.roundsBefore) << shift
        : null,
  };
}

function isInside(bracket: Bracket, [higher, lower]: Pair): boolean {
  return bracket.players.has(higher) && bracket.players.has(lower);
}

function matchAll(round: OpenRound, bracket: Bracket, search: Search): Found | null {
  const settled = new Set(search.settled);
  const weights = weigh(round, bracket, search);
  const matching = matchPlayers(
    round.open.filter((player) => !settled.has(player)),
    weights,
  );
  if (matching === null) return null;
  const bye = matching.bye ? (weights.bye(matching.bye) ?? 0n) : 0n;
  return toFound(bracket, matching.pairs, weights, bye);
}

/**
 * Matches the bracket and the next one as if everybody else fitted. If the players left over can be paired after all, no matching of
 * all players can be better. Null if they cannot, if there is nothing further below, or if the bye has a weight.
 */
function matchNear(round: OpenRound, bracket: Bracket, search: Search): Found | null {
  const settled = new Set(search.settled);
  const players = round.open.filter((player) => !settled.has(player));
  const near = players.filter((player) => bracket.players.has(player) || player.score === bracket.nextScore);
  if (bracket.isByeBracket || near.length === players.length) return null;
  const weights = weigh(round, bracket, search);
  const pairs = matchSomePlayers(near, weights);
  const paired = new Set(pairs.flat());
  const rest = players.filter((player) => !paired.has(player));
  return findByeScore(rest)?.score === round.byeScore ? toFound(bracket, pairs, weights, 0n) : null;
}

function toFound(bracket: Bracket, pairs: readonly Pair[], weights: MatchingWeights, bye: bigint): Found {
  return {
    pairs: pairs.filter((pair) => isInside(bracket, pair)),
    weight: pairs.reduce((sum, [higher, lower]) => sum + (weights.pair(higher, lower) ?? 0n), bye),
  };
}
