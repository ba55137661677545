// Which of several equally good pairings of a bracket comes first: the order in which C.04.3, sections 3 and 4, tries candidates. Each
// player in turn chooses among the pairings that are still equal.

import type { PerfectMatching } from './matching/perfect-matching.ts';

/** Vertices of a bracket, best player first. */
export interface Places {
  readonly movedDown: readonly number[];
  readonly residents: readonly number[];
  /** False for two who would both be left over. */
  readonly doMeet: (left: number, right: number) => boolean;
}

/** Moved-down players first: the best of them are paired rather than left out, then each in turn gets the best resident it can. */
export function chooseForMovedDown(matching: PerfectMatching, { movedDown, residents, doMeet }: Places): void {
  const rank = new Map(residents.map((vertex, index) => [vertex, residents.length - index]));
  const rankOf = (vertex: number, mate: number) => (doMeet(vertex, mate) ? (rank.get(mate) ?? 0) : 0);
  for (const vertex of movedDown) matching.prefer(vertex, (mate) => Math.min(1, rankOf(vertex, mate)));
  for (const vertex of movedDown) matching.prefer(vertex, (mate) => rankOf(vertex, mate));
}

/**
 * Residents among themselves. The upper half (S1) meets the lower half (S2); the upper player of each pair forms the S1 after exchanges.
 * The number of exchanges is settled before.
 */
export function chooseForResidents(
  matching: PerfectMatching,
  { residents, doMeet }: Pick<Places, 'residents' | 'doMeet'>,
  { pairCount, hasExchanges }: { pairCount: number; hasExchanges: boolean },
): void {
  const rank = new Map(residents.map((vertex, index) => [vertex, index]));
  /** Better the higher the mate; 0 if the player is not the upper one of a pair. */
  const worthOf = (upper: number) => (mate: number) => {
    const lower = rank.get(mate) ?? -1;
    return lower > upper && doMeet(residents[upper] ?? -1, mate) ? residents.length - lower : 0;
  };
  if (hasExchanges) {
    // The highest numbers leave S1, the lowest ones enter it.
    for (const [upper, vertex] of [...residents.slice(0, pairCount).entries()].reverse()) {
      matching.prefer(vertex, (mate) => (worthOf(upper)(mate) > 0 ? 0 : 1));
    }
    for (const [index, vertex] of residents.slice(pairCount).entries()) {
      matching.prefer(vertex, (mate) => (worthOf(pairCount + index)(mate) > 0 ? 1 : 0));
    }
  }
  // Transposition: the first of S1 gets the best of S2 that is left, and so on.
  residents.forEach((vertex, upper) => {
    if (worthOf(upper)(matching.mateOf(vertex)) > 0) matching.prefer(vertex, worthOf(upper));
  });
}
