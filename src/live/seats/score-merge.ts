// Score updates that come together: the last one of each match stands for those before it. Pure.

import type { TournamentEvent } from '../../outbox/event.ts';

type Merged = Pick<TournamentEvent, 'type' | 'payload'>;

export const isScore = ({ type }: Pick<TournamentEvent, 'type'>): boolean => type === 'score_updated';

/**
 * Drops each score update that a later one of the same match follows, if only score updates are between them. What is left is in order,
 * and ends with the same event.
 */
export function mergeScores<E extends Merged>(events: readonly E[]): readonly E[] {
  // Most batches have none.
  if (!events.some(isScore)) return events;
  const kept: E[] = [];
  const later = new Set<unknown>();
  for (const event of events.toReversed()) {
    if (!isScore(event)) later.clear();
    else if (later.has(event.payload.matchId)) continue;
    else later.add(event.payload.matchId);
    kept.push(event);
  }
  return kept.reverse();
}
