// The pairs of the residents of a bracket, once those of the players moved down are settled. S1 is the upper half, S2 the lower half; an
// exchange puts players of S2 into S1.

import { invariant } from '../../../../core/errors.ts';
import type { BracketGraph } from './bracket-graph.ts';
import { PerfectMatching } from './matching/perfect-matching.ts';
import { changeEdges, type WeighedGraph } from './matching/slacks.ts';
import { chooseForResidents, type Places } from './pairing-order.ts';

/** A matching as good as the first one, with the same pairs of players moved down; of several the one that the rules try first. */
export function matchResidents(whole: BracketGraph, first: PerfectMatching, places: Places): PerfectMatching {
  const isInside = new Set([...places.movedDown, ...places.residents]);
  const isPairedInside = (vertex: number) =>
    isInside.has(first.mateOf(vertex)) && places.doMeet(vertex, first.mateOf(vertex));
  const settled = new Set(places.movedDown.filter(isPairedInside).flatMap((vertex) => [vertex, first.mateOf(vertex)]));
  const residents = places.residents.filter((vertex) => !settled.has(vertex));
  const isResident = new Set(residents);
  const pairCount = residents.filter(isPairedInside).length / 2;
  if (pairCount === 0) return first;
  const rest = changeEdges(whole.graph, (left, right, edge) => {
    if (settled.has(left) || settled.has(right)) return first.mateOf(left) === right ? edge : -1;
    const isFloaterInside =
      isInside.has(left) && isInside.has(right) && !(isResident.has(left) && isResident.has(right));
    return isFloaterInside ? whole.forbidden : edge;
  });
  const plain = PerfectMatching.find(withoutExchanges(whole, rest, { residents, pairCount }), halves(residents));
  if (plain?.total().every((number, rank) => number === first.total()[rank])) {
    chooseForResidents(plain, { ...places, residents }, { pairCount, hasExchanges: false });
    return plain;
  }
  const exchanged = PerfectMatching.find(weighExchanges(rest, { residents, pairCount }));
  invariant(exchanged !== null, 'the first matching was legal');
  chooseForResidents(exchanged, { ...places, residents }, { pairCount, hasExchanges: true });
  return exchanged;
}

/** The candidate that the rules try first: upper half against lower half. */
export function halves(residents: readonly number[]): number[] {
  const half = Math.floor(residents.length / 2);
  const mates: number[] = [];
  for (const [index, vertex] of residents.slice(0, half).entries()) mates[vertex] = residents[index + half] ?? -1;
  return mates;
}

interface Upper {
  readonly residents: readonly number[];
  readonly pairCount: number;
}

function withoutExchanges(whole: BracketGraph, rest: WeighedGraph, { residents, pairCount }: Upper): WeighedGraph {
  const isUpper = new Map(residents.map((vertex, index) => [vertex, index < pairCount]));
  return changeEdges(rest, (left, right, edge) => {
    const [first, second] = [isUpper.get(left), isUpper.get(right)];
    return first !== undefined && first === second ? whole.forbidden : edge;
  });
}

/** One more number for each weight: fewest exchanges, then the smallest difference of the numbers exchanged. */
function weighExchanges(rest: WeighedGraph, { residents, pairCount }: Upper): WeighedGraph {
  const place = new Map(residents.map((vertex, index) => [vertex, index]));
  const size = residents.length;
  const weights = rest.weights.map((numbers) => [...numbers, 0]);
  const known = new Map<number, number>();
  const changed = changeEdges(rest, (left, right, edge) => {
    const [one, other] = [place.get(left), place.get(right)];
    if (one === undefined || other === undefined || edge <= 0) return edge;
    const upper = Math.min(one, other);
    const key = edge * size + upper;
    const index = known.get(key) ?? weights.length;
    if (index === weights.length) {
      known.set(key, index);
      weights.push([...(rest.weights[edge] ?? []), (upper < pairCount ? size * pairCount : 0) + size - upper]);
    }
    return index;
  });
  return { ...changed, weights };
}
