// C6–C21 of the Dutch system as figures of one edge, most important first: the heaviest perfect matching of a bracket and all below it is
// the best pairing. Order among equally good pairings is in pairing-order.ts.

import type { Player } from './player.ts';
import { sideCost } from './sides.ts';

/** A scoregroup with the players moved down into it, and the scoregroup below. */
export interface Bracket {
  readonly players: ReadonlySet<Player>;
  readonly residentScore: number;
  readonly nextScore: number | null;
  /** Scores of all in this bracket and the next, highest first. */
  readonly scores: readonly number[];
  /** C9: the bracket has one downfloater, and that one gets the bye. */
  readonly isByeBracket: boolean;
  readonly hasSides: boolean;
}

/** Only edges inside the bracket have a quality; those that touch the next bracket count for C8, all others for nothing. */
export function figuresOfPair(bracket: Bracket, left: Player, right: Player): number[] {
  const isInside = bracket.players.has(left) && bracket.players.has(right);
  const isNext = !isInside && isInNext(bracket, left) && isInNext(bracket, right);
  const scores = bracket.scores.map((score) => Number(left.score === score) + Number(right.score === score));
  const none = scores.map(() => 0);
  return [
    isInside ? 1 : 0, // C6
    ...(isInside ? scores : none), // C7
    isNext ? 1 : 0, // C8, the next bracket's C6
    ...(isNext ? scores : none), // C8, the next bracket's C7
    0, // C9
    ...sideFigures(bracket, left, right).map((figure) => (isInside ? figure : 0)),
    ...floatFigures(bracket, left, right).map((figure) => (isInside ? figure : 0)),
  ];
}

/** Figures of no value at the end are left out. C9 is the only criterion that the bye itself touches, once C5 has set its score. */
export function figuresOfBye(bracket: Bracket, player: Player, roundsBefore: number): number[] {
  const before = new Array<number>(2 + 2 * bracket.scores.length).fill(0);
  return [...before, bracket.isByeBracket ? roundsBefore - player.unplayedCount : 0];
}

/** Players alike have the same figures with everybody. With an absolute preference of side the whole history counts. */
export function likenessOf({ number, score, preference, strength, floats }: Player): string {
  return [score, preference, strength, ...floats, strength === 'absolute' ? number : ''].join();
}

function isInNext(bracket: Bracket, player: Player): boolean {
  return bracket.players.has(player) || player.score === bracket.nextScore;
}

/** C10–C13. */
function sideFigures(bracket: Bracket, left: Player, right: Player): number[] {
  if (!bracket.hasSides) return [];
  const cost = sideCost(left, right);
  return [1 - cost.imbalance, 1 - cost.thirdInRow, 1 - cost.preference, 1 - cost.strong];
}

/** C14–C21: who floated in the last two rounds should not float the same way again, and if so, not far. */
function floatFigures(bracket: Bracket, left: Player, right: Player): number[] {
  const [higher, lower] = left.score >= right.score ? [left, right] : [right, left];
  const isMovedDown = higher.score > lower.score;
  const residents = isMovedDown ? [lower] : [higher, lower];
  const scores = bracket.scores.map((score) => Number(higher.score === score));
  const isUpAgain = (back: 0 | 1) => isMovedDown && lower.floats[back] === 'up';
  const isDownAgain = (back: 0 | 1) => isMovedDown && higher.floats[back] === 'down';
  const backs = [0, 1] as const;
  return [
    ...backs.flatMap((back) => [
      residents.filter(({ floats }) => floats[back] === 'down').length, // C14, C16
      isUpAgain(back) ? 0 : 1, // C15, C17
    ]),
    ...backs.flatMap((back) => [
      ...scores.map((figure) => (isDownAgain(back) ? figure : 0)), // C18, C20
      ...scores.map((figure) => (isUpAgain(back) ? 0 : figure)), // C19, C21
    ]),
  ];
}
