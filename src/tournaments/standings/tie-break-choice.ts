// Which tie-breaks a stage may be ranked by.

import { DomainError } from '../../core/errors.ts';
import type { EventKind } from './results.ts';
import { readTieBreaks, type TieBreakName, tieBreakText } from './tie-break.ts';

export interface TieBreakFault {
  readonly index: number;
  readonly message: string;
}

/** The first fault of a list. */
export function tieBreakFault(texts: readonly string[], kind: EventKind): TieBreakFault | null {
  for (const index of texts.keys()) {
    try {
      readTieBreaks(texts.slice(0, index + 1), kind);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { tieBreak, reason } = error.facts as { tieBreak: string; reason?: string };
      return { index, message: `${tieBreak}: ${reason ?? 'unknown tie-break'}` };
    }
  }
  return null;
}

const needsRatings: ReadonlySet<TieBreakName> = new Set([
  'average_rating',
  'performance',
  'perfect_performance',
  'opponent_performance',
  'opponent_perfect_performance',
  'rating',
]);

/** The first tie-break of a list that needs the ratings of the entrants; null: none does. */
export function ratingTieBreak(texts: readonly string[], kind: EventKind): string | null {
  const found = readTieBreaks(texts, kind).find(({ name }) => needsRatings.has(name));
  return found === undefined ? null : tieBreakText(found);
}
