// A bracket of a round as a graph: which pairs are legal, and how good each is. The rest of the round must stay possible (C4): a matching
// covers all open players where it has to, and fewer where that gives the same pairs sooner.

import { type Bracket, figuresOfBye, figuresOfPair, likenessOf } from './criteria.ts';
import { mayMeet } from './legality.ts';
import type { WeighedGraph } from './matching/slacks.ts';
import type { Player } from './player.ts';
import { graphOf } from './player-graph.ts';
import { packFigures } from './ranked-figures.ts';

export interface OpenRound {
  /** Players without a pair so far, best first. */
  readonly open: readonly Player[];
  readonly byeScore: number | null;
  readonly roundsBefore: number;
  readonly hasSides: boolean;
}

/** The weight of pairs that count for nothing, and of those who are left over. */
const leftOver = 0;

/**
 * `bracket`: the players of the bracket alone. `near`: the bracket and the next one, where anybody may be left over. `all`: all open
 * players, legally.
 */
export type Reach = 'bracket' | 'near' | 'all';

export interface BracketGraph {
  readonly players: readonly Player[];
  readonly graph: WeighedGraph;
  /** What stands for an edge that must not be used: none, or that both are left over. */
  readonly forbidden: number;
}

/** Whether two vertices would really meet, in the bracket or the next one, rather than both be left over. */
export function doMeet({ players, graph }: BracketGraph, left: number, right: number): boolean {
  return right < players.length && (graph.edges[left * graph.vertexCount + right] ?? -1) > leftOver;
}

export function graphOfBracket(round: OpenRound, bracket: Bracket, reach: Reach): BracketGraph {
  const players = round.open.filter((player) => isReached(bracket, player, reach));
  const forbidden = reach === 'near' ? leftOver : -1;
  const figures = new FigureLists();
  const kinds = kindsOf(players);
  const known = new Map<number, number>();
  const choice = {
    pair: (higher: Player, lower: Player) => {
      if (!mayMeet(higher, lower)) return forbidden;
      const kind = (kinds.get(higher) ?? 0) * players.length + (kinds.get(lower) ?? 0);
      const edge = known.get(kind) ?? figures.add(figuresOfPair(bracket, higher, lower));
      known.set(kind, edge);
      return edge;
    },
    bye: (player: Player) => {
      if (reach === 'near') return leftOver;
      if (!player.mayGetBye || player.score !== round.byeScore) return -1;
      return figures.add(figuresOfBye(bracket, player, round.roundsBefore));
    },
  };
  const { vertexCount, edges } = graphOf(players, choice, []);
  const graph = { vertexCount, edges, weights: packFigures(figures.lists, vertexCount) };
  return { players, graph, forbidden };
}

function isReached(bracket: Bracket, player: Player, reach: Reach): boolean {
  return reach === 'all' || bracket.players.has(player) || (reach === 'near' && player.score === bracket.nextScore);
}

/** A number for each player, the same for players alike. */
function kindsOf(players: readonly Player[]): Map<Player, number> {
  const known = new Map<string, number>();
  return new Map(
    players.map((player) => {
      const likeness = likenessOf(player);
      const kind = known.get(likeness) ?? known.size;
      known.set(likeness, kind);
      return [player, kind];
    }),
  );
}

/** Lists of figures, each kept once. */
class FigureLists {
  readonly lists: number[][] = [];
  private readonly indexes = new Map<string, number>();

  constructor() {
    this.add([0]);
  }

  add(figures: number[]): number {
    const last = figures.findLastIndex((figure) => figure !== 0);
    const key = figures.slice(0, last + 1).join();
    const index = this.indexes.get(key) ?? this.lists.length;
    if (index === this.lists.length) {
      this.lists.push(figures);
      this.indexes.set(key, index);
    }
    return index;
  }
}
