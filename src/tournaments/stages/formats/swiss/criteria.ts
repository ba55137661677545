// C6–C21 of the Dutch system as figures of one edge: the heaviest perfect matching of a bracket and all below it is the best pairing.
// Order among equally good pairings is in pairing-order.ts.

import type { Player } from './player.ts';
import { bitsFor, RankedWeight } from './ranked-weight.ts';
import { sideCost } from './sides.ts';

/** A scoregroup with the players moved down into it, and the scoregroup below. */
export interface Bracket {
  readonly players: ReadonlySet<Player>;
  readonly residentScore: number;
  readonly nextScore: number | null;
  /** Scores of all in this bracket and the next, lowest first. */
  readonly scores: readonly number[];
  /** Players of the round that are not paired yet. */
  readonly openCount: number;
  /** C9: the bracket has one downfloater, and that one gets the bye. */
  readonly isByeBracket: boolean;
  readonly hasSides: boolean;
}

/** Only edges inside the bracket have a quality; those that touch the next bracket count for C8, all others for nothing. */
export function weighPair(bracket: Bracket, left: Player, right: Player): bigint {
  const isInside = bracket.players.has(left) && bracket.players.has(right);
  const isNext = !isInside && isInNext(bracket, left) && isInNext(bracket, right);
  if (!isInside && !isNext) return 0n;
  const count = bitsFor(bracket.openCount);
  const perScore = count * bracket.scores.length;
  const scores = scoreFigure(bracket, left, count) + scoreFigure(bracket, right, count);
  const weight = new RankedWeight()
    .add(isInside ? 1 : 0, count) // C6
    .add(isInside ? scores : 0n, perScore) // C7
    .add(isNext ? 1 : 0, count) // C8, the next bracket's C6
    .add(isNext ? scores : 0n, perScore) // C8, the next bracket's C7
    .add(0, unplayedBits(bracket)); // C9
  if (!isInside) return weight.value << BigInt((bracket.hasSides ? 8 : 4) * count + 4 * perScore);
  if (bracket.hasSides) addSides(weight, left, right, count);
  addFloats(weight, bracket, left, right);
  return weight.value;
}

/** C9 is the only criterion that the bye itself touches, once C5 has set its score. */
export function weighBye(bracket: Bracket, player: Player, roundsBefore: number): bigint {
  if (!bracket.isByeBracket) return 0n;
  const count = bitsFor(bracket.openCount);
  const below = (bracket.hasSides ? 8 : 4) * count + 4 * count * bracket.scores.length;
  return BigInt(roundsBefore - player.unplayedCount) << BigInt(below);
}

/** Rounds fit into 16 bits. */
function unplayedBits(bracket: Bracket): number {
  return bracket.isByeBracket ? 16 : 0;
}

function isInNext(bracket: Bracket, player: Player): boolean {
  return bracket.players.has(player) || player.score === bracket.nextScore;
}

function scoreFigure(bracket: Bracket, player: Player, count: number): bigint {
  return 1n << BigInt(bracket.scores.indexOf(player.score) * count);
}

/** C10–C13. */
function addSides(weight: RankedWeight, left: Player, right: Player, count: number): void {
  const cost = sideCost(left, right);
  weight
    .add(1 - cost.imbalance, count)
    .add(1 - cost.thirdInRow, count)
    .add(1 - cost.preference, count)
    .add(1 - cost.strong, count);
}

/** C14–C21: who floated in the last two rounds should not float the same way again, and if so, not far. */
function addFloats(weight: RankedWeight, bracket: Bracket, left: Player, right: Player): void {
  const count = bitsFor(bracket.openCount);
  const perScore = count * bracket.scores.length;
  const [higher, lower] = left.score >= right.score ? [left, right] : [right, left];
  const isMovedDown = higher.score > lower.score;
  const residents = isMovedDown ? [lower] : [higher, lower];
  const backs = [0, 1] as const;
  const isUpAgain = (back: 0 | 1) => isMovedDown && lower.floats[back] === 'up';
  for (const back of backs) {
    weight.add(residents.filter(({ floats }) => floats[back] === 'down').length, count); // C14, C16
    weight.add(isUpAgain(back) ? 0 : 1, count); // C15, C17
  }
  for (const back of backs) {
    const isDownAgain = isMovedDown && higher.floats[back] === 'down';
    weight.add(isDownAgain ? scoreFigure(bracket, higher, count) : 0n, perScore); // C18, C20
    weight.add(isUpAgain(back) ? 0n : scoreFigure(bracket, higher, count), perScore); // C19, C21
  }
}
