// Which tie-breaks a stage may be ranked by.

import { DomainError } from '../../core/errors.ts';
import type { EventKind } from './results.ts';
import { readTieBreaks, type TieBreakName } from './tie-break.ts';

/** They need what a stage does not have: ratings of all entrants, times of completion. */
const withoutFigures: ReadonlySet<TieBreakName> = new Set([
  'average_rating',
  'performance',
  'perfect_performance',
  'opponent_performance',
  'opponent_perfect_performance',
  'rating',
  'earliest_completion',
]);

export interface TieBreakFault {
  readonly index: number;
  readonly message: string;
}

/** The first fault of a list. */
export function tieBreakFault(texts: readonly string[], kind: EventKind): TieBreakFault | null {
  for (const index of texts.keys()) {
    try {
      const last = readTieBreaks(texts.slice(0, index + 1), kind).at(-1);
      if (last && withoutFigures.has(last.name)) return { index, message: `${last.name} is not available in a stage` };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { tieBreak, reason } = error.facts as { tieBreak: string; reason?: string };
      return { index, message: `${tieBreak}: ${reason ?? 'unknown tie-break'}` };
    }
  }
  return null;
}
