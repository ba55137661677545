// The Dutch system as C.04.3 describes it: tries the candidates of each bracket in order and keeps the first of the best. Slow; for
// small rounds. Shares with the engine only how a player and the sides of a pair are read.

import type { Player } from '../../../src/tournaments/stages/formats/swiss/player.ts';
import { sideCost, sidesAllow } from '../../../src/tournaments/stages/formats/swiss/sides.ts';

export type Pair = readonly [Player, Player];

interface Round {
  readonly byeScore: number | null;
  /** What one point is worth; only the order of score differences depends on it. */
  readonly point: number;
}

const mayMeet = (left: Player, right: Player) => !left.met.has(right.number) && sidesAllow(left, right);

/** All ways to pair everybody, with one bye if the number is odd. */
function* completions(players: readonly Player[]): Generator<{ pairs: Pair[]; bye: Player | null }> {
  const [first, ...others] = players;
  if (!first) {
    yield { pairs: [], bye: null };
    return;
  }
  for (const other of others) {
    if (!mayMeet(first, other)) continue;
    const rest = others.filter((player) => player !== other);
    for (const { pairs, bye } of completions(rest)) yield { pairs: [[first, other], ...pairs], bye };
  }
  if (players.length % 2 === 1 && first.mayGetBye) {
    for (const { pairs, bye } of completions(others)) if (bye === null) yield { pairs, bye: first };
  }
}

export function lowestByeScoreByTrial(players: readonly Player[]): number | null | undefined {
  let lowest: number | null | undefined;
  for (const { bye } of completions(players)) {
    const score = bye?.score ?? null;
    if (lowest === undefined || (score !== null && lowest !== null && score < lowest)) lowest = score;
  }
  return lowest;
}

const legalCompletions = (players: readonly Player[], round: Round) =>
  [...completions(players)].filter(
    ({ bye }) => (bye?.score ?? null) === (players.length % 2 === 0 ? null : round.byeScore),
  );

/** Lists of figures, most important first; lists inside are compared element by element, too. */
type Figures = readonly (number | readonly number[])[];

function compareLists(left: readonly number[], right: readonly number[]): number {
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (left[index] ?? Number.NEGATIVE_INFINITY) - (right[index] ?? Number.NEGATIVE_INFINITY);
    if (difference) return difference;
  }
  return 0;
}

function compareFigures(left: Figures, right: Figures): number {
  for (const [index, figure] of left.entries()) {
    const other = right[index] ?? 0;
    const difference = compareLists([figure].flat(), [other].flat());
    if (difference !== 0) return difference;
  }
  return 0;
}

const descending = (numbers: readonly number[]) => [...numbers].sort((left, right) => right - left);

/** C6 and C7 of the next bracket, the best that these downfloaters allow there (C8). */
function nextFigures(floaters: readonly Player[], below: readonly Player[], round: Round): Figures {
  const nextScore = Math.max(...below.map(({ score }) => score));
  if (below.length === 0) return [0, []];
  const inNext = new Set([...floaters, ...below.filter(({ score }) => score === nextScore)]);
  let best: Figures | null = null;
  for (const { pairs } of legalCompletions([...floaters, ...below], round)) {
    const paired = new Set(pairs.filter(([left, right]) => inNext.has(left) && inNext.has(right)).flat());
    const left = [...inNext].filter((player) => !paired.has(player));
    const figures = [left.length, descending(left.map(({ score }) => score))];
    if (best === null || compareFigures(figures, best) < 0) best = figures;
  }
  return best ?? [];
}

/** C6–C21 of a candidate; null if C4 forbids it. */
function judge(
  pairs: readonly Pair[],
  inside: readonly Player[],
  below: readonly Player[],
  round: Round,
): Figures | null {
  const paired = new Set(pairs.flat());
  const floaters = inside.filter((player) => !paired.has(player));
  if (legalCompletions([...floaters, ...below], round).length === 0) return null;
  const lowest = Math.min(...inside.map(({ score }) => score));
  const isByeBracket = round.byeScore !== null && lowest <= round.byeScore && floaters.length === 1;
  const costs = pairs.map(([left, right]) => sideCost(left, right));
  const total = (read: (cost: (typeof costs)[number]) => number) => costs.reduce((sum, cost) => sum + read(cost), 0);
  const ordered = pairs.map(([left, right]): Pair => (left.score >= right.score ? [left, right] : [right, left]));
  const mixed = ordered.filter(([higher, lower]) => higher.score > lower.score);
  const residentFloaters = floaters.filter(({ score }) => score === lowest);
  const downAgain = (back: 0 | 1) => residentFloaters.filter(({ floats }) => floats[back] === 'down').length;
  const upAgain = (back: 0 | 1) => mixed.filter(([, lower]) => lower.floats[back] === 'up');
  const difference = ([higher, lower]: Pair) => higher.score - lower.score;
  const movedDownDifferences = (back: 0 | 1) =>
    descending([
      ...mixed.filter(([higher]) => higher.floats[back] === 'down').map(difference),
      ...floaters
        .filter(({ score, floats }) => score > lowest && floats[back] === 'down')
        .map(({ score }) => score - (lowest - round.point)),
    ]);
  return [
    floaters.length,
    descending(floaters.map(({ score }) => score)),
    ...nextFigures(floaters, below, round),
    isByeBracket ? (floaters[0]?.unplayedCount ?? 0) : 0,
    total(({ imbalance }) => imbalance),
    total(({ thirdInRow }) => thirdInRow),
    total(({ preference }) => preference),
    total(({ strong }) => strong),
    downAgain(0),
    upAgain(0).length,
    downAgain(1),
    upAgain(1).length,
    movedDownDifferences(0),
    descending(upAgain(0).map(difference)),
    movedDownDifferences(1),
    descending(upAgain(1).map(difference)),
  ];
}

