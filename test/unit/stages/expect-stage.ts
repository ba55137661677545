// What holds for every stage that is over, whatever the format.

import { expect } from 'vitest';
import type { Placement, StageState } from '../../../src/tournaments/stages/format.ts';
import { entrantsUpTo, sidesOf } from './play-stage.ts';

/** Nobody plays twice in a round of a group; every slot has an entrant or a reason; no match is left open. */
export function expectPlayed({ matches }: StageState<unknown>): void {
  for (const round of Map.groupBy(matches, ({ key }) => `${key.group}.${key.round}`).values()) {
    const sides = round.flatMap(sidesOf);
    expect(new Set(sides).size).toBe(sides.length);
  }
  for (const { slots, result } of matches) {
    expect(result).not.toBe(null);
    for (const { entrant, vacancy } of slots) expect(entrant === null).toBe(vacancy !== null);
  }
}

/** Everybody once, best first, shared ranks counted, except that places may stay empty where `mayHaveGaps`. */
export function expectRanked(placements: readonly Placement[], count: number, mayHaveGaps = false): void {
  const entrants = placements.map(({ entrant }) => entrant);
  expect(entrants.toSorted((left, right) => left - right)).toEqual(entrantsUpTo(count));
  placements.forEach(({ rank }, index) => {
    const better = placements.filter((other) => other.rank < rank).length;
    expect(rank).toBeGreaterThanOrEqual(placements[index - 1]?.rank ?? 1);
    expect(rank).toBeLessThanOrEqual(count);
    if (mayHaveGaps) expect(rank).toBeGreaterThanOrEqual(better + 1);
    else expect(rank).toBe(better + 1);
  });
}
