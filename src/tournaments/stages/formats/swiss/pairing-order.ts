// Which of several equally good pairings of a bracket comes first: the order in which C.04.3, sections 3 and 4, tries candidates.

import type { Player } from './player.ts';
import { bitsFor } from './ranked-weight.ts';

export interface OrderFigure {
  readonly figure: (higher: Player, lower: Player) => bigint;
  readonly bits: number;
}

export const noOrder: OrderFigure = { bits: 0, figure: () => 0n };

/**
 * Moved-down players first: the best of them are paired rather than left out, then each in turn gets the best resident it can.
 */
export function movedDownOrder(movedDown: readonly Player[], residents: readonly Player[]): OrderFigure {
  const place = new Map(movedDown.map((player, index) => [player, movedDown.length - 1 - index]));
  const rank = new Map(residents.map((player, index) => [player, residents.length - index]));
  const width = bitsFor(residents.length);
  const choice = BigInt(width * movedDown.length);
  return {
    bits: movedDown.length * (width + 1),
    figure: (higher, lower) => {
      const at = place.get(higher);
      const partner = rank.get(lower);
      if (at === undefined || partner === undefined) return 0n;
      return (1n << (choice + BigInt(at))) | (BigInt(partner) << BigInt(width * at));
    },
  };
}

/**
 * Residents among themselves. The upper half (S1) meets the lower half (S2). The upper player of each pair forms the S1 after
 * exchanges, so that every rule about exchanges is a sum over pairs.
 */
export function residentOrder(residents: readonly Player[], pairCount: number): OrderFigure {
  const size = residents.length;
  const rank = new Map(residents.map((player, index) => [player, index]));
  const width = bitsFor(size);
  const count = bitsFor(pairCount);
  const sum = bitsFor(size * pairCount);
  const movedOut = pairCount + count;
  return {
    bits: count + sum + movedOut + size + width * size,
    figure: (higher, lower) => {
      const upper = rank.get(higher);
      const partner = rank.get(lower);
      if (upper === undefined || partner === undefined) return 0n;
      const isExchanged = upper >= pairCount;
      const everyone = 1n << BigInt(pairCount);
      // Fewest exchanges; smallest difference of the numbers exchanged.
      let figure = isExchanged ? 0n : 1n;
      figure = (figure << BigInt(sum)) | BigInt(size - upper);
      // The highest numbers leave S1, the lowest ones enter it.
      figure = (figure << BigInt(movedOut)) | (isExchanged ? everyone : everyone - (1n << BigInt(upper)));
      figure = (figure << BigInt(size)) | (isExchanged ? 1n << BigInt(size - 1 - upper) : 0n);
      // Transposition: the first of S1 gets the best of S2 that is left, and so on.
      return (figure << BigInt(width * size)) | (BigInt(size - partner) << BigInt(width * (size - 1 - upper)));
    },
  };
}
