// Pairs a round bracket by bracket, from the highest scoregroup down. Who stays unpaired moves down into the next bracket.
// Each matching covers all players that are still open, so that the rest of the round can always be completed (C4).

import { invariant } from '../../../../core/errors.ts';
import { type Bracket, weighBye, weighPair } from './criteria.ts';
import { mayMeet } from './legality.ts';
import { type Matching, matchPlayers, type Pair } from './match-players.ts';
import { movedDownOrder, type OrderFigure, residentOrder } from './pairing-order.ts';
import type { Player } from './player.ts';

export interface RoundToPair {
  /** Best first. */
  readonly players: readonly Player[];
  /** Score of the player with the bye; null if there is none. */
  readonly byeScore: number | null;
  readonly roundsBefore: number;
  readonly hasSides: boolean;
}

const noOrder: OrderFigure = { bits: 0, figure: () => 0n };

/** A legal round must exist. */
export function pairRound(round: RoundToPair): Matching {
  const scores = [...new Set(round.players.map(({ score }) => score))];
  const pairs: Pair[] = [];
  let open = round.players;
  scores.forEach((score, index) => {
    const found = pairBracket(round, open, { score, nextScore: scores[index + 1] ?? null });
    pairs.push(...found);
    const paired = new Set(found.flat());
    open = open.filter((player) => !paired.has(player));
  });
  invariant(open.length <= 1, 'at most one player stays without a pair');
  return { pairs, bye: open[0] ?? null };
}

function pairBracket(
  round: RoundToPair,
  open: readonly Player[],
  group: { readonly score: number; readonly nextScore: number | null },
): Pair[] {
  const inside = open.filter(({ score }) => score >= group.score);
  const movedDown = inside.filter(({ score }) => score > group.score);
  const residents = inside.filter(({ score }) => score === group.score);
  const plain: Bracket = {
    players: new Set(inside),
    residentScore: group.score,
    nextScore: group.nextScore,
    scores: [...new Set(open.map(({ score }) => score))].filter((score) => score >= (group.nextScore ?? 0)).reverse(),
    openCount: open.length,
    isByeBracket: false,
    hasSides: round.hasSides,
  };
  const bracket = { ...plain, isByeBracket: isByeBracket(round, open, plain) };
  const first = matchBracket(round, open, bracket, { order: movedDownOrder(movedDown, residents), left: new Set() });
  const settled = first.filter(([higher]) => higher.score > group.score);
  const pairCount = first.length - settled.length;
  if (pairCount === 0) return settled;
  const gone = new Set(settled.flat());
  const second = matchBracket(
    round,
    open.filter((player) => !gone.has(player)),
    bracket,
    {
      order: residentOrder(
        residents.filter((player) => !gone.has(player)),
        pairCount,
      ),
      left: new Set(movedDown.filter((player) => !gone.has(player))),
    },
  );
  return [...settled, ...second];
}

/** C9 holds for the bracket that has one downfloater, where that one is sure to get the bye. */
function isByeBracket(round: RoundToPair, open: readonly Player[], bracket: Bracket): boolean {
  if (round.byeScore === null || bracket.residentScore > round.byeScore) return false;
  const pairs = matchBracket(round, open, bracket, { order: noOrder, left: new Set() });
  return bracket.players.size - 2 * pairs.length === 1;
}

/** The best pairs inside the bracket; `left` are moved-down players who move on. */
function matchBracket(
  round: RoundToPair,
  open: readonly Player[],
  bracket: Bracket,
  { order, left }: { readonly order: OrderFigure; readonly left: ReadonlySet<Player> },
): Pair[] {
  const shift = BigInt(order.bits);
  const isInside = (higher: Player, lower: Player) => bracket.players.has(higher) && bracket.players.has(lower);
  const matching = matchPlayers(open, {
    pair: (higher, lower) => {
      if (!mayMeet(higher, lower)) return null;
      if (!isInside(higher, lower)) return weighPair(bracket, higher, lower) << shift;
      if (left.has(higher) || left.has(lower)) return null;
      return (weighPair(bracket, higher, lower) << shift) | order.figure(higher, lower);
    },
    bye: (player) =>
      player.mayGetBye && player.score === round.byeScore
        ? weighBye(bracket, player, round.roundsBefore) << shift
        : null,
  });
  invariant(matching !== null, 'downfloaters leave a legal rest');
  return matching.pairs.filter(([higher, lower]) => isInside(higher, lower));
}
