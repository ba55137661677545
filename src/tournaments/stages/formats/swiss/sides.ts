// Who plays which side in a pair, and what that costs. C.04.3, section 5 and criteria C3, C10–C13.

import { compareRank, otherSide, type Player, type PreferenceStrength } from './player.ts';
import type { Side, SwissPair } from './swiss-entrant.ts';

const strengths: readonly PreferenceStrength[] = ['none', 'mild', 'strong', 'absolute'];

/** C3: two players with the same absolute preference meet only if one of them is a topscorer. */
export function sidesAllow(left: Player, right: Player): boolean {
  const isSame = left.preference === right.preference;
  const areAbsolute = left.strength === 'absolute' && right.strength === 'absolute';
  return !(isSame && areAbsolute) || left.isTopscorer || right.isTopscorer;
}

export interface SideCost {
  /** C10: a player gets a side difference beyond 2. */
  readonly imbalance: 0 | 1;
  /** C11: a player plays the same side three times in a row. */
  readonly thirdInRow: 0 | 1;
  /** C12 and C13: a player does not get the preferred side; that preference was strong. */
  readonly preference: 0 | 1;
  readonly strong: 0 | 1;
}

const noCost: SideCost = { imbalance: 0, thirdInRow: 0, preference: 0, strong: 0 };

/** At most one player of a pair is denied the preferred side: both prefer the same. */
export function sideCost(left: Player, right: Player): SideCost {
  if (left.preference === null || left.preference !== right.preference) return noCost;
  const preference = left.preference;
  const [higher, lower] = compareRank(left, right) < 0 ? [left, right] : [right, left];
  const denied = preferredSideOf(higher, lower) === preference ? lower : higher;
  const given = otherSide(preference);
  const difference = denied.sideDifference + (given === 'white' ? 1 : -1);
  return {
    imbalance: Math.abs(difference) > 2 ? 1 : 0,
    thirdInRow: denied.sides.at(-1) === given && denied.sides.at(-2) === given ? 1 : 0,
    preference: 1,
    strong: denied.strength === 'strong' ? 1 : 0,
  };
}

/** Article 5.2. `firstSide` goes to odd places where neither player has a preference. */
export function allocateSides(left: Player, right: Player, firstSide: Side): SwissPair {
  const [higher, lower] = compareRank(left, right) < 0 ? [left, right] : [right, left];
  const side = preferredSideOf(higher, lower) ?? (higher.isOddPlace ? firstSide : otherSide(firstSide));
  return side === 'white'
    ? { white: higher.number, black: lower.number }
    : { white: lower.number, black: higher.number };
}

/** The side of the higher player; null if neither has a preference. */
function preferredSideOf(higher: Player, lower: Player): Side | null {
  if (higher.preference === null) return lower.preference === null ? null : otherSide(lower.preference);
  if (lower.preference === null || lower.preference !== higher.preference) return higher.preference;
  const strongerBy =
    strengths.indexOf(higher.strength) - strengths.indexOf(lower.strength) ||
    (higher.strength === 'absolute' ? Math.abs(higher.sideDifference) - Math.abs(lower.sideDifference) : 0);
  if (strongerBy !== 0) return strongerBy > 0 ? higher.preference : otherSide(lower.preference);
  return alternated(higher, lower) ?? higher.preference;
}

/** The opposite of the higher player's side in the latest game in which the two had different sides. */
function alternated(higher: Player, lower: Player): Side | null {
  const depth = Math.min(higher.sides.length, lower.sides.length);
  for (let back = 1; back <= depth; back += 1) {
    const side = higher.sides.at(-back);
    if (side && side !== lower.sides.at(-back)) return otherSide(side);
  }
  return null;
}