function* subsets<T>(items: readonly T[], size: number, from = 0): Generator<T[]> {
  if (size === 0) yield [];
  else {
    for (let index = from; index <= items.length - size; index += 1) {
      for (const rest of subsets(items, size - 1, index + 1)) yield [items[index] as T, ...rest];
    }
  }
}

/** Ordered choices, those with the better players in front first (4.2). */
function* arrangements(players: readonly Player[], size: number): Generator<Player[]> {
  if (size === 0) yield [];
  else {
    for (const player of players) {
      const others = players.filter((other) => other !== player);
      for (const rest of arrangements(others, size - 1)) yield [player, ...rest];
    }
  }
}

/** Pairs of a homogeneous bracket: exchanges (4.3) outside, transpositions (4.2) inside. */
function* homogeneous(players: readonly Player[], pairCount: number): Generator<Pair[]> {
  const numbers = players.map((_, index) => index);
  const choices = [...subsets(numbers, pairCount)].map((chosen) => {
    const out = numbers.slice(0, pairCount).filter((number) => !chosen.includes(number));
    const into = chosen.filter((number) => number >= pairCount);
    const sum = (list: readonly number[]) => list.reduce((total, number) => total + number, 0);
    return { chosen, keys: [out.length, sum(into) - sum(out), descending(out).map((number) => -number), into] };
  });
  choices.sort((left, right) => compareFigures(left.keys, right.keys));
  for (const { chosen } of choices) {
    const upper = chosen.map((number) => players[number] as Player);
    const lower = players.filter((player) => !upper.includes(player));
    for (const opponents of arrangements(lower, pairCount)) {
      yield upper.map((player, index): Pair => [player, opponents[index] as Player]);
    }
  }
}

/** Candidates in order: who of the moved-down players is paired, with whom, then the remainder (section 3). */
function* candidates(
  movedDown: readonly Player[],
  residents: readonly Player[],
  counts: { down: number; rest: number },
) {
  for (const upper of subsets(movedDown, counts.down)) {
    for (const opponents of arrangements(residents, counts.down)) {
      const fixed = upper.map((player, index): Pair => [player, opponents[index] as Player]);
      if (fixed.some(([left, right]) => !mayMeet(left, right))) continue;
      const remainder = residents.filter((player) => !opponents.includes(player));
      for (const pairs of homogeneous(remainder, counts.rest)) yield [...fixed, ...pairs];
    }
  }
}

export function pairByTrial(players: readonly Player[], round: Round): Pair[] {
  const all: Pair[] = [];
  let open = players;
  for (const score of new Set(players.map((player) => player.score))) {
    const inside = open.filter((player) => player.score >= score);
    const below = open.filter((player) => player.score < score);
    const movedDown = inside.filter((player) => player.score > score);
    const residents = inside.filter((player) => player.score === score);
    let best: { pairs: Pair[]; figures: Figures } | null = null;
    for (let count = Math.floor(inside.length / 2); count >= 0 && best === null; count -= 1) {
      for (let down = Math.min(count, movedDown.length, residents.length); down >= 0; down -= 1) {
        for (const pairs of candidates(movedDown, residents, { down, rest: count - down })) {
          if (pairs.some(([left, right]) => !mayMeet(left, right))) continue;
          const figures = judge(pairs, inside, below, round);
          if (figures === null || (best !== null && compareFigures(figures, best.figures) >= 0)) continue;
          best = { pairs, figures };
        }
      }
    }
    const found = best?.pairs ?? [];
    all.push(...found);
    open = open.filter((player) => !found.flat().includes(player));
  }
  return all;
}
