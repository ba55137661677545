// Compares entrants of different groups by what they reached per match: groups may differ in size by one entrant.

import type { MatchPoints } from '../format.ts';
import type { StageMatch } from '../match.ts';

/** Points, score difference and wins per completed match. */
export function figuresPerMatch(matches: readonly StageMatch[], points: MatchPoints): Map<number, number[]> {
  const totals = new Map<number, { matches: number; sums: [number, number, number] }>();
  for (const { slots, result } of matches) {
    if (result === null) continue;
    slots.forEach(({ entrant }, slot) => {
      if (entrant === null) return;
      const total = totals.get(entrant) ?? { matches: 0, sums: [0, 0, 0] };
      totals.set(entrant, total);
      const [own, other] = [result.places[slot] ?? null, result.places[1 - slot] ?? null];
      const isDraw = own !== null && own === other;
      const isWin = own === 1 && !isDraw;
      total.matches += 1;
      total.sums[0] += isDraw ? points.draw : isWin ? points.win : points.loss;
      total.sums[1] += (result.scores?.[slot] ?? 0) - (result.scores?.[1 - slot] ?? 0);
      total.sums[2] += isWin ? 1 : 0;
    });
  }
  // Equal fractions are equal numbers: a division is rounded from its exact value.
  return new Map([...totals].map(([entrant, total]) => [entrant, total.sums.map((sum) => sum / total.matches)]));
}
